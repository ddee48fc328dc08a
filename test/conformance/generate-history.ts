// Makes legal histories whose end a receiver can decide from the messages alone.
// Kept out because no source decides them: a cancelled start that still has messages standing after it; two things written in the
// same instant; a transfer back to a hospital whose stay is still open; dead on arrival taken back (there is no earlier status);
// a discharge taken back after a re-admission that was itself cancelled (the re-admission would then have been none);
// death while another episode is open; a leave corrected after the next leave began; a department corrected after anything but the
// start; anything but the death itself corrected after a death (the Patient says deceased by then, so it would read as a death);
// and, where things are written late and out of order, any correction at all (which one it is about, only the order tells).
import type { Instant } from '@roedtraad/domain'
import type { Deed, TrueStay, What } from './history.ts'
import { currentStay, isOpen, putRight, readHistory } from './naive-reader.ts'
import type { Random } from './random.ts'

/** SOR ids of hospitals in three regions. */
const providers = ['265161000016000', '502701000016000', '399841000016000', '441391000016003', '279821000016005'] as const

type Draft = Pick<Deed, 'what' | 'episode' | 'provider' | 'class'> & Partial<Deed>

/** The step whose message a deed sends: corrections and cancellations find their deed by it. */
function stepOf(deed: Pick<Deed, 'what' | 'class'>): What | 'arrive-acutely' {
  if (deed.what === 'arrive' && deed.class === 'EMER') return 'arrive-acutely'
  return deed.what === 'transfer' || deed.what === 'become-inpatient' ? 'arrive' : deed.what
}

/** A history of up to `longest` deeds. With `late`, nothing is corrected and some deeds are written long after they happened. */
export function generateHistory(random: Random, longest: number, late: boolean): Deed[] {
  const history: Deed[] = []
  const episodes = Array.from({ length: random.whole(1, 3) }, (_, index) => `episode-${index + 1}`)
  let minute = Date.UTC(2025, 0, 1 + random.whole(0, 300)) / 60_000
  while (history.length < longest) {
    minute += random.chance(0.2) ? random.whole(40, 90) : random.whole(90, 3000)
    const at = new Date(minute * 60_000).toISOString()
    const corrections = late || random.chance(0.6) ? [] : listCorrections(history, at, random)
    const drafts = corrections.length > 0 ? corrections : listMoves(history, episodes, random)
    if (drafts.length === 0) break
    const written = new Date((minute + random.whole(0, 30)) * 60_000 + random.whole(1, 59_000)).toISOString()
    history.push({ id: history.length + 1, at, until: null, of: null, writtenAt: written, ...random.pick(drafts) })
  }
  return late ? writeLate(history, random) : history
}

/** What may happen next, seen from the truth so far. */
function listMoves(history: readonly Deed[], episodes: string[], random: Random): Draft[] {
  const truth = readHistory(history)
  if (truth.presence === 'deceased') return []
  const current = episodes.flatMap((episode) => currentStay(truth.stays, episode) ?? [])
  const away = current.find((stay) => stay.state === 'active') ?? current.at(-1)
  const arrivals = away?.state === 'active' || current.length > 1 ? [] : listArrivals(history, episodes, current, random)
  if (away === undefined) return arrivals
  const { episode, provider } = away
  const draft = (what: What, kind = away.class): Draft => ({ what, episode, provider, class: kind })
  const ends = current.length > 1 ? [draft('discharge')] : [draft('discharge'), draft('discharge'), draft('die')]
  if (away.state === 'on-leave') return [draft('end-leave'), draft('end-leave'), ...ends, ...arrivals.slice(0, 1)]
  const free = providers.filter((other) => mayTransferTo(history, truth.stays, episode, other))
  const transfers = free.length === 0 ? [] : [{ ...draft('transfer', 'IMP'), provider: random.pick(free) }]
  const own = away.class === 'EMER' ? draft('become-inpatient', 'IMP') : draft('start-leave')
  return [own, own, own, ...transfers, ...ends]
}

