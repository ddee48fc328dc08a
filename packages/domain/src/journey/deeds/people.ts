// The people around the citizen who have no login, and how the citizen wants to be met.
import { Type } from 'typebox'
import { badField, found, noSuch, notNow, rule } from '../deed.ts'
import { partyKinds, partyKnowledge, partyRights } from '../journey.ts'
import { At, Fields, Id, MaybeAt, MaybeWords, Phone, Title, Words } from './fields.ts'

const PartyFields = Fields({
  kind: Type.Enum([...partyKinds]),
  name: Title,
  relation: Title,
  controller: Type.Optional(Title),
  phone: Type.Optional(Phone),
  mayKnow: Type.Array(Type.Enum([...partyKnowledge]), { uniqueItems: true }),
  mayDo: Type.Array(Type.Enum([...partyRights]), { uniqueItems: true }),
  from: At,
  to: Type.Optional(MaybeAt),
})

const addParty = rule(PartyFields, 'participant', {
  check(_, { kind, controller, from, to, mayKnow }) {
    if ((kind === 'outside' || kind === 'civil-society') && controller === undefined)
      return badField(
        'controller-missing',
        'controller',
        'An outside party answers for its own data.',
        'name the region, practice, fund, school or association',
      )
    if (kind === 'civil-society' && mayKnow.length > 0)
      return badField(
        'civil-society-knows-nothing',
        'mayKnow',
        'A bridge to civil society carries no data.',
        'leave it empty; the citizen tells what she wants to tell',
      )
    return to !== undefined && to !== null && to <= from
      ? badField('end-before-start', 'to', 'It ends before it begins.', 'choose an end after the start')
      : undefined
  },
  apply(journey, detail, by) {
    const { controller = null, phone = null, to = null, ...said } = detail
    journey.parties.push({ id: by.id, ...said, controller, phone, to })
  },
})

const endParty = rule(Fields({ partyId: Id, reason: Words }), 'participant', {
  check(journey, { partyId }) {
    const party = journey.parties.find((one) => one.id === partyId)
    if (party === undefined) return noSuch('partyId', 'party')
    return party.to === null ? undefined : notNow('party-ended', 'That has ended already.')
  },
  apply(journey, { partyId }, by) {
    const party = found(journey.parties.find((one) => one.id === partyId))
    party.to = by.at > party.from ? by.at : party.from
  },
})

const describeManner = rule(
  Fields({ communication: MaybeWords, interpreter: MaybeWords, companion: MaybeWords, avoid: MaybeWords }),
  'participant',
  {
    apply(journey, manner) {
      journey.manner = manner
    },
  },
)

export const peopleDeeds = { 'add-party': addParty, 'end-party': endParty, 'describe-manner': describeManner }
