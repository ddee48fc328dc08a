// Faults in the conditions of a rule: a kind of condition that does not exist, a field that may not be read, a contradiction.
import { canonicalJson, type FieldProblem } from '@roedtraad/domain'
import { Value } from 'typebox/value'
import { type Condition, conditionSchemas, partsOf } from './conditions/index.ts'
import type { Where } from './conditions/where.ts'
import { readableFields } from './conditions/where.ts'
import { Rule } from './rule.ts'

/** Faults of shape, by field; conditions are told by their own kind, since a union can only say that none of it fits. */
export function checkShape(candidate: unknown): FieldProblem[] {
  const conditions = listPlaces(candidate).flatMap(({ field, condition }) => checkConditionShape(condition, field))
  const places = listPlaces(candidate).map(({ field }) => field)
  const others = Value.Errors(Rule, candidate)
    .map((error) => ({ field: toField(error.instancePath), message: error.message }))
    .filter(({ field }) => !places.some((place) => field === place || field.startsWith(`${place}.`)))
    .filter(({ message }) => message !== 'schema is false')
    .map(({ field, message }) => ({ field, problem: message, remedy: 'write it as the rule schema says' }))
  return [...new Map([...conditions, ...others].map((fault) => [canonicalJson(fault), fault])).values()]
}

/** Faults of sense in the conditions of a rule of the right shape. */
export function checkConditions(rule: Rule): FieldProblem[] {
  return listPlaces(rule).flatMap(({ field, condition }) => checkSense(condition as Condition, field, rule))
}

interface Place {
  field: string
  condition: unknown
}

function listPlaces(candidate: unknown): Place[] {
  const rule = toObject(candidate)
  const lists = ['moreUrgent', 'sentences'].flatMap((field) =>
    toArray(rule[field]).map((item, index) => ({ field: `${field}.${index}.when`, condition: toObject(item).when })),
  )
  return [{ field: 'when', condition: rule.when }, ...lists.filter(({ condition }) => condition !== undefined)]
}

function checkConditionShape(condition: unknown, field: string): FieldProblem[] {
  const { is, of } = toObject(condition)
  const schema = typeof is === 'string' ? conditionSchemas[is] : undefined
  if (!schema)
    return [{ field, problem: `is no kind of condition: ${String(is)}`, remedy: `use ${Object.keys(conditionSchemas).join(', ')}` }]
  if (is === 'not') return checkConditionShape(of, `${field}.of`)
  if (is === 'all' || is === 'any') {
    const extra = Object.keys(toObject(condition)).filter((name) => name !== 'is' && name !== 'of')
    const parts = toArray(of)
    return [
      ...extra.map((name) => ({
        field: `${field}.${name}`,
        problem: 'does not belong here',
        remedy: 'remove it: conditions are not counted or weighed',
      })),
      ...(parts.length === 0 ? [{ field: `${field}.of`, problem: 'is empty', remedy: 'name at least one condition' }] : []),
      ...parts.flatMap((part, index) => checkConditionShape(part, `${field}.of.${index}`)),
    ]
  }
  return Value.Errors(schema, condition)
    .filter(({ message }) => message !== 'schema is false')
    .map((error) => ({
      field: [field, toField(error.instancePath)].filter(Boolean).join('.'),
      problem: error.message,
      remedy: `write it as a ${is} condition`,
    }))
}

function checkSense(condition: Condition, field: string, rule: Rule): FieldProblem[] {
  const inner = partsOf(condition).flatMap((part, index) =>
    checkSense(part, condition.is === 'not' ? `${field}.of` : `${field}.of.${index}`, rule),
  )
  return [...inner, ...checkFields(condition, field, rule), ...checkContradiction(condition, field), ...checkReach(condition, field, rule)]
}

/** Only fields on the list are read. */
function checkFields(condition: Condition, field: string, rule: Rule): FieldProblem[] {
  const kind = 'kind' in condition ? condition.kind : rule.occasion.fact
  const where: Where | undefined = 'where' in condition ? condition.where : undefined
  const names = [...Object.keys(where ?? {}), ...(condition.is === 'sequence' ? [condition.differsIn] : [])]
  return names
    .filter((name) => !readableFields[kind]?.includes(name))
    .map((name) => ({
      field,
      problem: `reads ${name} of ${kind}, which no rule may read`,
      remedy: `use ${readableFields[kind]?.join(', ') || 'the fact without its detail'}`,
    }))
}

/** `all` of a condition and its own opposite is never true. */
function checkContradiction(condition: Condition, field: string): FieldProblem[] {
  if (condition.is !== 'all') return []
  const plain = new Set(condition.of.filter((part) => part.is !== 'not').map(canonicalJson))
  const contradicted = condition.of.some((part) => part.is === 'not' && plain.has(canonicalJson(part.of)))
  return contradicted ? [{ field, problem: 'demands a condition and its opposite', remedy: 'remove one of them' }] : []
}

/** What needs more days than the occasion lasts never comes; another kind cannot go before the occasion as "another of the same". */
function checkReach(condition: Condition, field: string, rule: Rule): FieldProblem[] {
  const { fact, withinDays } = rule.occasion
  if (condition.is === 'silence' && condition.days >= withinDays)
    return [
      {
        field,
        problem: `waits ${condition.days} days, but the occasion is past after ${withinDays}`,
        remedy: 'wait less or let the occasion last longer',
      },
    ]
  if (condition.is === 'sequence' && condition.kind !== fact)
    return [{ field, problem: `compares ${condition.kind} with an occasion of ${fact}`, remedy: `use ${fact}` }]
  return []
}

function toField(pointer: string): string {
  return pointer.split('/').filter(Boolean).join('.')
}
function toObject(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
function toArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
