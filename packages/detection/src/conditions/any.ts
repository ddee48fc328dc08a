// At least one of several conditions. How many of them hold is never counted: that would be a score.
import { Type } from 'typebox'
import type { Condition } from './index.ts'

export interface Any {
  is: 'any'
  of: Condition[]
}
export const Any = Type.Object(
  { is: Type.Literal('any'), of: Type.Array(Type.Ref('Condition'), { minItems: 1 }) },
  { additionalProperties: false },
)
export const explainAny = { da: 'Mindst ét af dette', en: 'At least one of these' }
