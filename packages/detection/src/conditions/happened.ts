// A fact of a kind began within some days before or after the occasion; null means however long before or after.
import { addDays, type Fact, formatInstant, labelOf } from '@roedtraad/domain'
import { type Static, Type } from 'typebox'
import { answer, closed } from '../truth.ts'
import { type Input, KindName, type LeafKind, listOf, nextBeginning } from './shared.ts'
import { explainWhere, matches, Where } from './where.ts'

const Span = Type.Union([Type.Integer({ minimum: 0, maximum: 366 }), Type.Null()])
export const Happened = Type.Object(
  { is: Type.Literal('happened'), kind: KindName, daysBefore: Span, daysAfter: Span, where: Type.Optional(Where) },
  { additionalProperties: false },
)
export type Happened = Static<typeof Happened>

export const happened: LeafKind<Happened> = {
  schema: Happened,
  reads: ({ kind }) => [kind],
  evaluate(leaf, { anchor, facts, context: { now, closedKinds } }) {
    if (closedKinds.has(leaf.kind)) return closed()
    const within = listOf(facts, [leaf.kind]).filter((fact) => matches(fact, leaf.where) && isWithin(leaf, fact, anchor))
    const seen = within.filter((fact) => fact.from <= now)
    return seen.length > 0 ? answer(true, null, seen) : answer(false, nextBeginning(within, now))
  },
  explain({ kind, daysBefore, daysAfter, where }, { anchor }, language) {
    const what = `${labelOf(kind, language)}${explainWhere(where, language)}`
    const since = daysBefore === null ? null : formatInstant(addDays(anchor, -daysBefore), language)
    const until = daysAfter === null ? null : formatInstant(addDays(anchor, daysAfter), language)
    const [from, to, told] = language === 'da' ? ['fra', 'til', 'Registreret'] : ['from', 'to', 'Recorded']
    const span = [since && `${from} ${since}`, until && `${to} ${until}`].filter(Boolean).join(' ')
    return `${told}${span ? ` ${span}` : ''}: ${what}`
  },
  turnedBy({ kind, daysAfter }, { truth }, { anchor, context }, language) {
    if (truth !== 'false' || (daysAfter !== null && context.now > addDays(anchor, daysAfter))) return null
    const label = labelOf(kind, language)
    return language === 'da' ? `der registreres: ${label}` : `this is recorded: ${label}`
  },
}

function isWithin({ daysBefore, daysAfter }: Happened, { from }: Fact, anchor: Input['anchor']): boolean {
  const notBefore = daysBefore === null || from >= addDays(anchor, -daysBefore)
  const notAfter = daysAfter === null || from <= addDays(anchor, daysAfter)
  return notBefore && notAfter
}
