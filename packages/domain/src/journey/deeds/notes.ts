// What is written down, and how it reaches the case it belongs to: filed once, by one click, and never typed again.
import { Type } from 'typebox'
import { badField, found, noSuch, notNow, type Refusal, rule } from '../deed.ts'
import type { Journey } from '../journey.ts'
import { Fields, Id, Title, Words } from './fields.ts'

const writeNote = rule(Fields({ words: Words, audience: Type.Optional(Type.Enum(['team', 'journey'])) }), 'participant', {
  whenClosed: true,
  apply: (journey, { words, audience = 'team' }, by) =>
    void journey.notes.push({ id: by.id, at: by.at, by: { username: by.actor, team: by.team ?? '' }, words, audience }),
})

const FilingFields = Fields({
  itemId: Type.Union([Id, Type.Null()], { description: 'The note or meeting; null files the plan as it stands.' }),
  title: Title,
  kle: Type.String({ pattern: '^\\d{2}\\.\\d{2}\\.\\d{2}(-[A-Z]\\d{2})?$', description: 'KLE number, such as 27.36.04.' }),
  caseId: Title,
  date: Type.String({ format: 'date' }),
})

const findFiling = (journey: Journey, id: string) => journey.filings.find((filing) => filing.id === id)

/** A note that the team may read, or a meeting with its record. */
function checkItem(journey: Journey, itemId: string, team: string | null): Refusal | undefined {
  const meeting = journey.meetings.find((one) => one.id === itemId)
  if (meeting?.status === 'called')
    return badField('meeting-not-held', 'itemId', 'The meeting has no record yet.', 'write the record first')
  const note = journey.notes.find((one) => one.id === itemId)
  const mayRead = note !== undefined && (note.audience === 'journey' || note.by.team === team)
  return meeting?.status === 'held' || mayRead ? undefined : noSuch('itemId', 'item')
}

const file = rule(FilingFields, 'participant', {
  whenClosed: true,
  check(journey, { itemId, caseId }, by) {
    const twice = journey.filings.some((one) => one.itemId === itemId && one.caseId === caseId && itemId !== null && one.state !== 'failed')
    if (twice) return notNow('already-filed', 'It is filed on that case already, or on its way.')
    return itemId === null ? undefined : checkItem(journey, itemId, by.team)
  },
  apply: (journey, detail, by) =>
    void journey.filings.push({ id: by.id, ...detail, team: by.team ?? '', askedAt: by.at, state: 'pending', reason: null }),
})

const settleFiling = rule(
  Fields({ filingId: Id, state: Type.Enum(['filed', 'failed']), reason: Type.Union([Words, Type.Null()]) }),
  'job',
  {
    whenClosed: true,
    check(journey, { filingId, state }) {
      const filing = findFiling(journey, filingId)
      // A filing that failed may be taken back: then nothing is left that could have failed.
      if (filing === undefined) return state === 'failed' ? undefined : noSuch('filingId', 'filing')
      return filing.state === 'filed' ? notNow('already-filed', 'It is filed already.') : undefined
    },
    apply: (journey, { filingId, state, reason }) => void Object.assign(findFiling(journey, filingId) ?? {}, { state, reason }),
  },
)

/** What could not be filed is tried again, with what it says now. */
const retryFiling = rule(Fields({ filingId: Id }), 'owner', {
  whenClosed: true,
  subject: (journey, { filingId }) => findFiling(journey, filingId)?.team,
  check(journey, { filingId }) {
    const filing = findFiling(journey, filingId)
    if (filing === undefined) return noSuch('filingId', 'filing')
    return filing.state === 'failed' ? undefined : notNow(`filing-${filing.state}`, 'It is filed, or on its way.')
  },
  apply: (journey, { filingId }) => void Object.assign(found(findFiling(journey, filingId)), { state: 'pending', reason: null }),
})

export const noteDeeds = { 'write-note': writeNote, file, 'settle-filing': settleFiling, 'retry-filing': retryFiling }
