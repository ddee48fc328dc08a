// The occasion itself: whether its detail fits, and, with `lasting`, whether it still holds.
import { holdsAt, labelOf } from '@roedtraad/domain'
import { type Static, Type } from 'typebox'
import { type Answer, answer } from '../truth.ts'
import { endOf, type Input, type LeafKind } from './shared.ts'
import { explainWhere, matches, Where } from './where.ts'

export const Occasion = Type.Object(
  { is: Type.Literal('occasion'), where: Type.Optional(Where), lasting: Type.Optional(Type.Literal(true)) },
  { additionalProperties: false },
)
export type Occasion = Static<typeof Occasion>

export const occasion: LeafKind<Occasion> = {
  schema: Occasion,
  reads: () => [],
  evaluate({ where, lasting }, input) {
    if (!matches(input.occasion, where)) return answer(false, null, [input.occasion])
    return lasting ? stillHolds(input) : answer(true, null, [input.occasion])
  },
  explain({ where, lasting }, input, language) {
    const what = `${labelOf(input.occasion.kind, language)}${explainWhere(where, language)}`
    if (!lasting) return language === 'da' ? `Det drejer sig om: ${what}` : `It is about: ${what}`
    return language === 'da' ? `Varer ved: ${what}` : `Still lasts: ${what}`
  },
  turnedBy({ where, lasting }, { truth }, { occasion: fact }, language) {
    if (truth === 'false' && where?.planned?.includes(true))
      return language === 'da' ? 'nogen markerer indlæggelsen som planlagt' : 'somebody marks the admission as planned'
    if (!lasting || truth !== 'true') return null
    const label = labelOf(fact.kind, language)
    return language === 'da' ? `dette slutter: ${label}` : `this ends: ${label}`
  },
}

function stillHolds({ occasion: fact, context: { now } }: Input): Answer {
  if (holdsAt(fact, now)) return answer(true, endOf(fact), [fact])
  return answer(false, fact.from > now ? fact.from : null, [fact])
}
