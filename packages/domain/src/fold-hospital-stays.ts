// From what was told in one episode to its stays, walked through in the order in which it happened. A late message changes what was,
// never what came after it: nothing here looks at arrival.
import type { HandDeed } from './fold-hospital-messages.ts'
import { isStart, type Told } from './fold-hospital-told.ts'
import type { HospitalNotification, StayClass } from './hospital-notification.ts'
import type { StayState } from './hospital-stay.ts'
import type { Instant } from './instant.ts'

export interface Stay {
  provider: string
  /** The provider that it was first told with, and how many stays there this is: together its name for good. */
  origin: string
  ordinal: number
  /** Providers that it was corrected away from, and when. */
  formerly: Map<string, Instant>
  class: StayClass
  state: StayState
  since: Instant
  from: Instant
  to: Instant | null
  endedBy: 'discharge' | 'death' | 'hand' | null
  cancelledAt: Instant | null
  /** Of the last start that stands: whose names are shown. */
  n: HospitalNotification
  told: Told[]
  deeds: HandDeed[]
}

export interface Timeline {
  told: readonly Told[]
  /** What was told in the episode about the citizen's death, also when it was taken back. */
  death: Told | null
  /** Ends by hand that stand, and all other human deeds about these stays. */
  deeds: readonly HandDeed[]
  /** Whether a deed names a stay. */
  isAbout: (deed: HandDeed, stay: Stay) => boolean
}

interface Step {
  at: Instant
  rank: number
  writtenAt: Instant
  run: () => void
}

/** The stays of one episode, in the order they began. */
export function listStays(timeline: Timeline): Stay[] {
  const stays: Stay[] = []
  const steps = [
    ...timeline.told.map((told) => ({
      at: told.at,
      rank: rankOf(told),
      writtenAt: told.writtenAt,
      run: () => tell(stays, told, timeline),
    })),
    ...timeline.deeds.map((deed) => ({ at: deed.at, rank: 3, writtenAt: deed.writtenAt, run: () => endByHand(stays, deed, timeline) })),
    ...toDeath(stays, timeline),
  ]
  for (const step of steps.sort(byTime)) step.run()
  for (const deed of timeline.deeds) endLate(stays, deed, timeline)
  for (const told of timeline.told) keepInHistory(stays, told)
  return stays.sort((a, b) => (a.from === b.from ? a.ordinal - b.ordinal : a.from < b.from ? -1 : 1))
}

function toDeath(stays: Stay[], timeline: Timeline): Step[] {
  const { death } = timeline
  return death === null ? [] : [{ at: death.at, rank: 5, writtenAt: death.writtenAt, run: () => die(stays, death, timeline) }]
}

function byTime(a: Step, b: Step): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1
  if (a.rank !== b.rank) return a.rank - b.rank
  return a.writtenAt < b.writtenAt ? -1 : 1
}

/** In the same instant a start goes first, and an end last. */
function rankOf({ step }: Told): number {
  const ranks = { 'admit-emergency': 0, 'admit-inpatient': 1, 'start-leave': 2, 'end-leave': 2, discharge: 4 }
  return ranks[step]
}

function tell(stays: Stay[], told: Told, timeline: Timeline): void {
  if (isStart(told.step)) start(stays, told)
  else if (told.step === 'discharge') discharge(stays, told, timeline)
  else leave(stays, told, timeline)
}

function start(stays: Stay[], told: Told): void {
  const open = findOpen(stays, told)
  const last = stays.findLast((stay) => stay.provider === told.provider)
  if (open !== undefined) join(open, told)
  else if (last !== undefined && wasToldBeforeCancelling(last, told)) revive(last, told)
  else stays.push(toStay(stays, told, told.at))
}

/** A start within an open stay: the admission after an acute contact, or the same start told again. */
function join(stay: Stay, told: Told): void {
  stay.told.push(told)
  if (told.cancelledAt !== null) return
  stay.n = told.n
  for (const [provider, until] of told.formerly) stay.formerly.set(provider, until)
  if (told.step === 'admit-emergency' || stay.class === 'IMP') return
  stay.class = 'IMP'
  if (stay.state === 'active') stay.since = told.at
}

/** A start told while a cancelled one still stood is of the same stay; one told after the cancellation is a new arrival. */
function wasToldBeforeCancelling(stay: Stay, told: Told): boolean {
  const isOver = stay.told.some((other) => other.step === 'discharge' && other.cancelledAt === null)
  return stay.cancelledAt !== null && !isOver && told.writtenAt < stay.cancelledAt
}

/** The stay's first start was cancelled after this one had been told: the stay itself stands. */
function revive(stay: Stay, told: Told): void {
  stay.told.push(told)
  if (told.cancelledAt !== null) stay.cancelledAt = told.cancelledAt > (stay.cancelledAt ?? '') ? told.cancelledAt : stay.cancelledAt
  else Object.assign(stay, { n: told.n, class: told.n.class, state: 'active', since: told.at, from: told.at, to: null, cancelledAt: null })
}

