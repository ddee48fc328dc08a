// The situations of the truth table, each made of deeds, and an example of every deed that fits it.
import type { HttpAnswer, HttpDoor } from '../support/http.ts'

/** Who acts in the table, by the heading of their column. */
export const doers = {
  tovholder: 'nurse.health',
  modtager: 'assistant.elderly',
  'anden deltager': 'visitator.elderly',
  leder: 'lead.health',
  udenfor: 'caseworker.employment',
} as const
export type DoerName = keyof typeof doers

/** Ids that earlier deeds made, by name. */
export type Things = Record<string, string>
export interface Situation {
  /** Hours that pass after it is made and before anything is tried; none unless told. */
  hoursLater?: number
  /** Deeds that lead to it, each by whom; `as` names the thing that it makes. */
  made: readonly (readonly [DoerName, string, (things: Things) => Record<string, unknown>, as?: string])[]
}

const nowhere = '01a2097a-5a12-7ebc-bd1c-1c1469332448'
const ground = { statute: 'RSL-5' }
const now = '2026-03-02T10:00:00.000Z'
const later = '2026-03-20T10:00:00.000Z'
const base: Situation['made'] = [
  ['tovholder', 'join', () => ({ team: 'home-care', role: 'Hjælper dagligt', ground })],
  ['tovholder', 'join', () => ({ team: 'visitation', role: 'Bevilger', ground })],
  ['tovholder', 'add-goal', () => ({ title: 'Gå til bageren' }), 'goal'],
  ['tovholder', 'add-activity', () => ({ title: 'Træne', team: 'home-nursing', start: now }), 'activity'],
  [
    'tovholder',
    'add-party',
    () => ({ kind: 'relative', name: 'Mette', relation: 'datter', mayKnow: ['plan'], mayDo: [], from: now }),
    'party',
  ],
]
const refer: Situation['made'][number] = ['tovholder', 'refer', () => ({ to: 'home-care', title: 'Se på trappen', words: '' }), 'loop']
const call: Situation['made'][number] = [
  'tovholder',
  'call-meeting',
  () => ({ title: 'Netværksmøde', at: later, minutes: 60, place: '', teams: ['home-care'], parties: [] }),
  'meeting',
]
const loop = (things: Things) => ({ loopId: things['loop'] })

