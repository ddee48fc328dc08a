// Before the occasion began, another of the same kind had ended not long ago. "Another" is told by a field of the detail,
// because one hospital episode may be known by several facts over its corrections. The one that ended last is the evidence.
import { addDays, type Fact, labelOf, textsIn } from '@roedtraad/domain'
import { type Static, Type } from 'typebox'
import { answer, closed, earliest } from '../truth.ts'
import { Days, type Input, KindName, type LeafKind, listOf } from './shared.ts'

export const Sequence = Type.Object(
  { is: Type.Literal('sequence'), kind: KindName, endedWithinDays: Days, differsIn: Type.String({ pattern: '^[a-zA-Z]+$' }) },
  { additionalProperties: false },
)
export type Sequence = Static<typeof Sequence>

export const sequence: LeafKind<Sequence> = {
  schema: Sequence,
  reads: ({ kind }) => [kind],
  evaluate(leaf, input) {
    const { now, closedKinds } = input.context
    if (closedKinds.has(leaf.kind)) return closed()
    const earlier = listOf(input.facts, [leaf.kind]).filter((fact) => goesBefore(leaf, fact, input))
    const seen = earlier.filter((fact) => fact.to !== null && fact.to <= now)
    if (seen.length > 0) return answer(true, null, [seen.reduce((last, fact) => ((fact.to ?? '') > (last.to ?? '') ? fact : last))])
    return answer(false, earliest(earlier.map((fact) => fact.to)))
  },
  explain({ kind, endedWithinDays }, _input, language) {
    const days = textsIn(language).days(endedWithinDays)
    const label = labelOf(kind, language)
    return language === 'da'
      ? `Sluttet højst ${days} før: et tidligere ${label.toLowerCase()}`
      : `Ended at most ${days} before: an earlier ${label.toLowerCase()}`
  },
  turnedBy: () => null,
}

function goesBefore({ endedWithinDays, differsIn }: Sequence, fact: Fact, { occasion }: Input): boolean {
  if (fact.key === occasion.key || fact.detail[differsIn] === occasion.detail[differsIn]) return false
  if (fact.to === null || fact.to > occasion.from || fact.from >= occasion.from) return false
  return fact.to >= addDays(occasion.from, -endedWithinDays)
}
