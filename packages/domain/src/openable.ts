// What never opens to another area, whatever somebody consents to and whatever statute is named: facts about children and families, offences, and the control of benefits.
// Databeskyttelsesloven § 8 for offences; Retssikkerhedsloven § 11 a, stk. 2 collects for control alone; children have a right to be left out of their parents' journeys.
import type { EventKind } from './kind.ts'

/** The area whose facts never show in an adult's journey. */
const closedAreas: readonly string[] = ['family']
const closedCategories: readonly string[] = ['criminal', 'control']

/** Whether facts of this area and category may be opened to another area by any ground at all. */
export function isOpenable({ area, category }: Pick<EventKind, 'area' | 'category'>): boolean {
  return !closedAreas.includes(area ?? '') && !closedCategories.includes(category)
}
