// Everything that is wrong with a rule, said before it can be judged once: its shape, its words, and what it may not ask.
import { canonicalJson, type FieldProblem, findKind } from '@roedtraad/domain'
import { Value } from 'typebox/value'
import { checkConditions, checkShape } from './check-conditions.ts'
import { readsOf } from './conditions/index.ts'
import { coveredBy } from './cover.ts'
import { listConditions } from './judge.ts'
import { Rule } from './rule.ts'
import { listLeaves, placeholders } from './sentence.ts'

const order = ['information', 'normal', 'high']
const bilingual = ['title', 'purpose', 'prose', 'action'] as const

/** The faults of a rule as read from a file; none: it may be loaded. */
export function checkRule(candidate: unknown): FieldProblem[] {
  const shape = checkShape(candidate)
  if (shape.length > 0) return shape
  if (!isRule(candidate)) return [{ field: '', problem: 'is not a rule', remedy: 'write it as the rule schema says' }]
  return [
    ...checkKinds(candidate),
    ...checkReads(candidate),
    ...checkConditions(candidate),
    ...checkAreas(candidate),
    ...checkWords(candidate),
    ...checkSentences(candidate),
    ...checkDatesAndUrgency(candidate),
  ]
}

/** A rule from a file. Throws with every fault when there is one. */
export function toRule(candidate: unknown): Rule {
  const faults = checkRule(candidate)
  if (faults.length === 0 && isRule(candidate)) return candidate
  throw new Error(`the rule cannot be loaded: ${faults.map(({ field, problem, remedy }) => `${field} ${problem}; ${remedy}`).join(' · ')}`)
}

/** Every kind a rule reads: its occasion, its population, its conditions and what finds its recipients; sorted. */
export function listReads(rule: Rule): string[] {
  const conditions = [coveredBy(rule), ...listConditions(rule)]
  const kinds = [rule.occasion.fact, ...conditions.flatMap(readsOf), ...rule.recipients.map(({ servingBy }) => servingBy)]
  return [...new Set(kinds)].sort()
}

function isRule(candidate: unknown): candidate is Rule {
  return Value.Check(Rule, candidate)
}

function checkKinds(rule: Rule): FieldProblem[] {
  const unknown = [...new Set([...rule.reads, ...listReads(rule)])]
    .filter((kind) => !findKind(kind))
    .map((kind) => ({ field: 'reads', problem: `names the unknown kind ${kind}`, remedy: 'use a kind of the catalogue of events' }))
  const cases = [
    ...rule.population.case.map((kind) => ['population.case', kind]),
    ...rule.recipients.map((r) => ['recipients', r.servingBy]),
  ]
  const noCase = cases.flatMap(([field = '', kind = '']) =>
    findKind(kind) && !findKind(kind)?.opensCase ? [{ field, problem: `${kind} is no case`, remedy: 'name a kind that opens a case' }] : [],
  )
  return [...unknown, ...noCase]
}

function checkReads(rule: Rule): FieldProblem[] {
  const needed = listReads(rule)
  const missing = needed.filter((kind) => !rule.reads.includes(kind))
  const idle = rule.reads.filter((kind) => !needed.includes(kind))
  return [
    ...missing.map((kind) => ({ field: 'reads', problem: `does not name ${kind}, which the rule reads`, remedy: 'add it' })),
    ...idle.map((kind) => ({ field: 'reads', problem: `names ${kind}, which nothing in the rule reads`, remedy: 'remove it' })),
  ]
}

/** Class A and B stay within what each recipient's own area may read; anything wider is class C. */
function checkAreas(rule: Rule): FieldProblem[] {
  if (rule.class === 'C') return []
  const kinds = [...new Set([rule.occasion.fact, ...listConditions(rule).flatMap(readsOf)])]
  return rule.recipients.flatMap(({ servingBy }) => {
    const area = findKind(servingBy)?.area
    return kinds.flatMap((name) => {
      const kind = findKind(name)
      const mayRead = !kind || !area || kind.area === null || kind.area === area || kind.sharedWith.includes(area)
      return mayRead
        ? []
        : [{ field: 'class', problem: `${area} may not read ${name} without a journey`, remedy: 'make it class C, or leave the kind out' }]
    })
  })
}

function checkWords(rule: Rule): FieldProblem[] {
  const faults: FieldProblem[] = []
  if (!/§|\bart\./.test(rule.statute))
    faults.push({ field: 'statute', problem: 'names no paragraph', remedy: 'name the act and its § or article' })
  const texts = [
    ...bilingual.map((field) => [field, rule[field].da, rule[field].en]),
    ...rule.sentences.map((s, i) => [`sentences.${i}`, s.da, s.en]),
  ]
  for (const [field = '', ...said] of texts)
    if (said.some((text) => text.includes('!'))) faults.push({ field, problem: 'has an exclamation mark', remedy: 'say it plainly' })
  return faults
}

function checkSentences(rule: Rule): FieldProblem[] {
  const hasSequence = listLeaves(rule.when).some(({ is }) => is === 'sequence')
  const faults = rule.sentences.flatMap((sentence, index) => {
    const field = `sentences.${index}`
    const [da, en] = [sentence.da, sentence.en].map((text) =>
      [...new Set([...text.matchAll(/\{([^}]*)\}/g)].map((hit) => hit[1] ?? ''))].sort(),
    )
    const unknown = [...(da ?? []), ...(en ?? [])].filter((name) => !placeholders.some((known) => known === name))
    return [
      ...unknown.map((name) => ({ field, problem: `asks for {${name}}`, remedy: `use ${placeholders.join(', ')}` })),
      ...(canonicalJson(da) === canonicalJson(en)
        ? []
        : [{ field, problem: 'asks for other things in Danish than in English', remedy: 'use the same placeholders' }]),
      ...(da?.includes('gap') && !hasSequence ? [{ field, problem: 'asks for {gap} without a sequence', remedy: 'use {days}' }] : []),
      ...(sentence.when && index === rule.sentences.length - 1
        ? [{ field, problem: 'is the last and has a condition', remedy: 'end with a sentence that always fits' }]
        : []),
      ...(!sentence.when && index < rule.sentences.length - 1
        ? [{ field, problem: 'always fits, so that those after it are never said', remedy: 'put it last' }]
        : []),
    ]
  })
  return faults
}

function checkDatesAndUrgency(rule: Rule): FieldProblem[] {
  const faults: FieldProblem[] = []
  if (rule.validTo !== null && rule.validTo < rule.validFrom)
    faults.push({ field: 'validTo', problem: 'lies before validFrom', remedy: 'let it end after it begins' })
  if (rule.sunset < rule.validFrom) faults.push({ field: 'sunset', problem: 'lies before validFrom', remedy: 'let it end after it begins' })
  for (const [index, step] of rule.moreUrgent.entries())
    if (order.indexOf(step.urgency) <= order.indexOf(rule.urgency))
      faults.push({
        field: `moreUrgent.${index}`,
        problem: `is no higher than ${rule.urgency}`,
        remedy: 'name a higher urgency or remove it',
      })
  return faults
}
