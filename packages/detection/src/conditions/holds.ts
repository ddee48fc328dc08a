// A fact of a kind lasts now, or lasted at some time on the occasion's Copenhagen date.
import { type Fact, formatDate, holdsAt, type Instant, labelOf, startOfDay } from '@roedtraad/domain'
import { type Static, Type } from 'typebox'
import { answer, closed } from '../truth.ts'
import { endOfCover, KindName, type LeafKind, listOf, nextBeginning } from './shared.ts'
import { explainWhere, matches, Where } from './where.ts'

export const Holds = Type.Object(
  {
    is: Type.Literal('holds'),
    kind: KindName,
    at: Type.Union([Type.Literal('now'), Type.Literal('day-of-occasion')]),
    where: Type.Optional(Where),
  },
  { additionalProperties: false },
)
export type Holds = Static<typeof Holds>

export const holds: LeafKind<Holds> = {
  schema: Holds,
  reads: ({ kind }) => [kind],
  evaluate({ kind, at, where }, { anchor, facts, context: { now, closedKinds } }) {
    if (closedKinds.has(kind)) return closed()
    const matching = listOf(facts, [kind]).filter((fact) => matches(fact, where))
    if (at === 'now') {
      const holding = matching.filter((fact) => holdsAt(fact, now))
      return holding.length > 0 ? answer(true, endOfCover(matching, now), holding) : answer(false, nextBeginning(matching, now))
    }
    const thatDay = matching.filter((fact) => touchesDay(fact, anchor))
    const seen = thatDay.filter((fact) => fact.from <= now)
    return seen.length > 0 ? answer(true, null, seen) : answer(false, nextBeginning(thatDay, now))
  },
  explain({ kind, at, where }, { anchor }, language) {
    const what = `${labelOf(kind, language)}${explainWhere(where, language)}`
    if (at === 'now') return language === 'da' ? `Gælder nu: ${what}` : `Holds now: ${what}`
    const day = formatDate(anchor, language)
    return language === 'da' ? `Gjaldt ${day}: ${what}` : `Held on ${day}: ${what}`
  },
  turnedBy({ kind, at }, { truth }, _input, language) {
    if (at !== 'now' || truth === 'unknown') return null
    const label = labelOf(kind, language)
    if (truth === 'true') return language === 'da' ? `dette ophører: ${label}` : `this ends: ${label}`
    return language === 'da' ? `dette begynder: ${label}` : `this begins: ${label}`
  },
}

function touchesDay(fact: Fact, instant: Instant): boolean {
  const start = startOfDay(instant)
  const end = startOfDay(instant, 1)
  return fact.from < end && (fact.to === null || fact.to > start || (fact.to === fact.from && fact.from >= start))
}
