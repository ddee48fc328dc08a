// Every kind of condition there is, and the walk through a tree of them. A kind exists because a shipped rule uses it.
import { type Language, textsIn } from '@roedtraad/domain'
import { type TSchema, Type } from 'typebox'
import { type Answer, allOf, anyOf, notOf } from '../truth.ts'
import { All, explainAll } from './all.ts'
import { Any, explainAny } from './any.ts'
import { type Happened, happened } from './happened.ts'
import { type Holds, holds } from './holds.ts'
import { explainNot, Not } from './not.ts'
import { type Occasion, occasion } from './occasion.ts'
import { type Sequence, sequence } from './sequence.ts'
import type { Input, LeafKind } from './shared.ts'
import { type Silence, silence } from './silence.ts'

export type Leaf = Silence | Holds | Happened | Sequence | Occasion
export type Condition = Leaf | All | Any | Not

const leaves = { silence, holds, happened, sequence, occasion }

/** The schema of each kind by its name. */
export const conditionSchemas: Readonly<Record<string, TSchema>> = {
  ...Object.fromEntries(Object.entries(leaves).map(([is, leaf]) => [is, leaf.schema])),
  all: All,
  any: Any,
  not: Not,
}

/** The whole language: closed, so that a weight, a score or a household cannot be written. */
export const Condition = Type.Cyclic(
  {
    Condition: Type.Union([silence.schema, holds.schema, happened.schema, sequence.schema, occasion.schema, All, Any, Not]),
  },
  'Condition',
)

function kindOf<One extends Leaf>(leaf: One): LeafKind<One> {
  // The table holds, under each `is`, the kind of exactly that leaf; the compiler cannot follow the index.
  return leaves[leaf.is] as unknown as LeafKind<One>
}

/** The conditions that this one is put together from; none for a leaf. */
export function partsOf(condition: Condition): Condition[] {
  if (condition.is === 'not') return [condition.of]
  return condition.is === 'all' || condition.is === 'any' ? condition.of : []
}

/** What the condition says of the occasion at `input.context.now`. */
export function evaluate(condition: Condition, input: Input): Answer {
  if (condition.is === 'all') return allOf(condition.of.map((part) => evaluate(part, input)))
  if (condition.is === 'any') return anyOf(condition.of.map((part) => evaluate(part, input)))
  if (condition.is === 'not') return notOf(evaluate(condition.of, input))
  return kindOf(condition).evaluate(condition, input)
}

/** The kinds of fact that the condition reads, the occasion's own apart. */
export function readsOf(condition: Condition): string[] {
  if (condition.is === 'all' || condition.is === 'any' || condition.is === 'not') return partsOf(condition).flatMap(readsOf)
  return kindOf(condition).reads(condition)
}

/** The condition as a statement; what its truth is stands beside it. */
export function explainCondition(condition: Condition, input: Input, language: Language): string {
  if (condition.is === 'all') return explainAll[language]
  if (condition.is === 'any') return explainAny[language]
  if (condition.is === 'not') return explainNot[language]
  return kindOf(condition).explain(condition, input, language)
}

/** What would have to happen for this answer to turn, in words; null where only a correction could turn it. */
export function turnedBy(condition: Condition, given: Answer, input: Input, language: Language): string | null {
  if (given.truth === 'unknown') return null
  if (condition.is !== 'all' && condition.is !== 'any' && condition.is !== 'not')
    return kindOf(condition).turnedBy(condition, given, input, language)
  const { word } = textsIn(language)
  const parts = partsOf(condition).map((part, index) => ({ part, answer: given.parts[index] }))
  const decisive = condition.is === 'all' ? 'false' : 'true'
  const everyPart = condition.is !== 'not' && given.truth === decisive
  const relevant = everyPart ? parts.filter(({ answer }) => answer?.truth === decisive) : parts
  const texts = relevant.map(({ part, answer }) => (answer ? turnedBy(part, answer, input, language) : null))
  const said = [...new Set(texts.filter((text) => text !== null))]
  if (said.length === 0 || (everyPart && said.length < new Set(texts).size)) return null
  return said.join(everyPart ? ` ${word.and} ` : `, ${word.or} `)
}
