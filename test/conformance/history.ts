// A history: what truly happened to one citizen and what the hospitals wrote wrongly and put right, in true order.
import type { Instant, StayClass } from '@roedtraad/domain'

export type What =
  | 'arrive'
  | 'arrive-dead'
  | 'become-inpatient'
  | 'transfer'
  | 'start-leave'
  | 'end-leave'
  | 'discharge'
  | 'die'
  | 'correct-time'
  | 'correct-department'
  | 'cancel'

/** One deed. `provider` is the SOR id of where it happens: for a transfer the new hospital, for a corrected department the right one. */
export interface Deed {
  id: number
  what: What
  episode: string
  provider: string
  class: StayClass
  /** When it happened; for `correct-time` the right time. */
  at: Instant
  /** Only for `arrive-dead`: when death was established. */
  until: Instant | null
  /** The deed that a correction or a cancellation is about. */
  of: number | null
  /** When the hospital wrote it down. */
  writtenAt: Instant
}

export type Presence = 'at-home' | 'at-hospital' | 'on-leave' | 'deceased'

export interface TrueStay {
  episode: string
  provider: string
  /** 1 for the first stay of this episode at this provider, 2 after a re-admission, and so on. */
  ordinal: number
  state: 'active' | 'on-leave' | 'ended' | 'cancelled'
  class: StayClass
  from: Instant
  to: Instant | null
}

export interface Truth {
  presence: Presence
  stays: TrueStay[]
}

/**
 * What is compared, as sorted lines. A cancelled stay never was: no source says which class or times it should still show, nor that it
 * is shown as a stay of its own where the same episode has another one at the same hospital.
 */
export function presentTruth(truth: Truth): string[] {
  const lived = truth.stays.filter(({ state }) => state !== 'cancelled')
  const replaced = new Set(lived.map(({ episode, provider }) => `${episode} at ${provider}`))
  const cancelled = truth.stays.filter(({ state }) => state === 'cancelled').map(({ episode, provider }) => `${episode} at ${provider}`)
  const lines = lived.map(
    (stay) => `${stay.episode} at ${stay.provider}: ${stay.state} ${stay.class} from ${stay.from} to ${stay.to ?? '-'}`,
  )
  const gone = [...new Set(cancelled)].filter((key) => !replaced.has(key)).map((key) => `${key}: cancelled`)
  return [`citizen is ${truth.presence}`, ...[...lines, ...gone].sort()]
}

/** One deed as a readable line. */
export function presentDeed(deed: Deed): string {
  const about = deed.of === null ? '' : ` of #${deed.of}`
  const until = deed.until === null ? '' : ` until ${deed.until}`
  return `#${deed.id} ${deed.what}${about} ${deed.class} ${deed.episode} at ${deed.provider}, ${deed.at}${until}, written ${deed.writtenAt}`
}
