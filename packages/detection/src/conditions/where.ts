// Conditions on the detail of a fact. A rule reads only fields that are named here: what is not on the list (household, origin,
// belief, postcode) cannot be asked for.
import { type Fact, type Language, textsIn } from '@roedtraad/domain'
import { type Static, Type } from 'typebox'

/** Field of the detail → the values that will do. */
export const Where = Type.Record(
  Type.String({ pattern: '^[a-zA-Z]+$' }),
  Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]), { minItems: 1 }),
  { minProperties: 1 },
)
export type Where = Static<typeof Where>

export const readableFields: Readonly<Record<string, readonly string[]>> = {
  'hospital.episode': ['episode', 'class', 'acute', 'planned', 'endedBy'],
}

/** Whether every named field of the fact's detail has one of its values. Without `where` every fact matches. */
export function matches(fact: Pick<Fact, 'detail'>, where: Where | undefined): boolean {
  return Object.entries(where ?? {}).every(([field, values]) => values.some((value) => fact.detail[field] === value))
}

const words: Readonly<Record<string, { da: string; en: string }>> = {
  'acute:true': { da: 'akut', en: 'acute' },
  'acute:false': { da: 'akut eller planlagt fremgår ikke', en: 'acute or planned is not told' },
  'planned:true': { da: 'markeret som planlagt', en: 'marked as planned' },
  'planned:false': { da: 'ikke markeret som planlagt', en: 'not marked as planned' },
}

/** ` (indlagt eller akut ambulant)`, or nothing without `where`. */
export function explainWhere(where: Where | undefined, language: Language): string {
  if (!where) return ''
  const { word } = textsIn(language)
  const fields = Object.entries(where).map(([field, values]) => values.map((value) => name(field, value, language)).join(` ${word.or} `))
  return ` (${fields.join(', ')})`
}

function name(field: string, value: string | number | boolean | null, language: Language): string {
  const { stayClass, endedBy } = textsIn(language)
  const known: Record<string, string> = field === 'class' ? stayClass : field === 'endedBy' ? endedBy : {}
  return known[String(value)]?.toLowerCase() ?? words[`${field}:${String(value)}`]?.[language] ?? `${field}: ${String(value)}`
}
