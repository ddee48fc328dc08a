// Deeds for tests: written with few words, ids and places counted up.
import type { Deed } from './deed.ts'

/** A history in which each line is [actor, team, deed, detail, target?], an hour apart from `start`. Ids are `d1`, `d2` … */
export function history(
  start: string,
  lines: readonly (readonly [string, string | null, string, Record<string, unknown>?, (string | undefined)?, number?])[],
): Deed[] {
  let at = Date.parse(start)
  return lines.map(([actor, team, deed, detail = {}, targetId, hours = 1], index) => {
    at += hours * 3_600_000
    return { id: `d${index + 1}`, seq: index + 1, deed, detail, at: new Date(at).toISOString(), actor, team, targetId: targetId ?? null }
  })
}