export const situations: Record<string, Situation> = {
  'åbent forløb': { made: base },
  'indsats i gang': { made: [...base, ['tovholder', 'begin-activity', (things) => ({ activityId: things['activity'] })]] },
  'indsats afsluttet': {
    made: [...base, ['tovholder', 'finish-activity', (things) => ({ activityId: things['activity'], result: 'Går selv' })]],
  },
  'indsats aflyst': {
    made: [...base, ['tovholder', 'cancel-activity', (things) => ({ activityId: things['activity'], reason: 'Ønskes ikke' })]],
  },
  'brobygning planlagt': {
    made: [
      ...base,
      [
        'tovholder',
        'add-activity',
        () => ({
          title: 'Gåvenner',
          team: 'home-nursing',
          start: now,
          bridge: { organisation: 'Ældre Sagen', contactPerson: 'Ruth', consentForm: 'oral', consentDate: '2026-03-01' },
        }),
        'activity',
      ],
    ],
  },
  'mål afsluttet': { made: [...base, ['tovholder', 'end-goal', (things) => ({ goalId: things['goal'], result: 'reached', words: '' })]] },
  'henvisning sendt': { made: [...base, refer] },
  'henvisning accepteret': { made: [...base, refer, ['modtager', 'accept-loop', loop]] },
  'henvisning i gang': { made: [...base, refer, ['modtager', 'accept-loop', loop], ['modtager', 'begin-loop', loop]] },
  'henvisning gennemført': { made: [...base, refer, ['modtager', 'accept-loop', loop], ['modtager', 'finish-loop', loop]] },
  'henvisning afvist': { made: [...base, refer, ['modtager', 'decline-loop', (things) => ({ ...loop(things), reason: 'Ingen plads' })]] },
  'henvisning trukket tilbage': {
    made: [...base, refer, ['tovholder', 'take-back-loop', (things) => ({ ...loop(things), reason: 'Løst' })]],
  },
  'overlevering af indsats sendt': {
    made: [
      ...base,
      ['tovholder', 'hand-over-activity', (things) => ({ activityId: things['activity'], to: 'home-care', words: '' }), 'loop'],
    ],
  },
  'overlevering sendt': { made: [...base, ['tovholder', 'hand-over-coordination', () => ({ to: 'home-care', words: '' }), 'loop']] },
  'uden tovholder': { made: [...base, ['tovholder', 'step-down', () => ({ reason: 'Skifter arbejde' })]] },
  'tovholder væk': { made: [...base, ['tovholder', 'set-absence', () => ({ from: now, to: later })]] },
  'modtager er afløser': { made: [...base, ['tovholder', 'name-substitute', () => ({ team: 'home-care', worker: 'assistant.elderly' })]] },
  'tovholder væk med afløser': {
    made: [
      ...base,
      ['tovholder', 'name-substitute', () => ({ team: 'home-care', worker: 'assistant.elderly' })],
      ['tovholder', 'set-absence', () => ({ from: now, to: later })],
    ],
  },
  'møde indkaldt': { made: [...base, call] },
  'mødet har været': { made: [...base, call], hoursLater: 24 * 30 },
  'møde aflyst': { made: [...base, call, ['tovholder', 'cancel-meeting', (things) => ({ meetingId: things['meeting'], reason: 'Syg' })]] },
  'person afsluttet': { made: [...base, ['tovholder', 'end-party', (things) => ({ partyId: things['party'], reason: 'Flyttet' })]] },
  'lukket forløb': {
    made: [
      ['tovholder', 'join', () => ({ team: 'home-care', role: 'Hjælper dagligt', ground })],
      ['tovholder', 'join', () => ({ team: 'visitation', role: 'Bevilger', ground })],
      ['tovholder', 'close', () => ({ because: 'agreed', helped: 'not-asked', evaluation: '' })],
    ],
  },
}

