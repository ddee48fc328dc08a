// The fields that deeds share.
import { Type } from 'typebox'

const longest = { name: 200, words: 20_000 } as const

export const Id = Type.String({ format: 'uuid' })
export const Username = Type.String({ minLength: 1, maxLength: 100 })
export const TeamId = Type.String({ minLength: 1, maxLength: 60, description: 'Our code of a team.' })
export const Title = Type.String({ minLength: 1, maxLength: longest.name })
export const Words = Type.String({ minLength: 1, maxLength: longest.words })
export const MaybeWords = Type.String({ maxLength: longest.words, default: '' })
export const At = Type.String({ format: 'date-time' })
export const MaybeAt = Type.Union([At, Type.Null()])
export const Phone = Type.String({ minLength: 3, maxLength: 40, pattern: '^[+0-9 ()-]+$' })
export const Ground = Type.Union([
  Type.Object({ consent: Id }, { additionalProperties: false }),
  Type.Object({ statute: Type.String({ minLength: 1, maxLength: 60 }) }, { additionalProperties: false }),
])

/** An object that takes these fields and no others. */
export function Fields<T extends Parameters<typeof Type.Object>[0]>(fields: T) {
  return Type.Object(fields, { additionalProperties: false })
}