function listArrivals(history: readonly Deed[], episodes: string[], current: TrueStay[], random: Random): Draft[] {
  const busy = new Set(current.map((stay) => stay.episode))
  const free = episodes.filter((episode) => !busy.has(episode))
  if (free.length === 0) return []
  const episode = random.pick(free)
  const usable = providers.filter((provider) => !wronglyNamed(history, episode, provider))
  const arrival: Draft = { what: 'arrive', episode, provider: random.pick(usable), class: random.pick(['EMER', 'IMP']) }
  const isNew = !history.some((deed) => deed.episode === episode)
  if (current.length > 0 || !isNew || !random.chance(0.1)) return [arrival]
  const at = history.at(-1)?.writtenAt ?? '2025-01-01T00:00:00.000Z'
  const died = { at: later(at, random.whole(1, 20)), until: later(at, random.whole(21, 39)) }
  return [arrival, { ...arrival, what: 'arrive-dead', ...died }]
}

function mayTransferTo(history: readonly Deed[], stays: TrueStay[], episode: string, provider: string): boolean {
  const open = stays.some((stay) => stay.episode === episode && stay.provider === provider && isOpen(stay))
  return !open && !wronglyNamed(history, episode, provider)
}

/** A department that was named by mistake stays out of the episode, so that every later message of its is about one stay only. */
function wronglyNamed(history: readonly Deed[], episode: string, provider: string): boolean {
  const corrected = history.filter((deed) => deed.what === 'correct-department').map((deed) => deed.of)
  return history.some((deed) => corrected.includes(deed.id) && deed.episode === episode && deed.provider === provider)
}

/** What the hospital may now put right: the time or department of something, or that the last thing happened at all. */
function listCorrections(history: readonly Deed[], now: Instant, random: Random): Draft[] {
  const right = putRight(history)
  const standing = right.filter((deed) => !deed.cancelled)
  const last = standing.at(-1)
  if (last === undefined || last.what === 'arrive-dead') return []
  const about = (what: What, deed: Deed): Draft => ({
    what,
    episode: deed.episode,
    provider: deed.provider,
    class: deed.class,
    of: deed.id,
  })
  const readmitted = right.some((deed) => deed.id > last.id && deed.episode === last.episode)
  const drafts: Draft[] = last.what === 'discharge' && readmitted ? [] : [{ ...about('cancel', last), at: last.at }]
  right.forEach((deed) => {
    if (deed.cancelled || (last.what === 'die' && deed !== last)) return
    const again = right.some((other) => other.id > deed.id && sameStep(other, deed))
    const before = right.filter((other) => other.id < deed.id).map((other) => other.at)
    const after = right.filter((other) => other.id > deed.id).map((other) => other.at)
    const at = between(before.sort().at(-1) ?? later(deed.at, -600), after.sort()[0] ?? now, random)
    if (!again && deed.what !== 'arrive-dead' && at !== undefined) drafts.push({ ...about('correct-time', deed), at })
  })
  const used = new Set(history.filter((deed) => deed.episode === last.episode).map((deed) => deed.provider))
  const unused = providers.filter((provider) => !used.has(provider))
  const isStart = last.what === 'arrive' || last.what === 'transfer'
  if (isStart && !right.some((deed) => deed.id > last.id && deed.episode === last.episode) && unused.length > 0)
    drafts.push({ ...about('correct-department', last), provider: random.pick(unused), at: last.at })
  return drafts
}

function sameStep(a: Deed, b: Deed): boolean {
  return a.episode === b.episode && a.provider === b.provider && stepOf(a) === stepOf(b)
}

function between(low: Instant, high: Instant, random: Random): Instant | undefined {
  const room = Math.floor((Date.parse(high) - Date.parse(low)) / 60_000) - 1
  return room < 1 ? undefined : later(low, random.whole(1, room))
}

function later(at: Instant, minutes: number): Instant {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString()
}

/** Some deeds are written days late; no two in the same instant. */
function writeLate(history: Deed[], random: Random): Deed[] {
  return history.map((deed, index) =>
    random.chance(0.4) ? { ...deed, writtenAt: later(deed.writtenAt, random.whole(1, 9) * 1440 + index + 1) } : deed,
  )
}
