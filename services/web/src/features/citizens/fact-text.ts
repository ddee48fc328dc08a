// A fact's value as people write it.
import type { Language } from '@roedtraad/domain'
import type { LaneFact } from '../../api/types.ts'

/** `62,5 kg`; a UCUM annotation in braces is no unit to read. Null when the fact has no value. */
export function formatValue({ value, unit }: Pick<LaneFact, 'value' | 'unit'>, language: Language): string | null {
  if (value === null) return null
  const number = new Intl.NumberFormat(language === 'da' ? 'da-DK' : 'en-GB').format(value)
  return unit === null || unit.startsWith('{') ? number : `${number} ${unit}`
}
