// What the acknowledgement of a message needs to know of it. Plain JSON, so that it can be stored and the same answer be written again.
import { extensions, findSor, glnSystem, sorSystem } from './medcom.ts'
import { findReferenced, idOfReference, type Json, listEntries, listResources, member, members, text } from './resource.ts'

export interface Envelope {
  /** Null when the message has none that FHIR allows. */
  bundleId: string | null
  headerId: string
  eventCode: string | null
  sourceEndpoint: string | null
  destinationEndpoint: string | null
  /** SOR ids, from the organisation, else from its endpoint. */
  senderSor: string | null
  receiverSor: string | null
  /** The Organizations as sent (id, identifier, name), or null where the message has none. */
  sender: Json | null
  receiver: Json | null
  /** The Provenances as sent, without narrative. */
  provenances: Json[]
}

const fhirId = /^[A-Za-z0-9\-.]{1,64}$/
const mostProvenances = 50

/** Reads the envelope of a message Bundle; undefined when it has no MessageHeader whose id an answer could name. */
export function findEnvelope(bundle: Json): Envelope | undefined {
  const header = findHeader(bundle)
  const headerId = text(header, 'id')
  if (header === undefined || headerId === undefined || !fhirId.test(headerId)) return undefined
  const destination = findDestination(header)
  const [sourceEndpoint, destinationEndpoint] = [short(text(member(header, 'source'), 'endpoint')), short(text(destination, 'endpoint'))]
  const sender = findReferenced(bundle, member(header, 'sender'), 'Organization')
  const receiver = findReferenced(bundle, member(destination, 'receiver'), 'Organization')
  const bundleId = text(bundle, 'id')
  return {
    bundleId: bundleId !== undefined && fhirId.test(bundleId) ? bundleId : null,
    headerId,
    eventCode: short(text(member(header, 'eventCoding'), 'code')),
    sourceEndpoint,
    destinationEndpoint,
    senderSor: findIdentifier(sender, sorSystem) ?? findSor(sourceEndpoint),
    receiverSor: findIdentifier(receiver, sorSystem) ?? findSor(destinationEndpoint),
    sender: keepOrganization(sender),
    receiver: keepOrganization(receiver),
    provenances: listResources(bundle, 'Provenance').slice(0, mostProvenances).map(keepProvenance),
  }
}

/** The header of a message: its first MessageHeader (FHIR puts it in the first entry). */
export function findHeader(bundle: Json): Json | undefined {
  return listResources(bundle, 'MessageHeader')[0]
}

/** The destination that must act: the primary one, else the first. */
function findDestination(header: Json): Json | undefined {
  const destinations = members(header, 'destination')
  return destinations.find((destination) => useOf(destination) === 'primary') ?? destinations[0]
}

function useOf(destination: Json): string | undefined {
  const extension = members(destination, 'extension').find((one) => text(one, 'url') === extensions.destinationUse)
  return text(member(extension, 'valueCoding'), 'code')
}

/** The value of the first identifier of one system, or null; text longer than any SOR id or GLN is none. */
export function findIdentifier(resource: Json | undefined, system: string): string | null {
  const identifier = members(resource, 'identifier').find((one) => text(one, 'system') === system)
  return short(text(identifier, 'value')?.trim(), 64)
}

/** The Provenances that describe the message with this header; older ones may be carried along. */
export function listCurrentProvenances(bundle: Json, headerId: string): Json[] {
  const fullUrl = listEntries(bundle).find(({ resource }) => resource.resourceType === 'MessageHeader')?.fullUrl
  const isHeader = (reference: string | undefined) =>
    reference !== undefined && (reference === fullUrl || idOfReference(reference) === headerId)
  return listResources(bundle, 'Provenance').filter((provenance) =>
    members(provenance, 'target').some((target) => isHeader(text(target, 'reference'))),
  )
}

function keepOrganization(organization: Json | undefined): Json | null {
  if (organization === undefined || !fhirId.test(text(organization, 'id') ?? '')) return null
  const identifier = [glnSystem, sorSystem].flatMap((system) => {
    const value = findIdentifier(organization, system)
    return value === null ? [] : [{ system, value }]
  })
  const name = short(text(organization, 'name'))
  return { resourceType: 'Organization', id: text(organization, 'id'), identifier, ...(name === null ? {} : { name }) }
}

function keepProvenance(provenance: Json): Json {
  const kept = ['resourceType', 'id', 'meta', 'target', 'occurredDateTime', 'occurredPeriod', 'recorded', 'activity', 'agent', 'entity']
  return Object.fromEntries(kept.filter((name) => Object.hasOwn(provenance, name)).map((name) => [name, provenance[name]]))
}

function short(value: string | undefined, length = 300): string | null {
  return value === undefined || value === '' || value.length > length ? null : value
}
