// Danish words that the screen, the mail and the explanations share. The names of hospital messages are MedCom's own.

/** Every key of this object must exist in the other languages too; the compiler holds them to it. */
export const da = {
  urgency: { information: 'Orientering', normal: 'Normal', high: 'Høj', acute: 'Akut' },
  alertStatus: { open: 'Åben', acknowledged: 'Kvitteret', closed: 'Lukket' },
  alertClosure: { answered: 'Besvaret', cleared: 'Løst af sig selv', retracted: 'Trukket tilbage', expired: 'Udløbet' },
  alertOutcome: { useful: 'Nyttigt', known: 'Vidste vi allerede', wrong: 'Forkert', 'not-actionable': 'Kan ikke bruges til noget' },
  presence: { 'at-home': 'Hjemme', 'at-hospital': 'På sygehus', 'on-leave': 'På orlov fra sygehuset', deceased: 'Død' },
  stayState: { active: 'På sygehus', 'on-leave': 'På orlov', ended: 'Afsluttet', cancelled: 'Annulleret' },
  stayClass: { IMP: 'indlagt', EMER: 'akut ambulant' },
  endedBy: { discharge: 'Udskrevet', death: 'Død', hand: 'Afsluttet af medarbejder' },
  step: {
    'admit-emergency': 'Start sygehusophold – akut ambulant',
    'admit-inpatient': 'Start sygehusophold – indlagt',
    'start-leave': 'Start orlov',
    'end-leave': 'Slut orlov',
    discharge: 'Slut sygehusophold – afsluttet til hjemmet/primær sektor',
    death: 'Død',
    'ended-by-hand': 'Ophold afsluttet af medarbejder',
    'planned-by-hand': 'Indlæggelsen er markeret som planlagt',
  },
  act: { tell: '', revise: 'Rettelse', cancel: 'Annullering' },
  truth: { true: 'ja', false: 'nej', unknown: 'vides ikke' },
  word: {
    and: 'og',
    or: 'eller',
    to: 'til',
    from: 'fra',
    since: 'siden',
    hospital: 'sygehuset',
    department: 'afdelingen',
    citizen: 'borgeren',
    intake: 'Henvendelse til teamet',
    team: 'team',
    afterDischarge: 'kort efter en udskrivelse',
    coordinationNeeded: 'Der er brug for at tale sammen om denne borger.',
    hiddenDetail: 'Oplysningen hører til et andet område, som du ikke har hjemmel til at se.',
  },
  deed: {
    raised: 'Reglen slog til',
    'more-urgent': 'Blev mere presserende',
    cleared: 'Løst af sig selv',
    retracted: 'Trukket tilbage, fordi en oplysning er rettet eller annulleret',
    expired: 'Udløbet',
    acknowledged: 'Kvitteret',
    'acknowledgement-undone': 'Kvittering fortrudt',
    answered: 'Besvaret',
    'answer-undone': 'Svar fortrudt',
    snoozed: 'Udsat',
    'told-apart': 'Gælder igen, fordi to borgere er skilt ad',
    'snooze-undone': 'Taget op igen',
  },
  days: (count: number): string => (count === 1 ? '1 dag' : `${count} dage`),
  daysAfterDischarge: (dates: number): string => {
    if (dates === 0) return 'samme dag som udskrivelsen'
    return dates === 1 ? 'dagen efter udskrivelsen' : `${dates} dage efter udskrivelsen`
  },
}