/** What each deed says when it is tried. */
export const examples: Record<string, (things: Things) => Record<string, unknown>> = {
  'set-level': () => ({ level: 'one-plan', reason: 'Tre planer' }),
  'agree-rhythm': () => ({ days: 30 }),
  close: () => ({ because: 'opened-by-mistake', helped: 'not-asked', evaluation: '' }),
  reopen: () => ({ reason: 'Ringede igen' }),
  join: () => ({ team: 'rehabilitation', role: 'Træner', ground }),
  leave: () => ({ team: 'visitation', reason: 'Færdig' }),
  'renew-ground': () => ({ team: 'visitation', ground }),
  assign: () => ({ team: 'home-nursing', worker: 'lead.health' }),
  unassign: () => ({ team: 'home-nursing', worker: 'nurse.health' }),
  'take-over': () => ({}),
  appoint: () => ({ team: 'home-care', worker: 'assistant.elderly' }),
  'step-down': () => ({ reason: 'Skifter arbejde' }),
  'name-substitute': () => ({ team: 'home-nursing', worker: 'lead.health' }),
  'set-absence': () => ({ from: now, to: later }),
  'end-absence': () => ({}),
  'name-contact': () => ({ name: 'Maria Ravn', phone: '56 00 00 00' }),
  'free-assignment': () => ({ worker: 'nurse.health', because: 'left' }),
  'add-party': () => ({ kind: 'companion', name: 'Ole', relation: 'nabo', mayKnow: [], mayDo: ['attend-meetings'], from: now }),
  'end-party': (things) => ({ partyId: things['party'], reason: 'Flyttet' }),
  'describe-manner': () => ({ communication: 'Ring først', interpreter: '', companion: '', avoid: '' }),
  'state-own-goal': () => ({ words: 'Jeg vil gå selv' }),
  'add-goal': () => ({ title: 'Sove om natten' }),
  'end-goal': (things) => ({ goalId: things['goal'], result: 'reached', words: '' }),
  'follow-up': (things) => ({ subjectId: things['goal'], result: 'continue', words: '', nextAt: later }),
  'add-activity': () => ({ title: 'Samtale', team: 'home-care', start: now }),
  'begin-activity': (things) => ({ activityId: things['activity'] }),
  'finish-activity': (things) => ({ activityId: things['activity'], result: 'Går selv' }),
  'cancel-activity': (things) => ({ activityId: things['activity'], reason: 'Ønskes ikke' }),
  'reschedule-activity': (things) => ({ activityId: things['activity'], start: now, due: later }),
  'hold-first-meeting': (things) => ({ activityId: things['activity'], at: now }),
  'call-meeting': () => ({ title: 'Møde', at: later, minutes: 60, place: '', teams: [], parties: [] }),
  'hold-meeting': (things) => ({ meetingId: things['meeting'], record: 'Aftalt' }),
  'cancel-meeting': (things) => ({ meetingId: things['meeting'], reason: 'Syg' }),
  refer: () => ({ to: 'visitation', title: 'Vurdering', words: '' }),
  'hand-over-activity': (things) => ({ activityId: things['activity'], to: 'home-care', words: '' }),
  'hand-over-coordination': () => ({ to: 'home-care', words: '' }),
  'accept-loop': loop,
  'decline-loop': (things) => ({ ...loop(things), reason: 'Ingen plads' }),
  'begin-loop': loop,
  'finish-loop': (things) => ({ ...loop(things), words: '' }),
  'take-back-loop': (things) => ({ ...loop(things), reason: 'Løst' }),
  'remind-loop': loop,
  'escalate-loop': loop,
  'write-note': () => ({ words: 'Talt sammen' }),
  file: () => ({ itemId: null, title: 'Plan', kle: '27.36.04', caseId: 'S-1', date: '2026-03-02' }),
  'link-plan': () => ({ system: 'Fasit', title: 'Min Plan', date: '2026-03-01', statute: 'LAB § 36', standing: 'stands' }),
  'retry-filing': () => ({ filingId: '01a2097a-5a12-7ebc-bd1c-1c1469332448' }),
  withdraw: () => ({ reason: 'Skrevet forkert' }),
  correct: () => ({ title: 'Gå til bageren og hjem' }),
  'settle-filing': () => ({ filingId: '01a2097a-5a12-7ebc-bd1c-1c1469332448', state: 'filed', reason: null }),
}

export interface Brought {
  path: string
  etag: string | null
  /** Names that are not in it stand for nothing. */
  things: Things
  /** The journey as it then stands. */
  journey: HttpAnswer
}

/** Opens a journey for the citizen and brings it into the situation. */
export async function bringAbout(door: HttpDoor, name: string, citizenId: string): Promise<Brought> {
  const opened = await door.call(doers.tovholder, 'POST', '/api/v1/journeys', {
    citizenId,
    level: 'coordinate',
    ground,
    reason: 'Flere team',
  })
  const path = `/api/v1/journeys/${String(opened.body['id'])}`
  const things: Things = new Proxy({}, { get: (known: Things, key) => (typeof key === 'string' ? (known[key] ?? nowhere) : undefined) })
  let journey = opened
  for (const [doer, deed, detail, as] of situations[name]?.made ?? []) {
    const answer = await door.call(doers[doer], 'POST', `${path}/deeds`, { deed, detail: detail(things) }, journey.etag)
    if (answer.status !== 200) throw new Error(`${name}: ${deed} was refused: ${JSON.stringify(answer.body)}`)
    journey = answer
    const [last] = answer.body['history'] as { id: string }[]
    if (as !== undefined) things[as] = last?.id ?? ''
  }
  return { path, etag: journey.etag, things, journey }
}
