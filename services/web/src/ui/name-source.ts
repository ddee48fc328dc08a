// Who says so, in words: the system that sent it, from its URN (`urn:carerecord:nexus`).
import type { ScreenTexts } from '../app/texts/index.ts'

/** The system's name, with what follows it in the URN unless that is only a number. */
export function nameSource(source: string, t: ScreenTexts): string {
  const [, system = '', ...rest] = source.split(':')
  if (!source.startsWith('urn:')) return source
  const name = t.citizens.sources[system] ?? t.citizens.ourselves
  const part = rest.join(':')
  return part === '' || /^\d+$/.test(part) || part === 'unknown' ? name : `${name} (${part})`
}
