// The shapes of alerts on the wire.
import { type Static, Type } from 'typebox'

const Text = Type.Union([Type.String(), Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const MaybeInstant = Type.Union([Instant, Type.Null()])
const Status = Type.Enum(['open', 'acknowledged', 'closed'])
const Urgency = Type.Enum(['information', 'normal', 'high', 'acute'])
export const Outcome = Type.Enum(['useful', 'known', 'wrong', 'not-actionable'])
const RuleVersion = Type.Object({ id: Type.String(), version: Type.Integer() })
const By = Type.Object({ name: Type.String(), at: Instant })

const item = {
  id: Type.String(),
  citizenId: Type.String(),
  citizen: Type.Object({ id: Type.String(), name: Type.String(), birthDate: Text, protected: Type.Boolean() }),
  journeyId: Type.Null({ description: 'Alerts of one area belong to no journey.' }),
  urgency: Urgency,
  status: Status,
  raisedAt: Instant,
  occurredAt: MaybeInstant,
  title: Type.String(),
  sentence: Type.String(),
  rule: RuleVersion,
  signals: Type.Array(Type.Object({ rule: RuleVersion, openedAt: Instant, endedAt: MaybeInstant })),
  recipients: Type.Array(Type.Object({ team: Type.String(), status: Status, snoozedUntil: MaybeInstant })),
  closedBecause: Type.Union([Type.Enum(['answered', 'cleared', 'retracted', 'expired']), Type.Null()]),
  acknowledgedBy: Type.Union([By, Type.Null()]),
  outcome: Type.Union([Type.Object({ outcome: Outcome, reason: Text, by: Type.String(), at: Instant }), Type.Null()]),
  etag: Type.String(),
}

export const AlertItem = Type.Object(item, { $id: 'AlertItem' })
export type AlertItem = Static<typeof AlertItem>

export const AlertPage = Type.Object({ items: Type.Array(AlertItem), nextCursor: Text }, { $id: 'AlertPage' })

export const Alert = Type.Object(
  {
    ...item,
    evidence: Type.Array(
      Type.Object({
        factId: Type.String(),
        kind: Type.String(),
        label: Type.String(),
        occurredAt: Instant,
        source: Type.String(),
        text: Type.String(),
      }),
    ),
    because: Type.String(),
    statute: Type.String(),
    purpose: Type.String(),
    action: Type.String(),
    actions: Type.Array(Type.Object({ id: Type.String(), label: Type.String(), stayId: Type.Optional(Type.String()) })),
    history: Type.Array(Type.Object({ at: Instant, by: Text, what: Type.String(), text: Type.String() })),
  },
  { $id: 'Alert' },
)
export type Alert = Static<typeof Alert>

export const AlertQuery = Type.Object({
  team: Type.Optional(Type.String({ maxLength: 60 })),
  status: Type.Optional(Status),
  urgency: Type.Optional(Urgency),
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
