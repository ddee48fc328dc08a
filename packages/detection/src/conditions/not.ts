// The opposite of a condition.
import { Type } from 'typebox'
import type { Condition } from './index.ts'

export interface Not {
  is: 'not'
  of: Condition
}
export const Not = Type.Object({ is: Type.Literal('not'), of: Type.Ref('Condition') }, { additionalProperties: false })
export const explainNot = { da: 'Ikke dette', en: 'Not this' }
