// Why two could be one, in words.
import type { ScreenTexts } from '../../app/texts/index.ts'

/** `samme fødselsdag, navnet ligner`; a sentence where nothing speaks for it. */
export function tellReasons(reasons: readonly string[], t: ScreenTexts): string {
  return reasons.length === 0 ? t.identities.noReason : reasons.map((reason) => t.identities.reasons[reason] ?? reason).join(', ')
}
