// One line about one fact or one message, for evidence, timelines and mail.
import type { FactDraft } from '../fact.ts'
import type { StayAct, StayClass } from '../hospital-notification.ts'
import type { StayHistoryEntry } from '../hospital-stay.ts'
import type { Instant } from '../instant.ts'
import { findKind } from '../kind.ts'
import { type Language, textsIn } from './language.ts'
import { formatInstant } from './times.ts'

/** The label of a kind in the reader's language; the kind itself when nobody has declared it. */
export function labelOf(kind: string, language: Language): string {
  return findKind(kind)?.label[language] ?? kind
}

/** MedCom's status of a message or deed: `Rettelse: Start sygehusophold – indlagt`. */
export function nameStep(entry: Pick<StayHistoryEntry, 'step' | 'act'>, language: Language): string {
  const texts = textsIn(language)
  const act: StayAct = entry.act
  return act === 'tell' ? texts.step[entry.step] : `${texts.act[act]}: ${texts.step[entry.step]}`
}

/** `Odense Universitetshospital, Geriatrisk afdeling`, or null when the fact names no place. */
function placeOf(detail: Record<string, unknown>): string | null {
  const named = [detail.hospital, detail.department].filter((name) => typeof name === 'string' && name !== '')
  return named.length === 0 ? null : named.join(', ')
}

/** What a fact says and when: `Udskrevet ons. 11. nov. kl. 14.30 (Odense Universitetshospital)`. `now` decides whether the year is told. */
export function describeFact(
  fact: Pick<FactDraft, 'kind' | 'from' | 'to' | 'value' | 'unit' | 'detail'>,
  language: Language,
  now?: Instant,
): string {
  const { word, stayClass } = textsIn(language)
  const place = placeOf(fact.detail)
  const kindOfStay = isStayClass(fact.detail.class) ? stayClass[fact.detail.class] : null
  const value = fact.value === null ? '' : `: ${String(fact.value).replace('.', language === 'da' ? ',' : '.')}${unitText(fact.unit)}`
  const began = formatInstant(fact.from, language, now)
  const span =
    fact.to === fact.from
      ? began
      : fact.to === null
        ? `${word.since} ${began}`
        : `${word.from} ${began} ${word.to} ${formatInstant(fact.to, language, now)}`
  const more = [kindOfStay, place].filter((item) => item !== null).join(', ')
  return `${labelOf(fact.kind, language)}${value} ${span}${more ? ` (${more})` : ''}`
}

function isStayClass(value: unknown): value is StayClass {
  return value === 'IMP' || value === 'EMER'
}

/** UCUM annotations in braces ({score}) are not for reading. */
function unitText(unit: string | null): string {
  return unit === null || unit.startsWith('{') ? '' : ` ${unit}`
}
