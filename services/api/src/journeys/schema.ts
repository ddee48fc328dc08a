// The shapes of journeys on the wire.
import { deedRules, partyKinds } from '@roedtraad/domain'
import { type Static, Type } from 'typebox'
import { MaybePerson, Participant, Person } from './participant.ts'
import { Filings, Plan } from './plan-schema.ts'

const Text = Type.Union([Type.String(), Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const MaybeInstant = Type.Union([Instant, Type.Null()])
export const Level = Type.Enum(['inform', 'coordinate', 'one-plan'])
export const DeedNames = Type.Enum(Object.keys(deedRules) as (keyof typeof deedRules)[], { description: 'See GET /api/v1/journey-deeds.' })
const PromiseKind = Type.Enum(['answer', 'task', 'activity', 'follow-up', 'meeting', 'filing'])
const LooseReason = Type.Enum(['nobody-coordinates', 'coordinator-away', 'handover-unanswered', 'silence'])

const Piece = Type.Object({ username: Type.String(), team: Type.String(), from: Instant, to: MaybeInstant })
const Hand = Type.Object({ username: Type.String(), team: Type.String() })
export const Thread = Type.Object(
  {
    pieces: Type.Array(Piece),
    knots: Type.Array(Type.Object({ at: Instant, from: Hand, to: Hand })),
    loose: Type.Array(Type.Object({ from: Instant, to: MaybeInstant, because: LooseReason, text: Type.String() })),
  },
  { $id: 'Thread' },
)
export const CitizenBrief = Type.Object({ id: Type.String(), name: Type.String(), birthDate: Text, protected: Type.Boolean() })

export const Promised = Type.Object(
  {
    id: Type.String(),
    kind: PromiseKind,
    kindText: Type.String(),
    title: Type.String(),
    team: Type.String(),
    worker: MaybePerson,
    waitingTeam: Text,
    dueAt: MaybeInstant,
    overdue: Type.Boolean(),
  },
  { $id: 'JourneyPromise' },
)

const JourneyItem = Type.Object({
  id: Type.String(),
  citizen: CitizenBrief,
  level: Level,
  levelText: Type.String(),
  status: Type.Enum(['open', 'closed']),
  openedAt: Instant,
  changedAt: Instant,
  isNew: Type.Boolean({ description: 'Changed since the reader looked.' }),
  latest: Type.Union([Type.Object({ at: Instant, by: Text, text: Type.String() }), Type.Null()], {
    description: 'What was last done; by null: the product itself.',
  }),
  coordinator: MaybePerson,
  substitute: Text,
  loose: Type.Union([Type.Object({ since: Instant, because: LooseReason, text: Type.String() }), Type.Null()]),
  thread: Thread,
  threadText: Type.String({ description: 'The thread in words.' }),
  next: Type.Union([Promised, Type.Null()], { description: 'The acting team’s next promise.' }),
  waiting: Type.Integer({ description: 'What the acting team has to answer, or should have filed.' }),
  overdue: Type.Integer({ description: 'Promises of the acting team that are past their day.' }),
})
export const JourneyPage = Type.Object({ items: Type.Array(JourneyItem), nextCursor: Text, now: Instant }, { $id: 'JourneyPage' })

export const Journey = Type.Object(
  {
    id: Type.String(),
    etag: Type.String(),
    citizen: Type.Object({ ...CitizenBrief.properties, age: Type.Union([Type.Integer(), Type.Null()]) }),
    status: Type.Enum(['open', 'closed']),
    level: Level,
    levelText: Type.String(),
    reason: Type.String(),
    openedAt: Instant,
    closed: Type.Union([
      Type.Object({ at: Instant, because: Type.String(), becauseText: Type.String(), helped: Type.String(), evaluation: Type.String() }),
      Type.Null(),
    ]),
    rhythmDays: Type.Integer(),
    holds: Type.Boolean({ description: 'Whether the reader may do what only the holder of the thread may.' }),
    coordinator: MaybePerson,
    substitute: MaybePerson,
    absence: Type.Union([Type.Object({ from: Instant, to: Instant }), Type.Null()]),
    contact: Type.Union([Type.Object({ name: Type.String(), phone: Type.String() }), Type.Null()]),
    thread: Thread,
    threadText: Type.String(),
    teams: Type.Array(Participant),
    parties: Type.Array(
      Type.Object({
        id: Type.String(),
        kind: Type.Enum([...partyKinds]),
        kindText: Type.String(),
        name: Type.String(),
        relation: Type.String(),
        controller: Text,
        phone: Text,
        mayKnow: Type.Array(Type.String()),
        mayDo: Type.Array(Type.String()),
        from: Instant,
        to: MaybeInstant,
      }),
    ),
    manner: Type.Union([
      Type.Object({ communication: Type.String(), interpreter: Type.String(), companion: Type.String(), avoid: Type.String() }),
      Type.Null(),
    ]),
    ...Plan.properties,
    meetings: Type.Array(
      Type.Object({
        id: Type.String(),
        title: Type.String(),
        at: Instant,
        minutes: Type.Integer(),
        place: Type.String(),
        teams: Type.Array(Type.String()),
        parties: Type.Array(Type.String()),
        status: Type.Enum(['called', 'held', 'cancelled']),
        record: Text,
      }),
    ),
    loops: Type.Array(
      Type.Object({
        id: Type.String(),
        kind: Type.Enum(['referral', 'handover-of-activity', 'handover-of-coordination']),
        from: Type.String(),
        to: Type.String(),
        worker: MaybePerson,
        activityId: Text,
        title: Type.String(),
        words: Type.String(),
        askedAt: Instant,
        dueAt: Instant,
        state: Type.Enum(['requested', 'accepted', 'under-way', 'done', 'declined', 'taken-back']),
        stateText: Type.String(),
        answeredAt: MaybeInstant,
        endedAt: MaybeInstant,
        reason: Text,
        remindedAt: MaybeInstant,
        escalatedAt: MaybeInstant,
      }),
    ),
    notes: Type.Array(
      Type.Object({ id: Type.String(), at: Instant, by: Person, words: Type.String(), audience: Type.Enum(['team', 'journey']) }),
    ),
    filings: Filings,
    promises: Type.Array(Promised),
    history: Type.Array(
      Type.Object({
        id: Type.String(),
        deed: Type.String(),
        at: Instant,
        by: Type.Union([Person, Type.Null()], { description: 'Null: the product itself.' }),
        text: Type.String(),
        detail: Type.Record(Type.String(), Type.Unknown()),
        targetId: Text,
        withdrawn: Type.Boolean(),
        isNew: Type.Boolean(),
      }),
      { description: 'Every deed, newest first.' },
    ),
    now: Instant,
  },
  { $id: 'Journey' },
)
export type Journey = Static<typeof Journey>
export type JourneyPage = Static<typeof JourneyPage>

export const DeedList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        deed: Type.String(),
        who: Type.String({ description: 'Who may do it.' }),
        whenClosed: Type.Boolean(),
        detail: Type.Record(Type.String(), Type.Unknown(), { description: 'JSON Schema of detail.' }),
      }),
    ),
  },
  { $id: 'JourneyDeedList' },
)
