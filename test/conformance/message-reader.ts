// A second reader, from messages to state. It shows that what we generate can be decided from the messages alone, and, made wrong
// in one respect, it is a saboteur: a plausible mistake that the judge must catch. It is no part of the product.
import type { Instant } from '@roedtraad/domain'
import type { Presence, TrueStay, Truth } from './history.ts'
import type { PlainMessage } from './plain-message.ts'

/** The respects in which a reader may go wrong. */
export interface Belief {
  /** What orders the things that happened. */
  order: 'when-it-happened' | 'arrival' | 'bundle-timestamp'
  duplicate: 'header-and-content' | 'header-alone'
  stay: 'episode-and-provider' | 'episode-alone'
  state: 'activity' | 'encounter-status'
}

export const rightBelief: Belief = {
  order: 'when-it-happened',
  duplicate: 'header-and-content',
  stay: 'episode-and-provider',
  state: 'activity',
}

/** Something told, as it stands after the corrections of it. */
interface Told {
  message: PlainMessage
  key: string
  provider: string
  headers: string[]
  cancelled: boolean
}

interface Reading {
  belief: Belief
  told: Told[]
  stays: TrueStay[]
}

/** The state that the messages tell. `nameEpisode` gives the common name of a message's episode identifiers. */
export function readMessages(messages: readonly PlainMessage[], belief: Belief, nameEpisode: (message: PlainMessage) => string): Truth {
  const seen = new Map<string, PlainMessage>()
  for (const message of messages) {
    const key = belief.duplicate === 'header-alone' ? message.headerId : `${message.headerId} ${message.content}`
    if (!seen.has(key)) seen.set(key, message)
  }
  const reading: Reading = { belief, told: [], stays: [] }
  const ordered = sortBy([...seen.values()], (message) => orderOf(message, belief, message.occurredAt))
  const deathsLast = [...ordered.filter(({ deceased }) => deceased === null), ...ordered.filter(({ deceased }) => deceased !== null)]
  for (const message of deathsLast) tell(reading, message, nameEpisode(message))
  const death = ordered.findLast((message) => message.deceased !== null)
  const happened = sortBy(reading.told, ({ message }) => orderOf(message, belief, happenedAt(message)))
  for (const told of happened) live(reading, told, nameEpisode(told.message))
  if (death?.deceased === true) endEpisode(reading.stays, nameEpisode(death), death.end ?? death.occurredAt)
  const dead = death?.deceased === true
  if (belief.state === 'encounter-status') return { presence: presenceByStatus(ordered, dead), stays: reading.stays }
  return { presence: dead ? 'deceased' : presenceOf(reading.stays), stays: reading.stays }
}

function orderOf(message: PlainMessage, belief: Belief, right: Instant): string {
  if (belief.order === 'arrival') return String(message.arrival).padStart(9, '0')
  return belief.order === 'bundle-timestamp' ? message.sentAt : `${right} ${message.occurredAt}`
}

function sortBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, by: key(item) }))
    .sort((a, b) => (a.by < b.by ? -1 : 1))
    .map(({ item }) => item)
}

/** A new thing told, or what was told before made right or taken back: the latest of the same step in the same stay. */
function tell({ belief, told }: Reading, message: PlainMessage, episode: string): void {
  const key = `${episode} ${belief.stay === 'episode-alone' ? '' : message.provider} ${message.step}`
  const standing = told.filter((other) => !other.cancelled)
  const about = standing.findLast((other) => other.key === key)
  if (message.deceased !== null && (message.deceased === false || told.some((other) => isStartOf(other, episode)))) return
  if (message.act === 'tell') {
    told.push({ message, key, provider: message.provider, headers: [message.headerId], cancelled: false })
    return
  }
  const known = about ?? standing.findLast((other) => other.headers.some((id) => message.revises.includes(id)))
  if (known === undefined) return
  known.headers.push(message.headerId)
  if (message.act === 'cancel') known.cancelled = true
  else Object.assign(known, { message: { ...message, act: 'tell' }, key, provider: message.provider })
}

/** A death repeats the current activity: it is a start of its own only where no start was told. */
function isStartOf(other: Told, episode: string): boolean {
  const isStart = other.message.step === 'admit-emergency' || other.message.step === 'admit-inpatient'
  return isStart && other.key.startsWith(`${episode} `)
}

function happenedAt(message: PlainMessage): Instant {
  if (message.step === 'discharge') return message.end ?? message.occurredAt
  if (message.step === 'start-leave') return message.leave?.start ?? message.occurredAt
  return message.step === 'end-leave' ? (message.leave?.end ?? message.occurredAt) : message.start
}

function live({ stays, belief }: Reading, { message, provider, cancelled }: Told, episode: string): void {
  const anywhere = belief.stay === 'episode-alone'
  const open = stays.findLast((stay) => stay.episode === episode && (anywhere || stay.provider === provider) && isOpen(stay))
  const at = happenedAt(message)
  const isStart = message.step === 'admit-emergency' || message.step === 'admit-inpatient'
  if (isStart && (cancelled || open === undefined)) {
    const wasType = cancelled && message.step === 'admit-inpatient' && open?.class === 'EMER'
    const state = cancelled ? 'cancelled' : 'active'
    if (!wasType) stays.push({ episode, provider, ordinal: 0, state, class: message.class, from: at, to: null })
  } else if (cancelled || open === undefined) return
  else if (isStart) open.class = message.class
  else if (message.step === 'start-leave') open.state = 'on-leave'
  else if (message.step === 'end-leave') open.state = 'active'
  else endEpisode(stays, episode, at)
}

function isOpen(stay: TrueStay): boolean {
  return stay.state === 'active' || stay.state === 'on-leave'
}

function endEpisode(stays: TrueStay[], episode: string, at: Instant): void {
  for (const stay of stays) if (stay.episode === episode && isOpen(stay)) Object.assign(stay, { state: 'ended', to: at })
}

function presenceOf(stays: readonly TrueStay[]): Presence {
  const newest = new Map(stays.filter(isOpen).map((stay) => [stay.episode, stay.state]))
  const states = [...newest.values()]
  if (states.includes('active')) return 'at-hospital'
  return states.includes('on-leave') ? 'on-leave' : 'at-home'
}

/** The saboteur's short cut: where she is, is what the status of the latest message says. */
function presenceByStatus(ordered: readonly PlainMessage[], dead: boolean): Presence {
  const status = ordered.at(-1)?.status
  if (dead) return 'deceased'
  if (status === 'in-progress') return 'at-hospital'
  return status === 'onleave' ? 'on-leave' : 'at-home'
}
