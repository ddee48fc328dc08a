// The judge: reads the truth in true order, one deed at a time. It never sees a message, an arrival or a timestamp of sending.
// Deliberately plain; it throws RangeError on a history that could not have happened, which also makes it the test of legality.
import type { Deed, Presence, TrueStay, Truth } from './history.ts'

interface RightDeed extends Deed {
  cancelled: boolean
}

/** The final state of a history. Throws RangeError when a deed could not have followed the ones before it. */
export function readHistory(history: readonly Deed[]): Truth {
  const stays: TrueStay[] = []
  let dead = false
  for (const deed of putRight(history)) {
    if (dead) throw new RangeError(`#${deed.id} after death`)
    if (deed.cancelled) addCancelled(stays, deed)
    else dead = live(stays, deed)
  }
  return { presence: dead ? 'deceased' : presenceOf(stays), stays }
}

/** The deeds themselves, each as it is after all that was written about it; corrections and cancellations are gone. */
export function putRight(history: readonly Deed[]): RightDeed[] {
  const right = new Map<number, RightDeed>()
  for (const deed of history) {
    if (deed.of === null) {
      right.set(deed.id, { ...deed, cancelled: false })
      continue
    }
    const about = right.get(deed.of)
    if (about === undefined || about.cancelled) throw new RangeError(`#${deed.id} is about nothing`)
    if (deed.what === 'correct-time') about.at = deed.at
    if (deed.what === 'correct-department') about.provider = deed.provider
    if (deed.what === 'cancel') about.cancelled = true
  }
  const deeds = [...right.values()]
  deeds.forEach((deed, index) => {
    const before = deeds[index - 1]
    if (before !== undefined && before.at >= deed.at && !before.cancelled && !deed.cancelled)
      throw new RangeError(`#${deed.id} not after #${before.id}`)
  })
  return deeds
}

/** One deed as it was lived. Says whether the citizen died of it. */
function live(stays: TrueStay[], deed: RightDeed): boolean {
  switch (deed.what) {
    case 'arrive':
      if (currentStay(stays, deed.episode) !== undefined) throw new RangeError(`#${deed.id} arrives where she is`)
      openStay(stays, deed)
      return false
    case 'arrive-dead':
      openStay(stays, deed)
      endEpisode(stays, deed.episode, deed.until ?? deed.at)
      return true
    case 'become-inpatient':
      findStay(stays, deed, 'active', 'EMER').class = 'IMP'
      return false
    case 'transfer':
      if (currentStay(stays, deed.episode)?.state !== 'active') throw new RangeError(`#${deed.id} from nowhere`)
      openStay(stays, deed)
      return false
    case 'start-leave':
      findStay(stays, deed, 'active', 'IMP').state = 'on-leave'
      return false
    case 'end-leave':
      findStay(stays, deed, 'on-leave', 'IMP').state = 'active'
      return false
    default:
      findStay(stays, deed, null, null)
      endEpisode(stays, deed.episode, deed.at)
      return deed.what === 'die'
  }
}

/** The stay where the citizen now is in this episode: the newest one that is neither ended nor cancelled. */
export function currentStay(stays: readonly TrueStay[], episode: string): TrueStay | undefined {
  return stays.findLast((stay) => stay.episode === episode && isOpen(stay))
}

export function isOpen(stay: TrueStay): boolean {
  return stay.state === 'active' || stay.state === 'on-leave'
}

function findStay(stays: TrueStay[], deed: Deed, state: TrueStay['state'] | null, kind: TrueStay['class'] | null): TrueStay {
  const stay = currentStay(stays, deed.episode)
  const fits = stay !== undefined && stay.provider === deed.provider
  if (!fits || (state !== null && stay.state !== state) || (kind !== null && stay.class !== kind))
    throw new RangeError(`#${deed.id} ${deed.what} cannot happen here`)
  return stay
}

function openStay(stays: TrueStay[], deed: Deed): void {
  if (stays.some((stay) => isOpen(stay) && stay.episode === deed.episode && stay.provider === deed.provider))
    throw new RangeError(`#${deed.id} opens a stay that is open`)
  addStay(stays, deed)
}

function addStay(stays: TrueStay[], deed: Deed): TrueStay {
  const same = stays.filter((stay) => stay.episode === deed.episode && stay.provider === deed.provider)
  const { episode, provider, at } = deed
  const stay: TrueStay = { episode, provider, ordinal: same.length + 1, state: 'active', class: deed.class, from: at, to: null }
  stays.push(stay)
  return stay
}

/** A cancelled arrival or transfer stays visible as cancelled; any other cancelled deed is as if it had not been written. */
function addCancelled(stays: TrueStay[], deed: RightDeed): void {
  if (deed.what === 'arrive' || deed.what === 'transfer') addStay(stays, deed).state = 'cancelled'
}

/** A transfer sends no discharge: the last hospital's discharge, or death, ends every stay of the episode that is still open. */
function endEpisode(stays: TrueStay[], episode: string, at: string): void {
  for (const stay of stays)
    if (stay.episode === episode && isOpen(stay)) {
      stay.state = 'ended'
      stay.to = at
    }
}

/** She is where the newest stay of an episode says; on leave from one episode she may be in hospital for another. */
function presenceOf(stays: TrueStay[]): Presence {
  const current = [...new Set(stays.map((stay) => stay.episode))].map((episode) => currentStay(stays, episode)?.state)
  if (current.includes('active')) return 'at-hospital'
  return current.includes('on-leave') ? 'on-leave' : 'at-home'
}
