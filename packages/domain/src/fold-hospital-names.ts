// Names of stays and of the facts about them. They must stay the same when messages come late or are corrected, and hold no CPR number.
import type { Episode, HandDeed } from './fold-hospital-messages.ts'
import type { Stay } from './fold-hospital-stays.ts'
import type { HospitalNotification } from './hospital-notification.ts'

/** Key of the fact about a stay: episode, the provider it was first told with, and how many stays there it is. */
export function stayKey(episode: Episode, stay: Stay): string {
  return `stay:${episode.name}:${stay.origin}:${stay.ordinal}`
}

/** Id of a stay for addresses: letters and digits made of its key. An episode identifier is foreign text and may say anything, so it is not shown. */
export function stayId(episode: Episode, stay: Stay): string {
  return toId(episode.name, stay)
}

/** Whether a human deed names this stay, under any identifier of its episode: the preferred one may have come later. */
export function isAbout(deed: HandDeed, episode: Episode, stay: Stay): boolean {
  return episode.names.some((name) => toId(name, stay) === deed.stayId)
}

/** The provider is the department where the sender is the hospital above it; else the message names one organisation only. */
export function namesOf({ serviceProvider, sender }: HospitalNotification): { hospital: string | null; department: string | null } {
  const isAbove = sender.sor !== serviceProvider.sor && sender.name !== null && sender.name !== serviceProvider.name
  return isAbove ? { hospital: sender.name, department: serviceProvider.name } : { hospital: serviceProvider.name, department: null }
}

function toId(name: string, { origin, ordinal }: Stay): string {
  const key = JSON.stringify([name, origin, ordinal])
  return `${hash(key, 1)}${hash(key, 2)}`
}

/** cyrb53 (Bryc, public domain): 53 bits that spread well. It tells ids apart and guards no secret. */
function hash(text: string, seed: number): string {
  let [high, low] = [0xdeadbeef ^ seed, 0x41c6ce57 ^ seed]
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36).padStart(11, '0')
}
