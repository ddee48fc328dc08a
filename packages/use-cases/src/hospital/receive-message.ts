// POST /fhir/$process-message: read, tell a resend from something new, judge whether we may keep it, keep it, and answer with an acknowledgement.
// The message, the event, its facts and the answer stand or fall together in one transaction.
import { inScope, lockOf, newId, type Tx } from '@roedtraad/database'
import { Problem } from '@roedtraad/domain'
import { codedError, decideDuplicate, type Envelope, type Issue, plainError, readMessage, writeAcknowledgement } from '@roedtraad/exchange'
import { type Actor, scopeOf } from '../actors/actor.ts'
import type { Deps } from '../deps.ts'
import { type Sender, toArrival } from '../events/arrival.ts'
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
 * Throws Problem 403 `not-a-sender` unless the actor is a system that may send.
 */
export async function receiveMessage(
  deps: Deps,
  actor: Actor,
  message: { raw: string; format: MessageFormat; answerIn: MessageFormat },
): Promise<ReceivedMessage> {
  if (actor.sends === null || !hospitalSource.startsWith(actor.sends.sourcePrefix))
    throw new Problem(403, 'not-a-sender', 'Only a hospital may deliver these messages. Use the token of the hospital system.')
  const read = readMessage(message.raw, message.format)
  if (read.kind === 'unreadable') return read
  if (read.kind === 'refused' && read.answer === null) return { kind: 'not-acknowledged' }
  const sender = { username: actor.username, ...actor.sends }
  const answer =
    read.kind === 'refused'
      ? await refuse(deps, actor, read.envelope, read.issues, message.raw)
      : await takeNotification(deps, actor, sender, read, message.raw)
  if (!actor.sends.acknowledges) return { kind: 'not-acknowledged' }
  const body = writeAcknowledgement({
    envelope: read.envelope,
    outcome: { code: answer.code, issues: answer.issues },
    ids: { bundle: newId(), ...answer.ids },
    now: answer.at,
    format: message.answerIn,
  })
  return { kind: 'acknowledged', body, code: answer.code }
}

async function refuse(deps: Deps, actor: Actor, envelope: Envelope, issues: Issue[], raw: string): Promise<Answer> {
  return inScope(deps.database, scopeOf(deps, actor, 'ingest'), async (tx) => {
    const answer = newAnswer(tx, issues)
    await remember(tx, deps, envelope, { contentHash: deps.vault.fingerprint(raw), kept: false, answer, raw })
    return answer
  })
}

type Notified = Extract<ReturnType<typeof readMessage>, { kind: 'notification' }>

async function takeNotification(
  deps: Deps,
  actor: Actor,
  sender: Sender,
  { notification, envelope }: Notified,
  raw: string,
): Promise<Answer> {
  const arrival = toArrival(deps, toSentEvent(notification), sender)
  const contentHash = deps.vault.fingerprint(notification.contentHash)
  const locks = [
    lockOf(`message header ${notification.headerId}`),
    lockOf(`message bundle ${notification.bundleId}`),
    lockOf(arrival.digest),
  ]
  return inScope(
    deps.database,
    scopeOf(deps, actor, 'ingest'),
    async (tx) => {
      const before = await findBefore(tx, { bundleId: notification.bundleId, headerId: notification.headerId, contentHash })
      if (before !== undefined) return before
      const issues = receiverIssues(deps, envelope)
      const verdict = issues.length === 0 ? (await takeIn(tx, deps, [arrival]))[0] : undefined
      if (verdict?.kind === 'quarantined' && verdict.problem !== 'unknown-citizen')
        issues.push(plainError('processing', `The message cannot be taken in: ${verdict.problem}.`))
      const answer = newAnswer(tx, issues)
      await remember(tx, deps, envelope, { contentHash, kept: verdict?.kind === 'accepted' || verdict?.kind === 'duplicate', answer, raw })
      return answer
    },
    locks,
  )
}

/** The answer already given to the same message, or the refusal of one whose ids do not fit together. */
async function findBefore(tx: Tx, incoming: { bundleId: string; headerId: string; contentHash: string }): Promise<Answer | undefined> {
  const rows = await tx
    .selectFrom('messages')
    .select(['bundle_id', 'header_id', 'content_hash', 'answer'])
    .where((where) => where.or([where('header_id', '=', incoming.headerId), where('bundle_id', '=', incoming.bundleId)]))
    .execute()
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
async function remember(
  tx: Tx,
  deps: Deps,
  envelope: Envelope,
  row: { contentHash: string; kept: boolean; answer: Answer; raw: string },
): Promise<void> {
  const id = newId()
  await tx
    .insertInto('messages')
    .values({
      municipality: deps.municipality,
      id,
      bundle_id: envelope.bundleId ?? '',
      header_id: envelope.headerId,
      content_hash: row.contentHash,
      received_at: tx.scope.at,
      sender_sor: envelope.senderSor,
      outcome: row.answer.code,
      kept: row.kept,
      answer: JSON.stringify(row.answer),
      sealed_raw: row.kept ? deps.vault.seal(row.raw, `messages.sealed_raw.${id}`) : null,
    })
    .execute()
}
