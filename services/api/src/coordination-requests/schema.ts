// The shapes of requests for coordination on the wire, and how they come about.
import { type Language, maskName, textsIn } from '@roedtraad/domain'
import type { RequestList } from '@roedtraad/use-cases'
import { type Static, Type } from 'typebox'
import { toEtag } from '../plugins/preconditions.ts'

const Text = Type.Union([Type.String(), Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const MaybeInstant = Type.Union([Instant, Type.Null()])
const Person = Type.Object({ username: Type.String(), name: Type.String() })
export const State = Type.Enum(['waiting', 'answered', 'withdrawn'])
const Wish = Type.Enum(['coordination', 'network-meeting'])
const Channel = Type.Enum(['counter', 'phone', 'writing'])
const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })

export const NewRequest = Type.Object(
  {
    askedBy: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: 'Who asks, and how to reach her.' }),
    wish: Wish,
    channel: Channel,
  },
  { additionalProperties: false },
)
export const Answer = Type.Object(
  {
    name: Name,
    phone: Type.String({ minLength: 3, maxLength: 40, pattern: '^[+0-9 ()-]+$', description: 'Digits, spaces, +, - and ().' }),
  },
  { additionalProperties: false },
)

export const CoordinationRequest = Type.Object(
  {
    id: Type.String(),
    etag: Type.String(),
    citizen: Type.Object({ id: Type.String(), name: Type.String(), birthDate: Text, protected: Type.Boolean() }),
    askedBy: Type.String(),
    wish: Wish,
    channel: Channel,
    team: Type.String({ description: 'The team that answers.' }),
    registeredTeam: Type.String(),
    registeredBy: Person,
    registeredAt: Instant,
    dueAt: Instant,
    overdue: Type.Boolean(),
    state: State,
    contact: Type.Union([Type.Object({ name: Type.String(), phone: Type.String() }), Type.Null()]),
    answeredAt: MaybeInstant,
    remindedAt: MaybeInstant,
    escalatedAt: MaybeInstant,
    history: Type.Array(
      Type.Object({
        deed: Type.Enum(['register', 'answer', 'undo-answer', 'withdraw', 'undo-withdrawal', 'remind', 'escalate']),
        at: Instant,
        by: Type.Union([Person, Type.Null()], { description: 'Null: the product itself.' }),
        reason: Text,
      }),
      { description: 'Newest first.' },
    ),
  },
  { $id: 'CoordinationRequest' },
)
export const CoordinationRequestList = Type.Object(
  { items: Type.Array(CoordinationRequest), more: Type.Boolean({ description: 'There are more than those listed.' }), now: Instant },
  { $id: 'CoordinationRequestList' },
)

type Row = RequestList['items'][number]

/** One request, as it stands at `now`. A citizen whom the wall does not show is called a citizen. */
export function presentRequest(row: Row, now: RequestList['now'], language: Language): Static<typeof CoordinationRequest> {
  const { citizen, contactName, contactPhone } = row
  const person = (username: string) => ({ username, name: row.names[username] ?? username })
  return {
    id: row.id,
    etag: toEtag(row.version),
    citizen: {
      id: row.citizenId,
      name: citizen === null ? textsIn(language).word.citizen : citizen.protected ? maskName(citizen.name) : citizen.name,
      birthDate: citizen?.birthDate ?? null,
      protected: citizen?.protected ?? false,
    },
    askedBy: row.askedBy,
    wish: row.wish,
    channel: row.channel,
    team: row.team,
    registeredTeam: row.registeredTeam,
    registeredBy: person(row.registeredBy),
    registeredAt: row.registeredAt,
    dueAt: row.dueAt,
    overdue: row.state === 'waiting' && row.dueAt < now,
    state: row.state,
    contact: contactName === null || contactPhone === null ? null : { name: contactName, phone: contactPhone },
    answeredAt: row.answeredAt,
    remindedAt: row.remindedAt,
    escalatedAt: row.escalatedAt,
    history: row.deeds.toReversed().map(({ deed, at, actor, team, detail }) => ({
      deed,
      at: new Date(at).toISOString(),
      by: team === null ? null : person(actor),
      reason: typeof detail['reason'] === 'string' ? detail['reason'] : null,
    })),
  }
}