function toStay(stays: readonly Stay[], told: Told, from: Instant): Stay {
  const { origin } = told
  const isCancelled = isStart(told.step) && told.cancelledAt !== null
  return {
    provider: told.provider,
    origin,
    ordinal: 1 + stays.filter((stay) => stay.origin === origin).length,
    formerly: new Map(told.formerly),
    class: told.n.class,
    state: isCancelled ? 'cancelled' : 'active',
    since: isCancelled ? (told.cancelledAt ?? from) : from,
    from,
    to: isCancelled ? from : null,
    endedBy: null,
    cancelledAt: isCancelled ? told.cancelledAt : null,
    n: told.n,
    told: [told],
    deeds: [],
  }
}

function leave(stays: Stay[], told: Told, timeline: Timeline): void {
  const stay = findOwn(stays, told, timeline)
  if (stay === undefined) return
  attach(stay, told)
  if (told.cancelledAt !== null || !isOpen(stay)) return
  stay.state = told.step === 'start-leave' ? 'on-leave' : 'active'
  stay.since = told.at
}

/** A discharge ends every stay of the episode that began before it, because a transfer sends none. */
function discharge(stays: Stay[], told: Told, timeline: Timeline): void {
  const own = findOwn(stays, told, timeline)
  if (own !== undefined) attach(own, told)
  if (told.cancelledAt !== null) return
  for (const stay of stays) {
    if (!isOpen(stay) || !(stay.from < told.at || stay === own)) continue
    attach(stay, told)
    end(stay, told.at, 'discharge')
  }
  if (own?.endedBy === 'hand' && stays.findLast((stay) => stay.provider === own.provider) === own) end(own, told.at, 'discharge')
}

function die(stays: Stay[], death: Told, timeline: Timeline): void {
  const own = findOwn(stays, death, timeline) ?? stays.findLast(isOpen) ?? stays.at(-1)
  if (own !== undefined) attach(own, death)
  if (death.cancelledAt !== null) return
  for (const stay of stays) if (isOpen(stay)) end(stay, death.at, 'death')
  if (own?.endedBy === 'hand') end(own, death.at, 'death')
}

function endByHand(stays: Stay[], deed: HandDeed, timeline: Timeline): void {
  const stay = stays.find((one) => timeline.isAbout(deed, one))
  if (stay === undefined) return
  stay.deeds.push(deed)
  if (deed.what === 'ended-by-hand' && deed.withdrawnBy === null && isOpen(stay)) end(stay, deed.at, 'hand')
}

/** An end by hand that lies before a start corrected since then: the stay has no length. */
function endLate(stays: Stay[], deed: HandDeed, timeline: Timeline): void {
  const stay = stays.find((one) => timeline.isAbout(deed, one))
  if (stay !== undefined && !stay.deeds.includes(deed)) endByHand(stays, deed, timeline)
}

/** What belongs to no stay that was open at its time is still shown: at its provider, else at the stay before it. */
function keepInHistory(stays: readonly Stay[], told: Told): void {
  if (stays.some((stay) => stay.told.includes(told))) return
  const own = stays.find((stay) => stay.provider === told.provider || stay.formerly.has(told.provider))
  ;(own ?? stays.findLast((stay) => stay.from <= told.at) ?? stays[0])?.told.push(told)
}

function end(stay: Stay, at: Instant, endedBy: Stay['endedBy']): void {
  const to = at < stay.from ? stay.from : at
  Object.assign(stay, { state: 'ended', since: to, to, endedBy })
}

function attach(stay: Stay, told: Told): void {
  if (!stay.told.includes(told)) stay.told.push(told)
}

function isOpen(stay: Stay): boolean {
  return stay.state === 'active' || stay.state === 'on-leave'
}

function findOpen(stays: readonly Stay[], told: Told): Stay | undefined {
  const open = stays.filter(isOpen)
  return open.findLast((stay) => stay.provider === told.provider) ?? open.findLast((stay) => isFormer(stay, told))
}

/** A start at a provider that another stay was corrected away from is a stay of its own, unless it was told before the correction. */
function isFormer({ formerly }: Stay, told: Told): boolean {
  const until = formerly.get(told.provider)
  return until !== undefined && (!isStart(told.step) || told.writtenAt < until)
}

/** The stay that a leave, a discharge or a death is about; made from its period where no start was told. */
function findOwn(stays: Stay[], told: Told, timeline: Timeline): Stay | undefined {
  const open = findOpen(stays, told) ?? stays.findLast((stay) => isOpen(stay) && stay.from === told.n.period.start)
  if (open !== undefined) return open
  const before = stays.filter((stay) => stay.provider === told.provider || stay.formerly.has(told.provider))
  if (hasOwnStart(told, timeline, before.at(-1)?.to ?? null)) return before.at(-1)
  const isEarlier = told.n.period.start < told.at
  const stay = toStay(stays, told, isEarlier ? told.n.period.start : told.at)
  stay.told = []
  stays.push(stay)
  return stay
}

/** Whether a start was told that the message may belong to; after the last end it must be a new one. */
function hasOwnStart(told: Told, { told: all, death }: Timeline, lastEnd: Instant | null): boolean {
  const starts = all.filter(
    (other) => isStart(other.step) && (told === death || other.provider === told.provider || other.formerly.has(told.provider)),
  )
  if (lastEnd === null) return starts.length > 0
  return told.n.period.start < lastEnd || starts.some((other) => other.at >= lastEnd)
}
