// Which lines of a stay's history a later correction or cancellation has overtaken. Pure.
import type { StayEntry } from '../../api/types.ts'

export interface TrackedEntry {
  entry: StayEntry
  /** What a later line has done to this one; null while it stands. */
  overtaken: 'corrected' | 'cancelled' | null
}

/**
 * Reads the lines in the order they were written. A correction or cancellation overtakes the last line before it
 * that says the same step and still stands.
 */
export function trackChanges(history: readonly StayEntry[]): TrackedEntry[] {
  const written = [...history].sort((a, b) => (a.recordedAt === b.recordedAt ? 0 : a.recordedAt < b.recordedAt ? -1 : 1))
  const tracked: TrackedEntry[] = []
  for (const entry of written) {
    if (entry.act !== 'tell') {
      const before = tracked.findLast((one) => one.entry.step === entry.step && one.entry.act !== 'cancel' && one.overtaken === null)
      if (before) before.overtaken = entry.act === 'cancel' ? 'cancelled' : 'corrected'
    }
    tracked.push({ entry, overtaken: null })
  }
  return tracked
}
