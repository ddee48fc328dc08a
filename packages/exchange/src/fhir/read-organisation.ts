// The organisations of a message: by reference, by identifier, or only by their endpoint.
import type { Organisation } from '@roedtraad/domain'
import { type Envelope, findIdentifier } from './envelope.ts'
import { codedError } from './issue.ts'
import { glnSystem, sorSystem } from './medcom.ts'
import { pathOf, Refused, refuseMissing, shortText } from './read-elements.ts'
import { findReferenced, type Json, member, text } from './resource.ts'

/** An Organization in our words. `sor` stands in where it has no SOR id of its own. */
export function readOrganisation(organization: Json | undefined, sor: string | null): Organisation {
  return {
    sor: findIdentifier(organization, sorSystem) ?? sor,
    gln: findIdentifier(organization, glnSystem),
    name: shortText(text(organization, 'name'), 500, pathOf('Organization', 'name')),
  }
}

/** Where the citizen is. Throws Refused when the message names no hospital that could be told from another. */
export function readProvider(bundle: Json, encounter: Json): Organisation {
  const path = pathOf('Encounter', 'serviceProvider')
  const reference = member(encounter, 'serviceProvider') ?? refuseMissing(path, 'send where the citizen is')
  const organization = findReferenced(bundle, reference, 'Organization') ?? { ...reference, name: text(reference, 'display') }
  const provider = readOrganisation(organization, null)
  if (provider.sor === null && provider.gln === null && provider.name === null)
    return refuseMissing(path, 'point at an Organization of the Bundle with a SOR id')
  return provider
}

/** Whom the message is for. Throws Refused when it does not say. */
export function readReceiver(envelope: Envelope): Organisation {
  const receiver = readOrganisation(envelope.receiver ?? undefined, envelope.receiverSor)
  if (receiver.sor !== null || receiver.gln !== null) return receiver
  const path = pathOf('MessageHeader', 'destination.receiver')
  throw new Refused(codedError('MSG_Receiver_Identifier_MISSING', `${path} names no SOR id: send the receiver's.`, path))
}
