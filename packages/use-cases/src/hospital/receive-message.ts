// POST /fhir/$process-message: read, tell a resend from something new, judge whether we may keep it, keep it, and answer with an acknowledgement.
// The message, the event, its facts and the answer stand or fall together in one transaction.
import { inScope, insertMessage, listMessagesUnder, lockOf, newId, type Tx } from '@roedtraad/database'
import { Problem } from '@roedtraad/domain'
import { codedError, decideDuplicate, type Envelope, type Issue, plainError, readMessage, writeAcknowledgement } from '@roedtraad/exchange'
import type { Deps } from '../deps.ts'
import { toIncoming } from '../events/arrival.ts'
import { findStanding } from '../events/ingest.ts'
import { type Caller, getSender, type Sender, senderScope } from '../events/sender.ts'
import { takeIn } from '../events/take-in.ts'
import { toSentEvent } from './to-sent-event.ts'

/** Every source of a hospital begins so; see toSentEvent. */
const hospitalSource = 'urn:hospital:'

export type MessageFormat = 'json' | 'xml'

export type ReceivedMessage =
  | { kind: 'acknowledged'; body: string; code: AckCode }
  | { kind: 'unreadable'; issues: Issue[] }
  | { kind: 'not-acknowledged' }

type AckCode = 'ok' | 'fatal-error' | 'transient-error'

/** What is kept of an answer, so that a resend gets the same one under a new Bundle.id. */
interface Answer {
  code: AckCode
  issues: Issue[]
  ids: { header: string; provenance: string; outcome: string }
  at: string
}

/**
 * Receives one MedCom message as sent (`raw`). Answers in the format `answerIn`.
 * Throws Problem 403 `unknown-user` or `not-a-sender` unless the caller is a system that may send them.
 */
export async function receiveMessage(
  deps: Deps,
  caller: Caller,
  message: { raw: string; format: MessageFormat; answerIn: MessageFormat },
): Promise<ReceivedMessage> {
  const read = readMessage(message.raw, message.format)
  if (read.kind === 'unreadable' || (read.kind === 'refused' && read.answer === null)) {
    await inScope(deps.database, senderScope(deps, caller), (tx) => getHospital(tx, caller))
    return read.kind === 'unreadable' ? read : { kind: 'not-acknowledged' }
  }
  const { sender, answer } =
    read.kind === 'refused'
      ? await refuse(deps, caller, read.envelope, read.issues, message.raw)
      : await takeNotification(deps, caller, read, message.raw)
  if (!sender.acknowledges) return { kind: 'not-acknowledged' }
  const body = writeAcknowledgement({
    envelope: read.envelope,
    outcome: { code: answer.code, issues: answer.issues },
    ids: { bundle: newId(), ...answer.ids },
    now: answer.at,
    format: message.answerIn,
  })
  return { kind: 'acknowledged', body, code: answer.code }
}

type Hospital = Sender & { acknowledges: boolean }

interface Answered {
  sender: Hospital
  answer: Answer
}

async function getHospital(tx: Tx, caller: Caller): Promise<Hospital> {
  const refusal = 'Only a hospital may deliver these messages. Use the token of the hospital system.'
  const sender = await getSender(tx, caller, refusal)
  if (!hospitalSource.startsWith(sender.sourcePrefix)) throw new Problem(403, 'not-a-sender', refusal)
  return sender
}

async function refuse(deps: Deps, caller: Caller, envelope: Envelope, issues: Issue[], raw: string): Promise<Answered> {
  return inScope(deps.database, senderScope(deps, caller), async (tx) => {
    const sender = await getHospital(tx, caller)
    const answer = newAnswer(tx, issues)
    remember(tx, deps, envelope, { contentHash: deps.vault.fingerprint(raw), kept: false, answer, raw })
    return { sender, answer }
  })
}

type Notified = Extract<ReturnType<typeof readMessage>, { kind: 'notification' }>

