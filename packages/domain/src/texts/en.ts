// English words, key by key the same as the Danish ones.
import type { da } from './da.ts'

export const en: typeof da = {
  urgency: { information: 'For information', normal: 'Normal', high: 'High', acute: 'Acute' },
  alertStatus: { open: 'Open', acknowledged: 'Acknowledged', closed: 'Closed' },
  alertClosure: { answered: 'Answered', cleared: 'Cleared by itself', retracted: 'Retracted', expired: 'Expired' },
  alertOutcome: { useful: 'Useful', known: 'Already known', wrong: 'Wrong', 'not-actionable': 'Not actionable' },
  presence: { 'at-home': 'At home', 'at-hospital': 'At hospital', 'on-leave': 'On leave from hospital', deceased: 'Deceased' },
  stayState: { active: 'At hospital', 'on-leave': 'On leave', ended: 'Ended', cancelled: 'Cancelled' },
  stayClass: { IMP: 'admitted', EMER: 'acute outpatient' },
  endedBy: { discharge: 'Discharged', death: 'Deceased', hand: 'Ended by hand' },
  step: {
    'admit-emergency': 'Hospital stay started – acute outpatient',
    'admit-inpatient': 'Hospital stay started – admitted',
    'start-leave': 'Leave started',
    'end-leave': 'Leave ended',
    discharge: 'Hospital stay ended – discharged to home/primary sector',
    death: 'Deceased',
    'ended-by-hand': 'Stay ended by hand',
    'planned-by-hand': 'Admission marked as planned',
  },
  act: { tell: '', revise: 'Correction', cancel: 'Cancellation' },
  truth: { true: 'yes', false: 'no', unknown: 'not known' },
  word: {
    and: 'and',
    or: 'or',
    to: 'to',
    from: 'from',
    since: 'since',
    hospital: 'the hospital',
    department: 'the department',
    citizen: 'the citizen',
    intake: 'Contact with the team',
    team: 'team',
    afterDischarge: 'shortly after a discharge',
    coordinationNeeded: 'There is a need to talk together about this citizen.',
    hiddenDetail: 'This belongs to another area, and you have no ground to see it.',
  },
  deed: {
    raised: 'The rule fired',
    'more-urgent': 'Became more urgent',
    cleared: 'Cleared by itself',
    retracted: 'Retracted, because information was corrected or cancelled',
    expired: 'Expired',
    acknowledged: 'Acknowledged',
    'acknowledgement-undone': 'Acknowledgement undone',
    answered: 'Answered',
    'answer-undone': 'Answer undone',
    snoozed: 'Put off',
    'told-apart': 'Stands again, because two citizens were told apart',
    'snooze-undone': 'Taken up again',
  },
  days: (count) => (count === 1 ? '1 day' : `${count} days`),
  daysAfterDischarge: (dates) => {
    if (dates === 0) return 'on the day of discharge'
    return dates === 1 ? 'the day after discharge' : `${dates} days after discharge`
  },
}
