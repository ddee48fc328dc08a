// Resends. MedCom's official examples reuse header ids for different messages, so the header id alone tells nothing; and a resend has a
// new Bundle.id, so neither does that. Sources: MedCom "Reliable Messaging", receive protocol 3.4.4.

export interface SeenMessage {
  bundleId: string
  headerId: string
  contentHash: string
}

export type DuplicateDecision =
  | { kind: 'new' }
  /** Neither shown nor acted upon again; `of` is the message whose answer is given again, under a new Bundle.id. */
  | { kind: 'duplicate'; of: SeenMessage; because: string }
  /** To be refused with `fatal-error`: the sender mixes up its ids. */
  | { kind: 'protocol-error'; because: string }

/**
 * Judges an incoming message against those seen with the same header id or Bundle.id. Others in `seen` do no harm.
 * Only the same content is a resend: a message whose ids were all used before but that says something else is taken in,
 * because to answer `ok` and drop what a hospital tells about a person is the worse mistake.
 */
export function decideDuplicate(seen: readonly SeenMessage[], incoming: SeenMessage): DuplicateDecision {
  const sameHeader = seen.filter((message) => message.headerId === incoming.headerId)
  const sameContent = sameHeader.find((message) => message.contentHash === incoming.contentHash)
  if (sameContent !== undefined)
    return {
      kind: 'duplicate',
      of: sameContent,
      because: 'A message with the same MessageHeader.id and the same content has been received.',
    }
  const otherHeader = seen.some((message) => message.bundleId === incoming.bundleId && message.headerId !== incoming.headerId)
  if (otherHeader && !sameHeader.some((message) => message.bundleId === incoming.bundleId))
    return {
      kind: 'protocol-error',
      because: 'Bundle.id has been received with another MessageHeader.id: a new message needs a new Bundle.id.',
    }
  return { kind: 'new' }
}
