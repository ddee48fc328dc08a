// The shapes of waiting identifiers, merges and suggestions on the wire.
import { Type } from 'typebox'

const Text = Type.Union([Type.String(), Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const MaybeInstant = Type.Union([Instant, Type.Null()])
export const Uuid = Type.String({ format: 'uuid' })
export const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S', description: 'In words.' })
const CandidateReason = Type.Enum([
  'same-birth-date',
  'same-name',
  'similar-name',
  'shared-name',
  'possible-twin',
  'other-birth-date',
  'other-name',
])

const waiting = {
  id: Type.String(),
  system: Type.String(),
  masked: Type.String({ description: 'The identifier as it may stand on a screen.' }),
  problem: Type.Enum(['nobody-known', 'another-person'], {
    description: 'another-person: the number is known, and the sender tells of somebody else.',
  }),
  told: Type.Union([Type.Object({ name: Type.String(), birthDate: Text }), Type.Null()], {
    description: 'Who the sender says it is, if it does.',
  }),
  events: Type.Integer(),
  senders: Type.Array(Type.String()),
  since: Instant,
}
export const WaitingIdentities = Type.Object({ items: Type.Array(Type.Object(waiting)), nextCursor: Text }, { $id: 'WaitingIdentities' })
export const WaitingIdentity = Type.Object(
  {
    ...waiting,
    etag: Type.String(),
    value: Type.Union([Type.String(), Type.Null()], { description: 'The whole identifier, for asking the sender; null for a CPR number.' }),
    said: Type.Array(Type.Object({ kind: Type.String(), label: Type.String(), at: Instant, source: Type.String() })),
    candidates: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        birthDate: Text,
        protected: Type.Boolean(),
        reasons: Type.Array(CandidateReason),
      }),
    ),
  },
  { $id: 'WaitingIdentity' },
)
export const Decision = Type.Union([
  Type.Object({ decision: Type.Literal('matched'), citizenId: Uuid, reason: Reason }, { additionalProperties: false }),
  Type.Object({ decision: Type.Enum(['registered', 'same-person', 'set-aside']), reason: Reason }, { additionalProperties: false }),
])
export const Decided = Type.Object(
  {
    waitingId: Type.String(),
    citizenId: Text,
    mergeId: Text,
    takenIn: Type.Integer({ description: 'Events that waited and are settled now.' }),
  },
  { $id: 'WaitingDecided' },
)

export const PutBack = Type.Object({ waitingId: Type.String(), events: Type.Integer() }, { $id: 'WaitingPutBack' })

const Side = Type.Object({
  id: Type.String(),
  name: Type.String(),
  birthDate: Text,
  protected: Type.Boolean(),
  identifiers: Type.Array(Type.Object({ system: Type.String(), masked: Type.String() })),
  journeys: Type.Array(Type.Object({ id: Type.String(), status: Type.Enum(['open', 'closed']) })),
  cases: Type.Array(Type.Object({ kind: Type.String(), label: Type.String() })),
  openAlerts: Type.Integer(),
  facts: Type.Integer(),
})
export const MergePreview = Type.Object(
  {
    etag: Type.String(),
    survivor: Side,
    absorbed: Side,
    reasons: Type.Array(CandidateReason),
    hindrances: Type.Array(Type.Object({ code: Type.String(), text: Type.String() }), {
      description: 'What would be refused as it stands.',
    }),
  },
  { $id: 'MergePreview' },
)
const Merge = Type.Object({
  id: Type.String(),
  etag: Type.String(),
  survivorId: Type.String(),
  absorbedId: Type.String(),
  because: Type.Enum(['same-person', 'matched', 'replaced-number']),
  reason: Type.String(),
  mergedAt: Instant,
  mergedBy: Type.String(),
  undoneAt: MaybeInstant,
  undoneBy: Text,
  undoneReason: Text,
})
export const MergeList = Type.Object({ items: Type.Array(Merge) }, { $id: 'MergeList' })
export const Merged = Type.Object({ mergeId: Type.String(), citizenId: Type.String(), etag: Type.String() }, { $id: 'Merged' })
const Suggested = Type.Object({ id: Type.String(), name: Type.String(), birthDate: Text })
export const MergeSuggestions = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        citizen: Suggested,
        other: Suggested,
        reasons: Type.Array(CandidateReason),
        source: Type.String(),
        suggestedAt: Instant,
      }),
    ),
  },
  { $id: 'MergeSuggestions' },
)
