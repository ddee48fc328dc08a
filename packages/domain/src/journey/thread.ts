// The red thread: who held the journey when, where it was handed on (knots), and where it lay loose. Computed from deeds alone, so that every participant sees the same.
import { addDays, type Instant } from '../instant.ts'
import type { Deed } from './deed.ts'
import { applyDeed, foldJourney, listStanding } from './fold-journey.ts'
import type { Journey, Worker } from './journey.ts'

/** The thread lies with this worker of this team; `to` null: still. */
export interface ThreadPiece extends Worker {
  from: Instant
  to: Instant | null
}

export type LooseReason = 'nobody-coordinates' | 'coordinator-away' | 'handover-unanswered' | 'silence'

/** A stretch in which nobody had the thread in hand. */
export interface LooseEnd {
  from: Instant
  to: Instant | null
  because: LooseReason
}

/** The thread went from one hand to another, without a gap. */
export interface Knot {
  at: Instant
  from: Worker
  to: Worker
}

export interface Thread {
  /** Where it lies in a hand: the loose stretches are left out. */
  pieces: ThreadPiece[]
  knots: Knot[]
  loose: LooseEnd[]
}

/** Later than anything. */
const forever: Instant = '9999-12-31T00:00:00.000Z'

interface Moment {
  at: Instant
  journey: Journey
}

/**
 * The thread as it will be for ever if nothing more is done: loose stretches that lie ahead (an absence, a silence) are in it. `deeds` in order of `seq`.
 * A closed journey has no thread while it is closed, and is not loose then.
 */
export function foldThread(deeds: readonly Deed[]): Thread {
  const spans = toSpans(listMoments(deeds))
  const loose = mergeLoose([...spans.flatMap(toLoose), ...listUnanswered(deeds, spans), ...listSilences(deeds, spans)])
  const end = <T extends { to: Instant | null }>(one: T): T => ({ ...one, to: one.to === forever ? null : one.to })
  return { pieces: toPieces(spans, loose).map(end), knots: listKnots(spans), loose: loose.map(end) }
}

/** What of a thread has happened by `now`: what goes on beyond it has no end yet. */
export function clipThread(thread: Thread, now: Instant): Thread {
  const begun = <T extends { from: Instant; to: Instant | null }>(list: readonly T[]): T[] =>
    list.filter((one) => one.from < now).map((one) => ({ ...one, to: one.to !== null && one.to > now ? null : one.to }))
  return { pieces: begun(thread.pieces), knots: thread.knots.filter((knot) => knot.at <= now), loose: begun(thread.loose) }
}

/** The first loose stretch that is not over at `now`, begun or ahead; undefined where there is none (a closed journey). */
export function findNextLoose(thread: Thread, now: Instant): LooseEnd | undefined {
  return thread.loose.find((end) => end.to === null || end.to > now)
}

/** The journey after each standing deed. */
function listMoments(deeds: readonly Deed[]): Moment[] {
  const journey = foldJourney([])
  return listStanding(deeds).map((deed) => {
    applyDeed(journey, deed)
    return { at: deed.at, journey: { ...journey, coordination: { ...journey.coordination } } }
  })
}

/** A stretch in which nothing about the coordination changed. */
interface Span {
  from: Instant
  to: Instant
  open: boolean
  coordination: Journey['coordination']
  rhythmDays: number
}

function toSpans(moments: readonly Moment[]): Span[] {
  return moments.flatMap(({ at, journey }, index) => {
    const to = moments[index + 1]?.at ?? forever
    const { coordination, rhythmDays } = journey
    return to <= at ? [] : [{ from: at, to, open: journey.status === 'open', coordination, rhythmDays }]
  })
}

function toLoose({ from, to, open, coordination }: Span): Bounded[] {
  if (!open) return []
  if (coordination.coordinator === null) return [{ from, to, because: 'nobody-coordinates' }]
  const { absence, substitute } = coordination
  if (absence === null || substitute !== null) return []
  const start = absence.from > from ? absence.from : from
  const end = absence.to < to ? absence.to : to
  return start < end ? [{ from: start, to: end, because: 'coordinator-away' }] : []
}

type Bounded = LooseEnd & { to: Instant }