async function takeNotification(deps: Deps, caller: Caller, { notification, envelope }: Notified, raw: string): Promise<Answered> {
  const incoming = toIncoming(deps, toSentEvent(notification))
  const contentHash = deps.vault.fingerprint(notification.contentHash)
  const locks = [
    lockOf(`message header ${notification.headerId}`),
    lockOf(`message bundle ${notification.bundleId}`),
    lockOf(incoming.digest),
  ]
  return inScope(
    deps.database,
    senderScope(deps, caller),
    async (tx) => {
      // All three questions travel together.
      const [sender, before, standing] = await Promise.all([
        getHospital(tx, caller),
        findBefore(tx, { bundleId: notification.bundleId, headerId: notification.headerId, contentHash }),
        findStanding(tx, [incoming]),
      ])
      if (before !== undefined) return { sender, answer: before }
      const issues = receiverIssues(deps, envelope)
      const verdict = issues.length === 0 ? (await takeIn(tx, deps, [{ ...incoming, sender }], standing))[0] : undefined
      if (verdict?.kind === 'quarantined' && verdict.problem !== 'unknown-citizen')
        issues.push(plainError('processing', `The message cannot be taken in: ${verdict.problem}.`))
      const answer = newAnswer(tx, issues)
      remember(tx, deps, envelope, { contentHash, kept: verdict?.kind === 'accepted' || verdict?.kind === 'duplicate', answer, raw })
      return { sender, answer }
    },
    locks,
  )
}

/** The answer already given to the same message, or the refusal of one whose ids do not fit together. */
async function findBefore(tx: Tx, incoming: { bundleId: string; headerId: string; contentHash: string }): Promise<Answer | undefined> {
  const rows = await listMessagesUnder(tx, incoming)
  const seen = rows.map((row) => ({ bundleId: row.bundle_id, headerId: row.header_id, contentHash: row.content_hash }))
  const decision = decideDuplicate(seen, incoming)
  if (decision.kind === 'new') return undefined
  if (decision.kind === 'duplicate') {
    const { bundleId, headerId, contentHash } = decision.of
    const first = rows.find((row) => row.bundle_id === bundleId && row.header_id === headerId && row.content_hash === contentHash)
    if (first !== undefined) return first.answer as Answer
  }
  return newAnswer(tx, [plainError('duplicate', decision.because, 'Bundle.id')])
}

/** Whether the message was sent to us at all. */
function receiverIssues(deps: Deps, { receiverSor }: Envelope): Issue[] {
  if (receiverSor === null)
    return [
      codedError(
        'MSG_Receiver_Identifier_MISSING',
        'The message names no receiver: give the receiving organisation its SOR id.',
        'MessageHeader.destination.receiver',
      ),
    ]
  if (deps.ownSorIds.has(receiverSor)) return []
  return [
    codedError(
      'MSG_Receiver_Identifier_UNKNOWN',
      `The receiver ${receiverSor} is not one of ours: check the SOR id of the destination.`,
      'MessageHeader.destination.receiver',
    ),
  ]
}

function newAnswer(tx: Tx, issues: Issue[]): Answer {
  return {
    code: issues.length === 0 ? 'ok' : 'fatal-error',
    issues,
    ids: { header: newId(), provenance: newId(), outcome: newId() },
    at: tx.scope.at,
  }
}

/** Without a relevant case only ids, a fingerprint and the answer stay; with one also the message, sealed. */
function remember(
  tx: Tx,
  deps: Deps,
  envelope: Envelope,
  { contentHash, kept, answer, raw }: { contentHash: string; kept: boolean; answer: Answer; raw: string },
): void {
  const id = newId()
  insertMessage(tx, {
    id,
    bundleId: envelope.bundleId ?? '',
    headerId: envelope.headerId,
    contentHash,
    receivedAt: tx.scope.at,
    senderSor: envelope.senderSor,
    outcome: answer.code,
    kept,
    answer,
    sealedRaw: kept ? deps.vault.seal(raw, `messages.sealed_raw.${id}`) : null,
  })
}
