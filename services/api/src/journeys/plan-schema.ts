// The plan within a journey on the wire: goals, activities, plans of other systems, and what of it is filed.
import { followUpResults } from '@roedtraad/domain'
import { Type } from 'typebox'

const Text = Type.Union([Type.String(), Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const MaybeInstant = Type.Union([Instant, Type.Null()])
const MaybePerson = Type.Union([Type.Object({ username: Type.String(), name: Type.String(), team: Type.String() }), Type.Null()])

const FollowUp = Type.Object({
  id: Type.String(),
  at: Instant,
  result: Type.Enum([...followUpResults]),
  words: Type.String(),
  nextAt: MaybeInstant,
})

export const Plan = Type.Object({
  ownGoal: Type.Union([Type.Object({ words: Type.String(), at: Instant }), Type.Null()]),
  goals: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      parentId: Text,
      followUpAt: MaybeInstant,
      followUps: Type.Array(FollowUp),
      ended: Type.Union([Type.Object({ at: Instant, result: Type.Enum(['reached', 'dropped']), words: Type.String() }), Type.Null()]),
    }),
  ),
  activities: Type.Array(
    Type.Object({
      id: Type.String(),
      goalId: Text,
      title: Type.String(),
      team: Type.String(),
      worker: MaybePerson,
      start: Instant,
      due: MaybeInstant,
      status: Type.Enum(['planned', 'under-way', 'done', 'cancelled']),
      statusText: Type.String(),
      bridge: Type.Union([
        Type.Object({
          organisation: Type.String(),
          contactPerson: Type.String(),
          consentForm: Type.Enum(['oral', 'written', 'digital']),
          consentDate: Type.String(),
          firstMeetingAt: MaybeInstant,
        }),
        Type.Null(),
      ]),
      followUps: Type.Array(FollowUp),
      endedAt: MaybeInstant,
      result: Text,
    }),
  ),
  plans: Type.Array(
    Type.Object({
      id: Type.String(),
      system: Type.String(),
      title: Type.String(),
      date: Type.String(),
      statute: Type.String(),
      standing: Type.Enum(['stands', 'replaced']),
      url: Text,
      team: Type.String(),
    }),
    { description: 'Plans that a law demands in other systems: named here, read there.' },
  ),
})

export const Filings = Type.Array(
  Type.Object({
    id: Type.String(),
    itemId: Text,
    title: Type.String(),
    kle: Type.String(),
    caseId: Type.String(),
    team: Type.String(),
    date: Type.String(),
    state: Type.Enum(['pending', 'filed', 'failed']),
    reason: Text,
  }),
)
