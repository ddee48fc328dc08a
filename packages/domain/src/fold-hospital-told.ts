// What the messages of one episode tell, after corrections and cancellations: one entry for each thing that happened or was said to.
// Of several messages about the same thing the one written last decides; Provenance.entity is a hint only.
import { type Message, stepTime } from './fold-hospital-messages.ts'
import type { HospitalNotification, Organisation, StayStep } from './hospital-notification.ts'
import type { Instant } from './instant.ts'

export interface Told {
  step: StayStep
  provider: string
  /** The provider it was first told with. */
  origin: string
  /** Providers that it had before it was corrected, each with the time of the correction. */
  formerly: Map<string, Instant>
  at: Instant
  /** As it reads after the last correction. */
  n: HospitalNotification
  writtenAt: Instant
  cancelledAt: Instant | null
  headerIds: string[]
  asksForReport: boolean
  /** All messages about it. */
  messages: Message[]
}

/** The name of a provider within an episode: its SOR id where it has one. */
export function providerOf(organisation: Organisation): string {
  return organisation.sor ?? (organisation.gln === null ? (organisation.name ?? '') : `gln-${organisation.gln}`)
}

export function isStart(step: StayStep): boolean {
  return step === 'admit-emergency' || step === 'admit-inpatient'
}

/** Everything told in one episode. `messages` in the order of writing; a message that only tells a death is not among it. */
export function listTold(messages: readonly Message[]): Told[] {
  const told: Told[] = []
  for (const message of messages) if (!isOnlyDeath(message)) apply(told, message)
  return told
}

/** A message of death repeats the activity that went before it (MedCom, codes MORS). */
function isOnlyDeath({ n, death }: Message): boolean {
  return (death === 'tell' || death === 'revise') && n.act === 'tell'
}

function apply(told: Told[], message: Message): void {
  const about = message.death === 'cancel' ? findRepeated(told, message) : findAbout(told, message)
  if (about === undefined) {
    told.push(toTold(message))
    return
  }
  about.messages.push(message)
  if (message.death === 'cancel') return
  if (!about.headerIds.includes(message.n.headerId)) about.headerIds.push(message.n.headerId)
  if (message.n.act === 'cancel') about.cancelledAt = message.n.occurredAt
  else replace(about, message.n)
}

function toTold(message: Message): Told {
  const { n } = message
  const provider = providerOf(n.serviceProvider)
  const cancelledAt = n.act === 'cancel' ? n.occurredAt : null
  const asksForReport = n.act === 'tell' && n.reportOfAdmission.requested
  const now = {
    step: n.step,
    provider,
    origin: provider,
    formerly: new Map<string, Instant>(),
    at: stepTime(n),
    n,
    cancelledAt,
    asksForReport,
  }
  return { ...now, writtenAt: n.occurredAt, headerIds: [n.headerId], messages: [message] }
}

function replace(about: Told, n: HospitalNotification): void {
  about.n = n
  about.at = stepTime(n)
  const provider = providerOf(n.serviceProvider)
  if (provider !== about.provider) about.formerly.set(about.provider, n.occurredAt)
  about.provider = provider
  about.cancelledAt = null
  about.asksForReport ||= n.act === 'tell' && n.reportOfAdmission.requested
}

/** The standing entry whose activity a message repeats while it takes back a death. */
function findRepeated(told: readonly Told[], { n }: Message): Told | undefined {
  const provider = providerOf(n.serviceProvider)
  return told.findLast((one) => one.step === n.step && one.provider === provider && one.cancelledAt === null)
}

/** What a message is about: for a new one the same thing told before with the same time, else what it corrects or cancels. */
function findAbout(told: readonly Told[], { n }: Message): Told | undefined {
  const provider = providerOf(n.serviceProvider)
  const at = stepTime(n)
  const same = told.filter((one) => one.step === n.step)
  if (n.act === 'tell') return same.findLast((one) => one.provider === provider && one.at === at)
  const standing = same.filter((one) => one.cancelledAt === null)
  return (
    findAt(
      standing.filter((one) => one.provider === provider),
      at,
    ) ??
    findAt(
      standing.filter((one) => one.formerly.has(provider)),
      at,
    ) ??
    same.findLast((one) => one.provider === provider) ??
    standing.findLast((one) => one.headerIds.some((headerId) => n.revises.includes(headerId))) ??
    (n.act === 'revise' && standing.length === 1 ? standing[0] : undefined)
  )
}

function findAt(told: readonly Told[], at: Instant): Told | undefined {
  return told.findLast((one) => one.at === at) ?? told.at(-1)
}
