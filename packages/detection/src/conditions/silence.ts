// Nothing of these kinds since the occasion, for a number of calendar days. Ended for good by the first one that comes.
import { addDays, formatInstant, labelOf, textsIn } from '@roedtraad/domain'
import { type Static, Type } from 'typebox'
import { answer, closed } from '../truth.ts'
import { Days, KindName, type LeafKind, listOf, nextBeginning } from './shared.ts'

export const Silence = Type.Object(
  { is: Type.Literal('silence'), of: Type.Array(KindName, { minItems: 1 }), days: Days },
  { additionalProperties: false },
)
export type Silence = Static<typeof Silence>

export const silence: LeafKind<Silence> = {
  schema: Silence,
  reads: ({ of }) => of,
  evaluate({ of, days }, { anchor, facts, context: { now, closedKinds, silentKinds } }) {
    if (of.some((kind) => closedKinds.has(kind))) return closed()
    const since = listOf(facts, of).filter((fact) => fact.from >= anchor)
    const heard = since.find((fact) => fact.from <= now)
    if (heard) return answer(false, null, [heard])
    const due = addDays(anchor, days)
    const next = nextBeginning(since, now)
    if (now < due) return answer(false, next !== null && next <= due ? null : due)
    return answer(of.some((kind) => silentKinds.has(kind)) ? 'unknown' : true, next)
  },
  explain({ of, days }, { anchor }, language) {
    const labels = of.map((kind) => labelOf(kind, language)).join(` ${textsIn(language).word.or} `)
    const since = formatInstant(anchor, language)
    return language === 'da'
      ? `Ikke registreret i mindst ${textsIn(language).days(days)} siden ${since}: ${labels}`
      : `Not recorded for at least ${textsIn(language).days(days)} since ${since}: ${labels}`
  },
  turnedBy({ of, days }, { truth, facts }, { anchor }, language) {
    const labels = of.map((kind) => labelOf(kind, language)).join(` ${textsIn(language).word.or} `)
    if (truth === 'true') return language === 'da' ? `der registreres: ${labels}` : `this is recorded: ${labels}`
    if (facts.length > 0 || truth === 'unknown') return null
    const due = formatInstant(addDays(anchor, days), language)
    return language === 'da' ? `der går tid til ${due} uden: ${labels}` : `time passes until ${due} without: ${labels}`
  },
}
