// What lies in a lane, as three lines for the browser to draw instead of an element for each fact: points, spans, deeds. Pure geometry, in pixels.
import { deedKind, type TimelineItem } from './timeline-items.ts'

export interface LanePaths {
  /** Zero-length pieces: round ends make them dots. */
  points: string
  spans: string
  deeds: string
}

const pointY = 11
const deedY = 20
const deedLength = 7
const spanBottom = 48
const spanStep = 7
const spanRows = 2
const leastSpan = 4

/** `axis` in milliseconds, over `width` pixels. Two points of one pixel are drawn once, so that a line is never longer than the screen is wide. */
export function toLanePaths(items: readonly TimelineItem[], axis: { from: number; to: number }, width: number): LanePaths {
  const x = (at: number) => Math.round(Math.min(1, Math.max(0, (at - axis.from) / (axis.to - axis.from))) * width)
  const points = new Set<number>()
  const deeds = new Set<number>()
  const spans: { from: number; to: number }[] = []
  for (const item of items) {
    if (item.fromMs > axis.to || (item.toMs !== null && item.toMs < axis.from)) continue
    if (item.kind === deedKind) deeds.add(x(item.fromMs))
    else if (item.toMs === item.fromMs) points.add(x(item.fromMs))
    else spans.push({ from: x(item.fromMs), to: Math.max(x(item.toMs ?? axis.to), x(item.fromMs) + leastSpan) })
  }
  return {
    points: [...points].map((at) => `M${at} ${pointY}h0`).join(''),
    deeds: [...deeds].map((at) => `M${at} ${deedY}v${deedLength}`).join(''),
    spans: toRows(spans).join(''),
  }
}

/** Those that hold at the same time lie above each other; what finds no room lengthens the last of the top row. Given oldest first. */
function toRows(spans: readonly { from: number; to: number }[]): string[] {
  const rows: { from: number; to: number }[][] = Array.from({ length: spanRows }, () => [])
  for (const span of spans) {
    const free = rows.find((row) => (row.at(-1)?.to ?? -1) < span.from) ?? rows[spanRows - 1] ?? []
    const last = free.at(-1)
    if (last !== undefined && last.to >= span.from) last.to = Math.max(last.to, span.to)
    else free.push({ ...span })
  }
  return rows.flatMap((row, index) => row.map(({ from, to }) => `M${from} ${spanBottom - index * spanStep}H${to}`))
}

/** The item of a lane nearest to a pixel, or undefined when none lies within reach. */
export function findNearest(items: readonly TimelineItem[], at: number, reach: number): TimelineItem | undefined {
  const distance = (item: TimelineItem) => {
    const inside = item.toMs === null ? at >= item.fromMs : at >= item.fromMs && at <= item.toMs
    const toEdge = Math.min(Math.abs(item.fromMs - at), Math.abs((item.toMs ?? item.fromMs) - at))
    // What has no length is harder to hit than what lasts, so it goes first.
    return item.toMs === item.fromMs ? toEdge : inside ? reach * 0.9 : toEdge
  }
  let nearest: TimelineItem | undefined
  let least = reach
  for (const item of items) {
    const far = distance(item)
    if (far <= least) [nearest, least] = [item, far]
  }
  return nearest
}
