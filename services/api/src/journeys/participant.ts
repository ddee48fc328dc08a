// The shapes of who takes part: people of ours, and teams with the ground on which they do.
import { Type } from 'typebox'

const Instant = Type.String({ format: 'date-time' })
const MaybeInstant = Type.Union([Instant, Type.Null()])
export const Ground = Type.Union([
  Type.Object({ consent: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
  Type.Object({ statute: Type.String({ minLength: 1, maxLength: 60 }) }, { additionalProperties: false }),
])

export const Person = Type.Object({ username: Type.String(), name: Type.String(), team: Type.String() })
export const MaybePerson = Type.Union([Person, Type.Null()])
/** Whether the ground on which a team takes part stands now; null for one that has left. */
const Standing = Type.Union([Type.Object({ stands: Type.Boolean(), title: Type.String(), to: MaybeInstant }), Type.Null()])

export const Participant = Type.Object({
  team: Type.String(),
  role: Type.String(),
  ground: Ground,
  standing: Standing,
  from: Instant,
  to: MaybeInstant,
  workers: Type.Array(Person),
})
