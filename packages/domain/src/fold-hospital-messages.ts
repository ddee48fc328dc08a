// The events behind hospital stays, put in the order in which they were written: messages without resends, human deeds with their
// withdrawals, and the messages sorted into episodes of care.
import type { EventRecord, Identifier } from './event.ts'
import { eventTime, type HospitalNotification } from './hospital-notification.ts'
import type { Instant } from './instant.ts'

/** Which event something rests on. */
export interface EventRef {
  eventId: string
  source: string
  identityId: string
  writtenAt: Instant
}

export interface Message extends EventRef {
  n: HospitalNotification
  /** The instant to show: of the death where it tells one or takes one back, else of its step. */
  at: Instant
  death: 'tell' | 'revise' | 'cancel' | null
}

export interface HandDeed extends EventRef {
  what: 'ended-by-hand' | 'planned-by-hand'
  stayId: string
  at: Instant
  withdrawnBy: EventRef | null
}

export interface Episode {
  /** A local identifier rather than the national one (LPR3), as MedCom's protocol answers with. */
  name: string
  /** Every identifier that its messages carry, `name` first. */
  names: string[]
  messages: Message[]
}

const acts = ['tell', 'revise', 'cancel']
const nationalSystem = 'https://www.esundhed.dk/Registre/Landspatientregisteret'
const uuid = /^[\da-f]{8}-?([\da-f]{4}-?){3}[\da-f]{12}$/

/** The instant of the step that a message tells, whether the citizen died or not. */
export function stepTime(n: HospitalNotification): Instant {
  return eventTime({ ...n, patient: { ...n.patient, deceased: null } })
}

/** The notifications in the order they were written, each once (a resend has the same header id and content). */
export function listMessages(events: readonly EventRecord[]): Message[] {
  const once = new Map<string, Message>()
  for (const event of listStanding(events, 'hospital.notification')) {
    const n = event.detail as unknown as HospitalNotification
    const name = `${n.headerId} ${n.contentHash}`
    const known = once.get(name)
    if (known === undefined || event.id < known.eventId)
      once.set(name, { ...toRef(event), writtenAt: n.occurredAt, n, at: eventTime(n), death: null })
  }
  return markDeaths([...once.values()].sort(byWriting))
}

/** What humans did, in the order of its own time, each with its withdrawal. */
export function listDeeds(events: readonly EventRecord[]): HandDeed[] {
  const deeds = [
    ...toDeeds(events, 'hospital.stay.ended-by-hand', 'ended-by-hand'),
    ...toDeeds(events, 'hospital.stay.planned', 'planned-by-hand'),
  ]
  return deeds.sort((a, b) => compare(`${a.at} ${a.writtenAt} ${a.eventId}`, `${b.at} ${b.writtenAt} ${b.eventId}`))
}

/** Messages that share an identifier of the episode of care belong together, also where some carry only one of its two. */
export function listEpisodes(messages: readonly Message[]): Episode[] {
  const groups: { keys: Set<string>; messages: Message[] }[] = []
  for (const message of messages) {
    const keys = new Set(message.n.episodes.map(toKey))
    const [first, ...others] = groups.filter((group) => [...keys].some((key) => group.keys.has(key)))
    if (first === undefined) groups.push({ keys, messages: [message] })
    else {
      for (const group of others) groups.splice(groups.indexOf(group), 1)
      first.keys = new Set([...first.keys, ...keys, ...others.flatMap((group) => [...group.keys])])
      first.messages = [...first.messages, message, ...others.flatMap((group) => group.messages)]
    }
  }
  return groups.map((group) => toEpisode(group.messages.sort(byWriting))).sort((a, b) => compare(a.name, b.name))
}

function toEpisode(messages: Message[]): Episode {
  const inMessage = (message: Message) => message.n.episodes.toSorted((a, b) => compare(a.value, b.value))
  const all = messages.flatMap(inMessage)
  const local = all.filter(({ system }) => system !== nationalSystem)
  const names = [...new Set([...local, ...all].map(({ value }) => value))]
  return { name: names[0] ?? '', names, messages }
}

/** A UUID is the same whichever system a sender writes beside it. */
function toKey({ system, value }: Identifier): string {
  return uuid.test(value) ? value.replaceAll('-', '') : `${system} ${value}`
}

/** Death is told by `deceased`, and taken back by the first message after it that says the citizen is alive. */
function markDeaths(messages: Message[]): Message[] {
  let told: Message | undefined
  for (const message of messages) {
    const { deceased } = message.n.patient
    if (deceased === true) {
      message.death = told === undefined ? 'tell' : 'revise'
      told = message
    } else if (deceased === false && told !== undefined) {
      if (message.n.act === 'tell' && message.n.step !== 'discharge') Object.assign(message, { death: 'cancel', at: told.at })
      told = undefined
    }
  }
  return messages
}

function toDeeds(events: readonly EventRecord[], kind: string, what: HandDeed['what']): HandDeed[] {
  const withdrawals = events.filter((event) => event.kind === kind && event.deed === 'withdraw')
  const records = new Map<string, EventRecord>()
  for (const event of events.filter((one) => one.kind === kind && one.deed === 'record')) {
    const known = records.get(event.sourceId)
    if (known === undefined || event.id < known.id) records.set(event.sourceId, event)
  }
  return [...records.values()].map((event) => {
    const by = withdrawals.filter((one) => takesBack(one, event)).sort((a, b) => compare(a.id, b.id))[0]
    const at = typeof event.detail.at === 'string' ? event.detail.at : event.occurredAt
    return { ...toRef(event), what, stayId: String(event.detail.stayId), at, withdrawnBy: by === undefined ? null : toRef(by) }
  })
}

function listStanding(events: readonly EventRecord[], kind: string): EventRecord[] {
  const own = events.filter((event) => event.kind === kind)
  const withdrawals = own.filter((event) => event.deed === 'withdraw')
  return own.filter((event) => event.deed !== 'withdraw' && !withdrawals.some((one) => takesBack(one, event)))
}

function takesBack(withdrawal: EventRecord, event: EventRecord): boolean {
  return withdrawal.targetId === event.sourceId || withdrawal.targetId === event.id
}

function toRef(event: EventRecord): EventRef {
  return { eventId: event.id, source: event.source, identityId: event.identityId, writtenAt: event.recordedAt ?? event.occurredAt }
}

function byWriting(a: Message, b: Message): number {
  return compare(writingOrder(a), writingOrder(b))
}

function writingOrder({ n }: Message): string {
  return `${n.occurredAt} ${acts.indexOf(n.act)} ${stepTime(n)} ${n.headerId} ${n.contentHash}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