/** A handover of the coordination that nobody answered in time lets the thread hang between two teams. */
function listUnanswered(deeds: readonly Deed[], spans: readonly Span[]): Bounded[] {
  const overdue = foldJourney(deeds)
    .loops.filter((loop) => loop.kind === 'handover-of-coordination')
    .map((loop) => ({ from: loop.dueAt, to: loop.answeredAt ?? loop.endedAt ?? forever }))
  return overdue.flatMap(({ from, to }) =>
    spans
      .filter((span) => span.open)
      .map((span) => ({
        from: span.from > from ? span.from : from,
        to: span.to < to ? span.to : to,
        because: 'handover-unanswered' as const,
      }))
      .filter((end) => end.from < end.to),
  )
}

/** Longer without a deed of anybody than was agreed. What the product does by itself is no sign of life. */
function listSilences(deeds: readonly Deed[], spans: readonly Span[]): Bounded[] {
  const signs = deeds.filter((deed) => deed.team !== null).map((deed) => deed.at)
  return spans.filter((span) => span.open).flatMap((span) => silencesWithin(span, signs))
}

function silencesWithin({ from, to, rhythmDays }: Span, signs: readonly Instant[]): Bounded[] {
  const before = signs.findLast((at) => at <= from) ?? from
  const inside = signs.filter((at) => at > from && at < to)
  const stops = [before, ...inside, to]
  return stops.slice(1).flatMap((until, index) => {
    const due = addDays(stops[index] ?? from, rhythmDays)
    const start = due > from ? due : from
    return start < until ? [{ from: start, to: until, because: 'silence' as const }] : []
  })
}

/** Stretches that touch or overlap become one; its reason is that of the part that began first. */
function mergeLoose(ends: readonly Bounded[]): Bounded[] {
  const sorted = ends.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  const merged: Bounded[] = []
  for (const end of sorted) {
    const last = merged.at(-1)
    if (last === undefined || end.from > last.to) merged.push({ ...end })
    else if (end.to > last.to) last.to = end.to
  }
  return merged
}

function toPieces(spans: readonly Span[], loose: readonly Bounded[]): (ThreadPiece & { to: Instant })[] {
  const held = spans.filter((span) => span.open && span.coordination.coordinator !== null).flatMap(splitAtAbsence)
  const cut = held.flatMap((span) => cutOut(span, loose).map((part) => ({ ...part, ...holderOf(span) })))
  const pieces: (ThreadPiece & { to: Instant })[] = []
  for (const part of cut) {
    const last = pieces.at(-1)
    if (last !== undefined && last.to === part.from && last.username === part.username && last.team === part.team) last.to = part.to
    else pieces.push({ ...part })
  }
  return pieces
}

/** An absence may begin and end in the middle of a stretch in which nobody does anything. */
function splitAtAbsence(span: Span): Span[] {
  const { absence } = span.coordination
  const cuts = absence === null ? [] : [absence.from, absence.to].filter((at) => span.from < at && at < span.to)
  const stops = [span.from, ...cuts, span.to]
  return stops.slice(1).map((to, index) => ({ ...span, from: stops[index] ?? span.from, to }))
}

/** While the coordinator is away the substitute has the thread in hand. */
function holderOf({ from, coordination }: Span): Worker {
  const { coordinator, substitute, absence } = coordination
  const away = absence !== null && absence.from <= from && from < absence.to
  const holder = away && substitute !== null ? substitute : coordinator
  return { username: holder?.username ?? '', team: holder?.team ?? '' }
}

function cutOut(span: Span, loose: readonly Bounded[]): { from: Instant; to: Instant }[] {
  let rest = [{ from: span.from, to: span.to }]
  for (const end of loose) {
    rest = rest.flatMap((part) => [
      ...(part.from < end.from ? [{ from: part.from, to: part.to < end.from ? part.to : end.from }] : []),
      ...(part.to > end.to ? [{ from: part.from > end.to ? part.from : end.to, to: part.to }] : []),
    ])
  }
  return rest.filter((part) => part.from < part.to)
}

function listKnots(spans: readonly Span[]): Knot[] {
  return spans.flatMap((span, index) => {
    const before = spans[index - 1]?.coordination.coordinator
    const after = span.coordination.coordinator
    if (!before || !after || !span.open || !spans[index - 1]?.open) return []
    return before.username === after.username && before.team === after.team ? [] : [{ at: span.from, from: before, to: after }]
  })
}
