// English words of what leaves the screen, and of what is filed.
import type { paperDa, paperDeedsDa, paperFieldsDa, planStandingsDa } from './da-paper.ts'

export const paperEn: typeof paperDa = {
  addToCalendar: 'Add to my calendar',
  removeFromCalendar: 'Take it out of my calendar',
  before: 'Before the meeting',
  beforeLink: 'Before the meeting',
  plan: 'Plan for the citizen',
  planPdf: 'Get it as PDF',
  print: 'Print',
  back: 'Back to the journey',
  call: 'Call',
  noContact: 'The citizen has no fixed contact.',
  noMeeting: 'No meeting is called.',
  since: (date) => `Since the meeting ${date}`,
  sinceOpened: (date) => `Since the journey began ${date}`,
  lastAgreed: 'What we agreed last time',
  elsewhere: 'Happened elsewhere',
  nothingElsewhere: 'You see nothing new of the other areas. Either there is nothing, or it is closed to you.',
  ownArea: 'Your own area',
  left: (count) => `and ${count} more`,
  done: 'Done in the journey',
  nothingDone: 'Nothing was done in the journey since then.',
  promised: 'Promised',
  nothingPromised: 'Nothing is promised.',
  who: 'Who takes part',
  invited: 'invited',
  file: 'File',
  fileOn: (caseId) => `File on case ${caseId}`,
  filing: {
    pending: (caseId) => `On its way to case ${caseId}`,
    filed: (caseId) => `Filed on case ${caseId}`,
    failed: (caseId, reason) => `Could not be filed on case ${caseId}: ${reason}`,
  },
  reasons: {
    'not-reached': 'the case system does not answer',
    'folder-not-writable': 'the folder of the case system cannot be written to',
    'folder-not-there': 'the folder of the case system is not there',
  },
  noteTitle: 'Note',
  planTitle: 'Plan',
  otherPlans: 'Plans in other systems',
  otherPlan: (system, date) => `${system}, ${date}`,
  stands: (statute) => `holds beside this one (${statute})`,
  replaced: (statute) => `replaced by this plan (${statute})`,
  openPlan: 'Read it there',
  bridge: (person, organisation) => `Meets ${person} of ${organisation}`,
  bridgeConsent: (form, date) => `The citizen said yes ${form} ${date}`,
  consentForms: { oral: 'orally', written: 'in writing', digital: 'digitally' },
  bridgeMet: (date) => `First meeting held ${date}`,
  bridgeNotMet: 'First meeting not held yet',
}

/** The same keys as in Danish. */
export const paperDeedsEn: typeof paperDeedsDa = {
  'add-bridge': 'Add a bridge',
  'hold-first-meeting': 'First meeting was held',
  file: 'File',
  'retry-filing': 'Try again',
  'link-plan': 'Name another plan',
}
export const paperFieldsEn: typeof paperFieldsDa = {
  kle: 'KLE number, such as 27.36.04',
  caseId: 'Number of the case',
  organisation: 'Association or voluntary service',
  contactPerson: 'Whom is the citizen to meet?',
  consentForm: 'How did the citizen say yes?',
  consentDate: 'When did the citizen say yes?',
  system: 'In which system does the plan lie?',
  planTitle: 'What is the plan called?',
  planDate: 'Date of the plan',
  statute: 'Act and paragraph',
  standing: 'Does it still hold?',
  url: 'Link to the plan',
}
export const planStandingsEn: typeof planStandingsDa = { stands: 'It holds beside this plan', replaced: 'This plan holds in its place' }
export const paperRefusalsEn = {
  'already-filed': 'It is filed on that case already, or on its way.',
  'meeting-not-held': 'Write the record first.',
  'in-the-future': 'It lies in the future. Write it when it has happened.',
  'already-met': 'The first meeting is registered.',
}
