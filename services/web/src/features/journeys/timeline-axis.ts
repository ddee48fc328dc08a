// Zooming and moving along the timeline, within what there is. Pure.
import { type Axis, listTicks } from '../../ui/time-axis.ts'

const dayMs = 86_400_000
const shortestMs = dayMs

const toMs = (axis: Axis) => ({ from: Date.parse(axis.from), to: Date.parse(axis.to) })
const toAxis = (from: number, to: number): Axis => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })

/** The axis moved into the whole, keeping its length as far as there is room. */
function within(from: number, length: number, whole: Axis): Axis {
  const bounds = toMs(whole)
  const kept = Math.min(length, bounds.to - bounds.from)
  const start = Math.min(Math.max(from, bounds.from), bounds.to - kept)
  return toAxis(start, start + kept)
}

/** `factor` below 1 looks closer; `at` (milliseconds) stays where it is on the screen, the middle unless told. Never less than a day, never more than the whole. */
export function zoom(axis: Axis, factor: number, whole: Axis, at?: number): Axis {
  const { from, to } = toMs(axis)
  const length = Math.max(shortestMs, (to - from) * factor)
  const share = at === undefined ? 0.5 : (at - from) / (to - from)
  const anchor = from + (to - from) * share
  return within(anchor - length * share, length, whole)
}

/** Moves by a share of what is seen; negative goes back in time. */
export function pan(axis: Axis, share: number, whole: Axis): Axis {
  const { from, to } = toMs(axis)
  return within(from + (to - from) * share, to - from, whole)
}

/** The axis moved so that an instant (milliseconds) lies in it; as it is when it does already. */
export function reveal(axis: Axis, at: number, whole: Axis): Axis {
  const { from, to } = toMs(axis)
  return at >= from && at <= to ? axis : within(at - (to - from) / 2, to - from, whole)
}

const daySteps = [1, 2, 7, 14]
const fewDays = 70

/** What is named below: days where few are seen, else months. */
export function listMarks(axis: Axis, most: number): { unit: 'day' | 'month'; at: Date[] } {
  const { from, to } = toMs(axis)
  const days = (to - from) / dayMs
  if (days > fewDays) return { unit: 'month', at: listTicks(axis, most) }
  const step = daySteps.find((every) => days / every <= most) ?? fewDays
  const first = Math.ceil(from / (step * dayMs))
  const at = Array.from(
    { length: Math.max(0, Math.ceil(to / (step * dayMs)) - first) },
    (_, index) => new Date((first + index) * step * dayMs),
  )
  return { unit: 'day', at }
}
