// What the list of journeys can be asked for.
import { journeyViews, workerParts } from '@roedtraad/use-cases'
import { Type } from 'typebox'
import { Level } from './schema.ts'

const Instant = Type.String({ format: 'date-time' })

export const JourneyQuery = Type.Object({
  mine: Type.Optional(Type.Boolean()),
  team: Type.Optional(Type.String({ maxLength: 60 })),
  worker: Type.Optional(Type.String({ maxLength: 100, description: 'Only those in which this worker has a hand.' })),
  part: Type.Optional(Type.Enum([...workerParts], { description: 'How the worker has a hand in it.' })),
  with: Type.Optional(Type.String({ maxLength: 60, description: 'Only those in which this team takes part too.' })),
  level: Type.Optional(Level),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  view: Type.Optional(Type.Enum([...journeyViews])),
  from: Type.Optional(Instant),
  to: Type.Optional(Type.String({ format: 'date-time', description: 'End of the window of opened, ended, open-at and loose-at.' })),
  status: Type.Optional(Type.Enum(['open', 'closed'])),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
