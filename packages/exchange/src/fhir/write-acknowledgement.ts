// MedCom Acknowledgement 2.0.3. Everything in it comes from its arguments, so the same answer can be written again for a resend: store
// envelope, outcome, header, provenance and outcome id and the time, and give a new Bundle.id.
import type { Instant } from '@roedtraad/domain'
import type { Envelope } from './envelope.ts'
import type { Issue } from './issue.ts'
import { acknowledgementDefinition, codeSystems, extensions, profiles, sorSystem, toEndpoint } from './medcom.ts'
import type { Json } from './resource.ts'
import { toIssues, write } from './write-operation-outcome.ts'

export interface Acknowledgement {
  envelope: Envelope
  /** `fatal-error`: do not send it again unchanged. `transient-error`: send it again later. */
  outcome: { code: 'ok' | 'fatal-error' | 'transient-error'; issues: readonly Issue[] }
  /** New ids; for a resend the stored ones with a new `bundle`. */
  ids: { bundle: string; header: string; provenance: string; outcome: string }
  now: Instant
  format: 'json' | 'xml'
}

interface Parties {
  /** The receiver of the original, who answers. */
  from: { organization: Json; endpoint: string }
  to: { organization: Json; endpoint: string }
}

/** The text of the acknowledgement Bundle. */
export function writeAcknowledgement(acknowledgement: Acknowledgement): string {
  const { envelope, outcome, ids, now, format } = acknowledgement
  const { sender, receiver } = envelope
  const parties: Parties = {
    from: toParty(receiver, envelope.destinationEndpoint, envelope.receiverSor, 'receiver'),
    to: toParty(sender, envelope.sourceEndpoint, envelope.senderSor, 'sender'),
  }
  const resources = [
    writeHeader(acknowledgement, parties),
    ...envelope.provenances,
    writeProvenance(acknowledgement, parties),
    withProfile(parties.from.organization),
    ...(parties.from.organization.id === parties.to.organization.id ? [] : [withProfile(parties.to.organization)]),
    ...(outcome.code === 'ok' ? [] : [writeOutcome(acknowledgement)]),
  ]
  const bundle: Json = {
    resourceType: 'Bundle',
    id: ids.bundle,
    meta: { profile: [profiles.acknowledgement] },
    type: 'message',
    timestamp: now,
    entry: resources.map((resource) => ({
      fullUrl: `https://medcomfhir.dk/ig/acknowledgement/${resource.resourceType}/${resource.id}`,
      resource,
    })),
  }
  return write(bundle, format)
}

/** An organisation that the original did not carry is named by what it gave of it. */
function toParty(organization: Json | null, endpoint: string | null, sor: string | null, fallback: string): Parties['from'] {
  const identifier = sor === null ? {} : { identifier: [{ system: sorSystem, value: sor }] }
  return {
    organization: organization ?? { resourceType: 'Organization', id: sor ?? fallback, ...identifier },
    endpoint: endpoint ?? (sor === null ? 'urn:unknown' : toEndpoint(sor)),
  }
}

function withProfile({ resourceType, id, ...rest }: Json): Json {
  return { resourceType, id, meta: { profile: [profiles.organization] }, ...rest }
}

function referTo(resource: Json): Json {
  return { reference: `${resource.resourceType}/${resource.id}` }
}

function writeHeader({ envelope, outcome, ids }: Acknowledgement, { from, to }: Parties): Json {
  const details = outcome.code === 'ok' ? {} : { details: { reference: `OperationOutcome/${ids.outcome}` } }
  return {
    resourceType: 'MessageHeader',
    id: ids.header,
    meta: { profile: [profiles.acknowledgementHeader] },
    eventCoding: { system: codeSystems.events, code: 'acknowledgement-message' },
    destination: [
      {
        extension: [{ url: extensions.destinationUse, valueCoding: { system: codeSystems.destinationUse, code: 'primary' } }],
        endpoint: to.endpoint,
        receiver: referTo(to.organization),
      },
    ],
    sender: referTo(from.organization),
    source: { endpoint: from.endpoint },
    response: { identifier: envelope.headerId, code: outcome.code, ...details },
    definition: acknowledgementDefinition,
  }
}

function writeProvenance({ envelope, ids, now }: Acknowledgement, { from }: Parties): Json {
  return {
    resourceType: 'Provenance',
    id: ids.provenance,
    meta: { profile: [profiles.provenance] },
    target: [{ reference: `MessageHeader/${ids.header}` }],
    occurredDateTime: now,
    recorded: now,
    activity: { coding: [{ system: codeSystems.activities, code: 'acknowledgement' }] },
    agent: [{ who: referTo(from.organization) }],
    entity: [{ role: 'revision', what: { reference: `MessageHeader/${envelope.headerId}` } }],
  }
}

function writeOutcome({ outcome, ids }: Acknowledgement): Json {
  return {
    resourceType: 'OperationOutcome',
    id: ids.outcome,
    meta: { profile: [profiles.acknowledgementOutcome] },
    issue: toIssues(outcome.issues),
  }
}
