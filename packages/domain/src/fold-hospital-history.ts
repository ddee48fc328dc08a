// The history of a stay: every message and every human deed about it, in the order of the things themselves.
import type { EventRef, HandDeed, Message } from './fold-hospital-messages.ts'
import { stepTime } from './fold-hospital-messages.ts'
import { namesOf } from './fold-hospital-names.ts'
import type { Stay } from './fold-hospital-stays.ts'
import type { StayHistoryEntry } from './hospital-stay.ts'

const acts = ['tell', 'revise', 'cancel']

/** One line per message and deed; a deed that was withdrawn has a second line. */
export function historyOf(stay: Stay): StayHistoryEntry[] {
  const lines = [...messagesOf(stay).map(presentMessage), ...stay.deeds.flatMap(presentDeed)]
  const order = (line: StayHistoryEntry) => `${line.at} ${line.recordedAt} ${acts.indexOf(line.act)} ${line.eventId}`
  return lines.sort((a, b) => (order(a) < order(b) ? -1 : 1))
}

/** All events that a stay rests on. */
export function refsOf(stay: Stay): EventRef[] {
  return [...messagesOf(stay), ...stay.deeds.flatMap((deed) => (deed.withdrawnBy === null ? [deed] : [deed, deed.withdrawnBy]))]
}

function messagesOf(stay: Stay): Message[] {
  return [...new Set(stay.told.flatMap((told) => told.messages))]
}

function presentMessage({ n, death, at, eventId }: Message): StayHistoryEntry {
  const what = death === null ? { step: n.step, act: n.act, at: stepTime(n) } : { step: 'death' as const, act: death, at }
  return { eventId, ...what, recordedAt: n.occurredAt, ...namesOf(n) }
}

function presentDeed({ eventId, what, at, writtenAt, withdrawnBy }: HandDeed): StayHistoryEntry[] {
  const line = { step: what, at, hospital: null, department: null }
  const told: StayHistoryEntry = { ...line, eventId, act: 'tell', recordedAt: writtenAt }
  if (withdrawnBy === null) return [told]
  return [told, { ...line, eventId: withdrawnBy.eventId, act: 'cancel', recordedAt: withdrawnBy.writtenAt }]
}
