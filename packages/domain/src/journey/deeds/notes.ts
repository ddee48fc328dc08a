// What is written down, and how it reaches the case it belongs to: filed once, by one click, and never typed again.
import { Type } from 'typebox'
import { badField, found, noSuch, notNow, rule } from '../deed.ts'
import type { Journey } from '../journey.ts'
import { Fields, Id, Title, Words } from './fields.ts'

const writeNote = rule(Fields({ words: Words, audience: Type.Optional(Type.Enum(['team', 'journey'])) }), 'participant', {
  whenClosed: true,
  apply: (journey, { words, audience = 'team' }, by) =>
    void journey.notes.push({ id: by.id, at: by.at, by: { username: by.actor, team: by.team ?? '' }, words, audience }),
})

const FilingFields = Fields({
  itemId: Type.Union([Id, Type.Null()], { description: 'The note, meeting or alert; null files the plan as it stands.' }),
  title: Title,
  kle: Type.String({ pattern: '^\\d{2}\\.\\d{2}\\.\\d{2}(-[A-Z]\\d{2})?$', description: 'KLE number, such as 27.36.04.' }),
  caseId: Title,
  date: Type.String({ format: 'date' }),
})

const findFiling = (journey: Journey, id: string) => journey.filings.find((filing) => filing.id === id)

const file = rule(FilingFields, 'participant', {
  whenClosed: true,
  check(journey, { itemId, caseId }) {
    const twice = journey.filings.some((one) => one.itemId === itemId && one.caseId === caseId && itemId !== null && one.state !== 'failed')
    if (twice) return notNow('already-filed', 'It is filed on that case already, or on its way.')
    const meeting = journey.meetings.find((one) => one.id === itemId)
    return meeting?.status === 'called'
      ? badField('meeting-not-held', 'itemId', 'The meeting has no record yet.', 'write the record first')
      : undefined
  },
  apply: (journey, detail, by) =>
    void journey.filings.push({ id: by.id, ...detail, team: by.team ?? '', askedAt: by.at, state: 'pending', reason: null }),
})

const settleFiling = rule(
  Fields({ filingId: Id, state: Type.Enum(['filed', 'failed']), reason: Type.Union([Words, Type.Null()]) }),
  'job',
  {
    whenClosed: true,
    check(journey, { filingId }) {
      const filing = findFiling(journey, filingId)
      if (filing === undefined) return noSuch('filingId', 'filing')
      return filing.state === 'filed' ? notNow('already-filed', 'It is filed already.') : undefined
    },
    apply: (journey, { filingId, state, reason }) => void Object.assign(found(findFiling(journey, filingId)), { state, reason }),
  },
)

export const noteDeeds = { 'write-note': writeNote, file, 'settle-filing': settleFiling }
