// What each deed asks for, as few fields as it can do with. The rules of the deeds themselves stand in the domain; this is only their order on paper.
import type { ScreenTexts } from '../../app/texts/index.ts'

type FieldNames = ScreenTexts['journeys']['fields']

export interface Field {
  /** Name in the deed's detail. */
  name: string
  label: keyof FieldNames
  kind:
    | 'line'
    | 'words'
    | 'phone'
    | 'number'
    | 'date'
    | 'day'
    | 'moment'
    | 'team'
    | 'participant'
    | 'worker'
    | 'goal'
    | 'ground'
    | 'choice'
    | 'choices'
  optional?: boolean
  choices?: 'level' | 'goalResult' | 'followUp' | 'party' | 'know' | 'may' | 'audience' | 'closed' | 'helped' | 'consentForm' | 'standing'
}

const line = (name: string, label: keyof FieldNames): Field => ({ name, label, kind: 'line' })
const words = (name: string, label: keyof FieldNames = 'words'): Field => ({ name, label, kind: 'words' })
const date = (name: string, label: keyof FieldNames): Field => ({ name, label, kind: 'date' })
const day = (name: string, label: keyof FieldNames): Field => ({ name, label, kind: 'day' })
const choice = (name: string, label: keyof FieldNames, choices: NonNullable<Field['choices']>): Field => ({
  name,
  label,
  kind: 'choice',
  choices,
})
const maybe = (field: Field): Field => ({ ...field, optional: true })
const reason = words('reason', 'reason')
const participant = (name: string): Field => ({ name, label: 'team', kind: 'participant' })
const ground: Field = { name: 'ground', label: 'ground', kind: 'ground' }
const worker: Field = { name: 'worker', label: 'worker', kind: 'worker' }

/** The fields of every deed that is done in a dialog; an empty list is done at once. `add-bridge` is an activity of its own kind on the screen only. */
export const deedForms = {
  'set-level': [choice('level', 'level', 'level'), reason],
  close: [choice('because', 'because', 'closed'), choice('helped', 'helped', 'helped'), maybe(words('evaluation', 'evaluation'))],
  reopen: [reason],
  join: [{ name: 'team', label: 'team', kind: 'team' }, line('role', 'role'), ground],
  leave: [reason],
  'renew-ground': [ground],
  'take-over': [],
  'step-down': [reason],
  'name-substitute': [participant('team'), worker],
  'set-absence': [date('from', 'from'), date('to', 'until')],
  'end-absence': [],
  'name-contact': [line('name', 'name'), { name: 'phone', label: 'phone', kind: 'phone' }],
  'add-party': [
    choice('kind', 'kind', 'party'),
    line('name', 'name'),
    line('relation', 'relation'),
    maybe({ name: 'phone', label: 'phone', kind: 'phone' }),
    maybe(line('controller', 'controller')),
    maybe({ name: 'mayKnow', label: 'mayKnow', kind: 'choices', choices: 'know' }),
    maybe({ name: 'mayDo', label: 'mayDo', kind: 'choices', choices: 'may' }),
  ],
  'end-party': [reason],
  'describe-manner': [
    maybe(words('communication', 'communication')),
    maybe(line('interpreter', 'interpreter')),
    maybe(line('companion', 'companion')),
    maybe(words('avoid', 'avoid')),
  ],
  'state-own-goal': [words('words')],
  'add-goal': [line('title', 'title'), maybe(date('followUpAt', 'followUpAt'))],
  'end-goal': [choice('result', 'result', 'goalResult'), maybe(words('words'))],
  'follow-up': [choice('result', 'result', 'followUp'), maybe(words('words')), maybe(date('nextAt', 'nextAt'))],
  'add-activity': [
    line('title', 'title'),
    participant('team'),
    maybe(worker),
    maybe({ name: 'goalId', label: 'goalId', kind: 'goal' }),
    date('start', 'start'),
    maybe(date('due', 'due')),
  ],
  'add-bridge': [
    line('title', 'title'),
    line('organisation', 'organisation'),
    line('contactPerson', 'contactPerson'),
    choice('consentForm', 'consentForm', 'consentForm'),
    day('consentDate', 'consentDate'),
    participant('team'),
    date('start', 'start'),
  ],
  'hold-first-meeting': [{ name: 'at', label: 'at', kind: 'moment' }],
  'begin-activity': [],
  'finish-activity': [maybe(words('result', 'result'))],
  'cancel-activity': [reason],
  'reschedule-activity': [date('start', 'start'), date('due', 'due')],
  'call-meeting': [
    line('title', 'title'),
    { name: 'at', label: 'at', kind: 'moment' },
    { name: 'minutes', label: 'minutes', kind: 'number' },
    maybe(line('place', 'place')),
  ],
  'hold-meeting': [words('record', 'record')],
  'cancel-meeting': [reason],
  refer: [participant('to'), line('title', 'title'), maybe(words('words'))],
  'hand-over-activity': [participant('to'), maybe(words('words'))],
  'hand-over-coordination': [participant('to'), maybe(words('words'))],
  'accept-loop': [],
  'decline-loop': [reason],
  'begin-loop': [],
  'finish-loop': [maybe(words('words'))],
  'take-back-loop': [reason],
  'write-note': [words('words'), choice('audience', 'audience', 'audience')],
  file: [line('kle', 'kle'), line('caseId', 'caseId')],
  'retry-filing': [],
  'link-plan': [
    line('system', 'system'),
    line('title', 'planTitle'),
    day('date', 'planDate'),
    line('statute', 'statute'),
    choice('standing', 'standing', 'standing'),
    maybe(line('url', 'url')),
  ],
} satisfies Record<string, Field[]>

export type FormDeed = keyof typeof deedForms
