// One line of an alert's history: the deed, and the words that belong to it.
import { type Language, textsIn } from './language.ts'
import { formatInstant } from './times.ts'

/** `Besvaret: Nyttigt (har besøgt hende i dag)`. `detail` is the deed's own: comment, outcome, reason, until, urgency. */
export function alertHistoryText(deed: string, detail: Record<string, unknown>, language: Language): string {
  const texts = textsIn(language)
  const name = isKey(texts.deed, deed) ? texts.deed[deed] : deed
  const outcome = isKey(texts.alertOutcome, detail.outcome) ? texts.alertOutcome[detail.outcome] : undefined
  const urgency = isKey(texts.urgency, detail.urgency) ? texts.urgency[detail.urgency] : undefined
  const until = typeof detail.until === 'string' ? formatInstant(detail.until, language) : undefined
  const words = [outcome, urgency, until].filter((word) => word !== undefined)
  const said = [detail.comment, detail.reason].filter((word): word is string => typeof word === 'string' && word !== '')
  return `${name}${words.length > 0 ? `: ${words.join(', ')}` : ''}${said.length > 0 ? ` (${said.join('; ')})` : ''}`
}

function isKey<T extends object>(dictionary: T, key: unknown): key is keyof T {
  return typeof key === 'string' && Object.hasOwn(dictionary, key)
}
