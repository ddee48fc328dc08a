// The shapes of the lead's board on the wire.
import { type Static, Type } from 'typebox'

const Text = Type.Union([Type.String(), Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const MaybeInstant = Type.Union([Instant, Type.Null()])
const Count = Type.Integer({ minimum: 0 })
const MaybeCount = Type.Union([Count, Type.Null()], { description: 'Null: too small to be told outside the own team.' })

const Citizen = Type.Object({ id: Type.String(), name: Type.String(), protected: Type.Boolean() })

const Loop = Type.Object({
  id: Type.String(),
  journeyId: Type.String(),
  citizen: Citizen,
  kind: Type.Enum(['answer', 'task']),
  title: Type.String(),
  team: Type.String({ description: 'Whose move it is.' }),
  waitingTeam: Type.String(),
  since: Instant,
  days: Type.Integer({ description: 'Whole days since it was asked.' }),
  dueAt: MaybeInstant,
  overdue: Type.Boolean(),
  escalatedAt: MaybeInstant,
})

const Worker = Type.Object({
  username: Text,
  name: Type.Union([Type.String(), Type.Null()], { description: 'Null: what nobody is named for.' }),
  member: Type.Boolean(),
  coordinates: Count,
  substitutes: Count,
  journeys: Count,
  promises: Count,
  overdue: Count,
  nextDueAt: MaybeInstant,
  awayUntil: MaybeInstant,
})

const Told = Type.Object({ id: Type.String(), journeyId: Type.String(), citizen: Citizen, at: Instant, text: Type.String() })
const Week = Type.Object({ from: Instant, to: Instant, opened: Count, ended: Count, open: Count, loose: Count })
const Columns = { open: MaybeCount, loose: MaybeCount, overdue: MaybeCount, waiting: MaybeCount }

export const Board = Type.Object(
  {
    team: Type.String(),
    now: Instant,
    figures: Type.Object(
      {
        all: Count,
        loose: Count,
        overdue: Count,
        waiting: Count,
        asked: Count,
        'no-coordinator': Count,
        'no-follow-up': Count,
        told: Count,
      },
      { description: 'Each is the length of GET /api/v1/journeys with the view of that name.' },
    ),
    workers: Type.Array(Worker),
    loops: Type.Array(Loop, { description: 'What the team was asked or has asked, the longest waiting first.' }),
    told: Type.Array(Told, { description: 'What the product did that the lead is to know, until she has opened the journey.' }),
    weeks: Type.Array(Week, { description: 'Oldest first; the running week ends now.' }),
    teams: Type.Array(Type.Object({ team: Type.String(), own: Type.Boolean(), ...Columns })),
    total: Type.Object(Columns, { description: 'Null wherever a team’s count is hidden.' }),
  },
  { $id: 'Board' },
)
export type Board = Static<typeof Board>

export const AbsencePreview = Type.Object(
  {
    worker: Type.String(),
    from: Instant,
    to: Instant,
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        journeyId: Type.String(),
        citizen: Citizen,
        kind: Type.Enum(['coordination', 'substitution', 'answer', 'task', 'activity', 'follow-up', 'meeting']),
        kindText: Type.String(),
        title: Type.String(),
        dueAt: MaybeInstant,
        covered: Type.Union([Type.String(), Type.Null()], { description: 'Who would have it meanwhile; null: nobody.' }),
      }),
    ),
    more: Type.Boolean(),
  },
  { $id: 'AbsencePreview' },
)
export type AbsencePreview = Static<typeof AbsencePreview>

export const AbsenceQuery = Type.Object({
  worker: Type.String({ minLength: 1, maxLength: 100 }),
  from: Type.Optional(Instant),
  to: Type.Optional(Type.String({ format: 'date-time', description: 'Three weeks after `from`, unless told.' })),
})
