// Cases as they truly were open: each sort comes and goes by itself, and none is closed while she is at hospital.
import { day, officeHours, timeAfter } from './local-time.ts'
import type { Recurrence, SpanKind } from './profiles.ts'
import type { Random } from './random.ts'

/** A case; `to` null: still open. Epoch milliseconds. */
export interface Span {
  kind: SpanKind
  from: number
  to: number | null
}

const burnInDays = 870

/** Draws the cases of one sort that are open at some time between `from` and `now`; the first may have begun before `from`. */
export function drawSpans(random: Random, one: Recurrence, from: number, now: number): Span[] {
  const lasts = (mean: number) => (one.leastDays + random.exponential(mean - one.leastDays)) * day
  const open = random.chance(one.openDays / (one.openDays + one.pauseDays))
  const spans: Span[] = []
  // Long before anybody looks, so that at `from` the process has forgotten how it began.
  let at = from - burnInDays * day + (open ? 0 : random.next() * one.pauseDays * day)
  while (at < now) {
    const begins = timeAfter(random, at, officeHours)
    const ends = timeAfter(random, begins + lasts(one.openDays), officeHours)
    if (ends > from && begins < now) spans.push({ kind: one.kind, from: begins, to: ends < now ? ends : null })
    at = ends + lasts(one.pauseDays)
  }
  return spans
}

/** Whether a case of one of the kinds is open at an instant. */
export function isOpen(spans: readonly Span[], at: number, kinds: readonly SpanKind[]): boolean {
  return spans.some((span) => kinds.includes(span.kind) && span.from <= at && (span.to === null || at < span.to))
}

interface Away {
  from: number
  to: number | null
}

/** Moves each end that falls into a stay (in order of time) to some days after the discharge. Cases that would then overlap become one. */
export function endAfterStays(random: Random, spans: readonly Span[], stays: readonly Away[], now: number): Span[] {
  const waited = spans.map((span) => stays.reduce<Span>((waiting, stay) => endAfterStay(random, waiting, stay, now), span))
  return waited.filter((span, index) => !waited.slice(0, index).some((earlier) => earlier.kind === span.kind && reaches(earlier, span)))
}

function endAfterStay(random: Random, span: Span, stay: Away, now: number): Span {
  if (span.to === null || span.from > stay.from || span.to < stay.from || (stay.to !== null && span.to > stay.to)) return span
  if (stay.to === null) return { ...span, to: null }
  const to = timeAfter(random, stay.to + random.integer(4, 12) * day, officeHours)
  return { ...span, to: to < now ? to : null }
}

function reaches(earlier: Span, later: Span): boolean {
  return later.from >= earlier.from && (earlier.to === null || later.from <= earlier.to)
}
