// A care record's Bundle into what it tells, entry by entry. A bad entry is refused with its reason, and the others are read all the same.
import type { Identifier } from '@roedtraad/domain'
import { type Issue, plainError, Unreadable } from '../fhir/issue.ts'
import { parseJson } from '../fhir/parse-json.ts'
import { parseXml } from '../fhir/parse-xml.ts'
import { Refused } from '../fhir/read-elements.ts'
import { idOfReference, isObject, type Json, member, members, text } from '../fhir/resource.ts'
import { readCarePlan } from './read-care-plan.ts'
import { readEncounter, readProcedure } from './read-encounter.ts'
import { readObservation } from './read-observation.ts'
import { readPatient, readServiceRequest } from './read-other.ts'
import { readSubject } from './subject.ts'
import { findTime } from './times.ts'
import type { Context, Reading, ReadResource } from './told.ts'

export type ReadCareRecord =
  | { kind: 'record'; source: string; isTransaction: boolean; entries: { resource: Json | undefined; read: ReadResource }[] }
  | { kind: 'unreadable'; issues: Issue[]; tooLong: boolean }

const mostEntries = 1_000
const supporting = [
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'CareTeam',
  'Provenance',
  'RelatedPerson',
  'Location',
  'Device',
  'OperationOutcome',
]
const readers: Readonly<Record<string, (context: Context, key: string) => Reading>> = {
  CarePlan: readCarePlan,
  Encounter: readEncounter,
  Procedure: readProcedure,
  Observation: readObservation,
  Patient: readPatient,
  ServiceRequest: readServiceRequest,
}

/**
 * Reads a Bundle (collection, batch or transaction; a collection of collections, as KL's gateway delivers them, is read through) or a single resource.
 * `ownSources`: the prefix of the sender's event sources; Bundle.meta.source chooses one of them. Never throws.
 */
export function readCareRecord(body: string, format: 'json' | 'xml', ownSources: string): ReadCareRecord {
  try {
    const bundle = toBundle(format === 'json' ? parseJson(body) : parseXml(body))
    const named = text(member(bundle, 'meta'), 'source')
    const source = named?.startsWith(ownSources) && named.length <= 200 ? named : `${ownSources}fhir`
    const entries = listAllEntries(bundle)
    if (entries.length > mostEntries) return tooLong()
    return {
      kind: 'record',
      source,
      isTransaction: text(bundle, 'type') === 'transaction',
      entries: entries.map(({ entry, inside }) => ({ resource: member(entry, 'resource'), read: readEntry(entry, inside, source) })),
    }
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'unreadable', issues: [error.issue], tooLong: false }
    throw error
  }
}

const tooLong = (): ReadCareRecord => ({
  kind: 'unreadable',
  issues: [plainError('too-long', `A Bundle holds at most ${mostEntries} entries: send the rest in another.`, 'Bundle.entry')],
  tooLong: true,
})

function toBundle(parsed: Json): Json {
  if (parsed.resourceType !== 'Bundle') return { resourceType: 'Bundle', type: 'collection', entry: [{ resource: parsed }] }
  const type = text(parsed, 'type')
  if (type === 'message') throw new Unreadable('not-supported', 'A message goes to $process-message.')
  if (type !== 'collection' && type !== 'batch' && type !== 'transaction')
    throw new Unreadable('not-supported', 'Bundle.type must be collection, batch or transaction.')
  return parsed
}

/** Every entry with the Bundle it stands in: references are looked up there. */
function listAllEntries(bundle: Json): { entry: Json; inside: Json }[] {
  return members(bundle, 'entry').flatMap((entry) => {
    const resource = member(entry, 'resource')
    return resource?.resourceType === 'Bundle' ? listAllEntries(resource) : [{ entry, inside: bundle }]
  })
}

function readEntry(entry: Json, bundle: Json, source: string): ReadResource {
  const resource = member(entry, 'resource')
  if (!isObject(resource) || typeof resource.resourceType !== 'string')
    return {
      kind: 'refused',
      resource: '',
      issues: [
        plainError(
          'required',
          'Bundle.entry.resource is missing: send the resource itself; what was wrong is sent with the status entered-in-error.',
          'Bundle.entry.resource',
        ),
      ],
    }
  const type = resource.resourceType
  const id = text(resource, 'id') ?? idFrom(text(entry, 'fullUrl'))
  const key = `${type}/${id ?? ''}`
  try {
    return readResource({ resource, bundle }, { type, id, key, source })
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', resource: key, issues: [error.issue] }
    throw error
  }
}

const idFrom = (url: string | undefined) => (url === undefined || url === '' ? undefined : idOfReference(url))

function readResource(context: Context, named: { type: string; id: string | undefined; key: string; source: string }): ReadResource {
  const { type, id, key, source } = named
  const reader = Object.hasOwn(readers, type) ? readers[type] : undefined
  if (reader === undefined)
    return supporting.includes(type)
      ? { kind: 'left-out', resource: key, because: 'supporting', text: 'It says who the others are about.' }
      : { kind: 'left-out', resource: key, because: 'no-kind', text: `No kind of event is told by ${type.slice(0, 40)}.` }
  const reading = reader(context, key)
  const { holds = [], takesBack = [], awaits = [], because = null, text: words = '' } = reading
  if (holds.length === 0 && takesBack.length === 0) return { kind: 'left-out', resource: key, because: because ?? 'no-kind', text: words }
  const identifier = findSubject(context, source, holds.length > 0 || awaits.length > 0)
  if (identifier === undefined) return { kind: 'left-out', resource: key, because: because ?? 'no-kind', text: words }
  if (id === undefined || id.length > 64)
    throw new Refused(
      plainError(
        'required',
        `${type}.id is missing or longer than 64 characters: without it a later version could not be told from another ${type}.`,
        `${type}.id`,
      ),
    )
  const meta = member(context.resource, 'meta')
  const version = text(meta, 'versionId') ?? text(meta, 'lastUpdated') ?? null
  return {
    kind: 'told',
    resource: key,
    version,
    recordedAt: findTime(meta, 'lastUpdated', `${type}.meta.lastUpdated`),
    identifier,
    holds,
    takesBack: [...takesBack],
    awaits,
    because,
    text: words,
  }
}

/** Whom it is about; what tells nothing may be about nobody. */
function findSubject(context: Context, source: string, needed: boolean): Identifier | undefined {
  try {
    return readSubject(context, source)
  } catch (error) {
    if (needed || !(error instanceof Refused)) throw error
    return undefined
  }
}
