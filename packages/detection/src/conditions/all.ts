// All of several conditions.
import { Type } from 'typebox'
import type { Condition } from './index.ts'

export interface All {
  is: 'all'
  of: Condition[]
}
export const All = Type.Object(
  { is: Type.Literal('all'), of: Type.Array(Type.Ref('Condition'), { minItems: 1 }) },
  { additionalProperties: false },
)
export const explainAll = { da: 'Alt dette', en: 'All of this' }
