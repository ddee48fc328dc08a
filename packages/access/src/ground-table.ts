// What may open one area's data to another, and what it takes: the table that a municipality's lawyer reads. Sources are the articles named; what is marked `confirm`
// rests on secondary reading and must be confirmed by that lawyer before production.
// What is not in the table is closed. Nothing opens the family area, whose children have a right to be left out of their parents' journeys.
import type { EventKind } from '@roedtraad/domain'

export type Category = EventKind['category']

export interface GroundRule {
  /** Stable code, as it stands in records. */
  code: string
  /** `consent`: a consent record is needed; `statute`: naming it with a reason is enough. */
  kind: 'consent' | 'statute'
  citation: string
  title: { da: string; en: string }
  /** Areas whose data it opens, and areas to which. */
  from: readonly string[]
  to: readonly string[]
  categories: readonly Category[]
  /** Forms in which a consent under it is valid. */
  forms: readonly ConsentForm[]
  /** Longest validity in days; null: as long as the purpose lasts. */
  longestDays: number | null
  confirm: boolean
}

export type ConsentForm = 'oral' | 'written' | 'digital'

const adultAreas = ['employment', 'social', 'health', 'elderly'] as const
const allForms = ['oral', 'written', 'digital'] as const
const written = ['written', 'digital'] as const

export const groundTable: readonly GroundRule[] = [
  {
    code: 'LAB-40-3',
    kind: 'consent',
    citation: 'Lov om en aktiv beskæftigelsesindsats § 40, stk. 3',
    title: { da: 'Samtykke til helhedsorienteret plan', en: 'Consent to one plan' },
    from: ['employment', 'social', 'elderly'],
    to: adultAreas,
    categories: ['service', 'social', 'employment', 'economy'],
    forms: allForms,
    longestDays: 365,
    confirm: false,
  },
  {
    code: 'SUL-43',
    kind: 'consent',
    citation: 'Sundhedsloven §§ 43–44',
    title: { da: 'Samtykke til at dele helbredsoplysninger', en: 'Consent to share health data' },
    from: ['health', 'elderly'],
    to: ['employment', 'social', 'elderly'],
    categories: ['health', 'hospital', 'service'],
    // Written as a rule, and lapsing after a year at the latest (§ 44).
    forms: written,
    longestDays: 365,
    confirm: false,
  },
  {
    code: 'RSL-11A',
    kind: 'consent',
    citation: 'Retssikkerhedsloven § 11 a, stk. 1',
    title: { da: 'Samtykke til at indhente oplysninger', en: 'Consent to obtain information' },
    from: adultAreas,
    to: ['employment', 'social'],
    categories: ['service', 'social', 'employment', 'economy'],
    forms: allForms,
    longestDays: 365,
    confirm: false,
  },
  {
    code: 'SUL-41',
    kind: 'statute',
    citation: 'Sundhedsloven § 41, stk. 2, nr. 1',
    title: { da: 'Nødvendigt for aktuel pleje og behandling', en: 'Necessary for current care' },
    from: ['health', 'elderly'],
    to: ['health', 'elderly'],
    categories: ['health', 'hospital', 'service'],
    forms: [],
    longestDays: null,
    confirm: true,
  },
  {
    code: 'RSL-5A',
    kind: 'statute',
    citation: 'Retssikkerhedsloven § 5 a',
    title: { da: 'Varsel om udsættelse af lejer', en: 'Imminent eviction' },
    from: ['social', 'employment'],
    to: ['social', 'employment'],
    categories: ['economy', 'service'],
    forms: [],
    longestDays: 90,
    confirm: true,
  },
  {
    code: 'PSYK-13C',
    kind: 'statute',
    citation: 'Psykiatriloven §§ 13 a–13 c',
    title: { da: 'Udskrivningsaftale eller koordinationsplan', en: 'Discharge agreement or coordination plan' },
    from: ['health', 'social'],
    to: ['health', 'social'],
    categories: ['health', 'hospital', 'social', 'service'],
    forms: [],
    longestDays: 365,
    confirm: true,
  },
  {
    code: 'RSL-5',
    kind: 'statute',
    citation: 'Retssikkerhedsloven §§ 1 og 5',
    title: { da: 'Koordinering uden deling af oplysninger', en: 'Coordination without sharing data' },
    from: [],
    to: adultAreas,
    // Opens nothing: teams see that there is a journey, who takes part and what is agreed in it, and no fact of another area.
    categories: [],
    forms: [],
    longestDays: null,
    confirm: true,
  },
  {
    code: 'BL-122',
    kind: 'statute',
    citation: 'Barnets lov §§ 122–123',
    title: { da: 'Forberedelse af overgangen til voksenlivet', en: 'Preparing the transition to adult life' },
    from: [],
    // The family department hands a young person over before the eighteenth birthday. It opens nothing, least of all the family's facts.
    to: ['family', ...adultAreas],
    categories: [],
    forms: [],
    longestDays: null,
    confirm: true,
  },
]

/** The rule of a code, or undefined. */
export function findGroundRule(code: string): GroundRule | undefined {
  return groundTable.find((rule) => rule.code === code)
}
