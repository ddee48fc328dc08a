// The sentence of an alert, rendered when it is read. Neither the sentence nor the name is ever stored.
import { type Fact, formatDate, type Instant, type Language, startOfDay, textsIn, wholeDaysBetween } from '@roedtraad/domain'
import { type Condition, evaluate, partsOf } from './conditions/index.ts'
import type { Input } from './conditions/shared.ts'
import { anchorOf } from './cover.ts'
import type { Judgement } from './judge.ts'
import type { Rule } from './rule.ts'

export interface Reading {
  name: string
  now: Instant
  language: Language
}

/** What a sentence may ask for. `days`: since the occasion until now; `gap`: from the earlier of a sequence to the occasion. */
export const placeholders = ['name', 'days', 'gap', 'date', 'hospital', 'department'] as const

/**
 * The sentence as this reader may see it. `facts`: those of the evidence that she has a ground for, as stored; without the occasion
 * among them she is told that there is a need to coordinate, and not why.
 */
export function renderSentence(
  rule: Rule,
  judgement: Pick<Judgement, 'occasionKey' | 'sentence'>,
  facts: readonly Fact[],
  { name, now, language }: Reading,
): string {
  const occasion = facts.find((fact) => fact.key === judgement.occasionKey)
  const anchor = occasion ? anchorOf(rule, occasion) : null
  const sentence = rule.sentences[judgement.sentence] ?? rule.sentences.at(-1)
  const texts = textsIn(language)
  if (!occasion || anchor === null || !sentence) return texts.word.coordinationNeeded
  const values: Record<(typeof placeholders)[number], string> = {
    name,
    days: texts.days(wholeDaysBetween(anchor, now)),
    gap: gapText(rule, { occasion, anchor, facts, context: { now, closedKinds: new Set(), silentKinds: new Set() } }, language),
    date: formatDate(anchor, language, now),
    hospital: textOr(occasion.detail.hospital, texts.word.hospital),
    department: textOr(occasion.detail.department, texts.word.department),
  }
  return sentence[language].replace(/\{(\w+)\}/g, (whole, key: string) => (isPlaceholder(key) ? values[key] : whole))
}

/** `2 dage efter udskrivelsen`, by dates: discharged on Monday evening and back on Wednesday morning is two days. */
function gapText(rule: Rule, input: Input, language: Language): string {
  const sequence = listLeaves(rule.when).find((leaf) => leaf.is === 'sequence')
  const earlier = sequence ? evaluate(sequence, input).facts[0] : undefined
  const texts = textsIn(language)
  if (!earlier?.to) return texts.word.afterDischarge
  return texts.daysAfterDischarge(wholeDaysBetween(startOfDay(earlier.to), startOfDay(input.occasion.from)))
}

/** The leaves of a condition, in the order they stand. */
export function listLeaves(condition: Condition): Condition[] {
  const parts = partsOf(condition)
  return parts.length === 0 ? [condition] : parts.flatMap(listLeaves)
}

function isPlaceholder(key: string): key is (typeof placeholders)[number] {
  return placeholders.some((known) => known === key)
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise
}
