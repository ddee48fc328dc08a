// Words of the lead's board that the API says.
import type { Language } from './language.ts'

const da = {
  place: { coordination: 'Tovholder', substitution: 'Afløser' },
  told: {
    freed: (worker: string) => `${worker} er her ikke længere eller har været væk for længe. Pladsen er frigivet.`,
    escalated: 'Et svar er udeblevet, også efter at teamet blev rykket.',
  },
}

const en: typeof da = {
  place: { coordination: 'Coordinator', substitution: 'Substitute' },
  told: {
    freed: (worker) => `${worker} has left or has been away too long. The place is freed.`,
    escalated: 'An answer has not come, although the team was reminded.',
  },
}

export function boardTexts(language: Language): typeof da {
  return language === 'da' ? da : en
}
