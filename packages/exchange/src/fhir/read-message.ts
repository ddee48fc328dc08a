// The door for MedCom messages: what came in is unreadable, must be refused with an acknowledgement, or is a HospitalNotification.
import type { HospitalNotification } from '@roedtraad/domain'
import { type Envelope, findEnvelope } from './envelope.ts'
import { codedError, type Issue, plainError, Unreadable } from './issue.ts'
import { parseJson } from './parse-json.ts'
import { parseXml } from './parse-xml.ts'
import { Refused } from './read-elements.ts'
import { readNotification } from './read-hospital-notification.ts'
import { type Json, members } from './resource.ts'

/** MedCom messages have about ten entries; references between many would take long to resolve. */
const mostEntries = 200

export type MessageFormat = 'json' | 'xml'

export type ReadMessage =
  | { kind: 'notification'; notification: HospitalNotification; envelope: Envelope }
  /** To be answered with an acknowledgement of this code; null for an acknowledgement, which is never answered with another. */
  | { kind: 'refused'; envelope: Envelope; answer: 'fatal-error' | null; issues: Issue[] }
  /** To be answered with 400 and an OperationOutcome: there is no message that an acknowledgement could name. */
  | { kind: 'unreadable'; issues: Issue[] }

/** Reads the body of one `$process-message`. Never throws; whether the receiver is ours is for the caller to judge. */
export function readMessage(body: string, format: MessageFormat): ReadMessage {
  try {
    return readBundle(format === 'json' ? parseJson(body) : parseXml(body))
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'unreadable', issues: [error.issue] }
    throw error
  }
}

function readBundle(bundle: Json): ReadMessage {
  if (bundle.resourceType !== 'Bundle') throw new Unreadable('structure', 'The body is not a Bundle: send a Bundle of type message.')
  if (bundle.type !== 'message') throw new Unreadable('value', 'Bundle.type is not message: send a Bundle of type message.')
  if (members(bundle, 'entry').length > mostEntries) throw new Unreadable('too-long', `The Bundle has more than ${mostEntries} entries.`)
  const envelope = findEnvelope(bundle)
  if (envelope === undefined)
    throw new Unreadable(
      'required',
      'The Bundle has no MessageHeader with an id of 1 to 64 letters, digits, - and . that an acknowledgement could name.',
    )
  if (envelope.eventCode === 'acknowledgement-message') return { kind: 'refused', envelope, answer: null, issues: [otherType(envelope)] }
  if (envelope.eventCode !== 'hospital-notification-message') return refuse(envelope, otherType(envelope))
  if (envelope.bundleId === null) return refuse(envelope, plainError('required', 'Bundle.id is missing or is no FHIR id.', 'Bundle.id'))
  return readAsNotification(bundle, { ...envelope, bundleId: envelope.bundleId })
}

function readAsNotification(bundle: Json, envelope: Envelope & { bundleId: string }): ReadMessage {
  try {
    return { kind: 'notification', notification: readNotification(bundle, envelope), envelope }
  } catch (error) {
    if (error instanceof Refused) return refuse(envelope, error.issue)
    throw error
  }
}

function refuse(envelope: Envelope, issue: Issue): ReadMessage {
  return { kind: 'refused', envelope, answer: 'fatal-error', issues: [issue] }
}

function otherType(envelope: Envelope): Issue {
  const sent = envelope.eventCode ?? 'no event code'
  const words = `This receiver takes hospital-notification-message only; the message has ${sent.slice(0, 100)}.`
  return codedError('MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE', words, 'MessageHeader.event')
}
