// Old examples made to happen now: every time moved by one and the same distance, every id made new, so that they can be sent once more.
import { type Instant, toInstant } from '@roedtraad/domain'
import { idOfReference, isObject, type Json, listEntries, listResources, member, members, text } from './resource.ts'

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i

/**
 * The Bundles, with the latest thing that happens in any of them at `now`, and all distances in time kept. The same old id becomes the same
 * new id in all of them, whether it names a header, a resource or an episode; only Bundle.id is new for each, as two Bundles are two messages.
 * Nothing but times and ids is touched, and narrative is dropped because it repeats both.
 */
export function redate(bundles: readonly Json[], now: Instant, newId: () => string): Json[] {
  const latest = bundles.flatMap(listHappenings).sort().at(-1)
  const shift = latest === undefined ? 0 : Date.parse(now) - Date.parse(latest)
  const ids = new Map<string, string>()
  for (const id of bundles.flatMap(listIds)) if (!ids.has(id)) ids.set(id, newId())
  const bundleIds = new Map<string, string>()
  return bundles.map((bundle) => {
    const id = text(bundle, 'id') ?? ''
    if (!bundleIds.has(id)) bundleIds.set(id, newId())
    return { ...(change(bundle, shift, ids) as Json), id: bundleIds.get(id) }
  })
}

/** The instants at which something happened: not Bundle.timestamp, which says when it was sent. */
function listHappenings(bundle: Json): Instant[] {
  const encounters = listResources(bundle, 'Encounter')
  const periods = [
    ...encounters.map((one) => member(one, 'period')),
    ...encounters.flatMap((one) => members(one, 'extension').map((extension) => member(extension, 'valuePeriod'))),
  ]
  const told = [
    ...periods.flatMap((period) => [text(period, 'start'), text(period, 'end')]),
    ...listResources(bundle, 'Provenance').map((one) => text(one, 'occurredDateTime')),
  ]
  return told.flatMap((value) => (value !== undefined && dateTime.test(value) ? [toInstant(value)] : []))
}

/** Ids of resources, headers that a Provenance names, and episodes. Organisations keep theirs: they are who they are. */
function listIds(bundle: Json): string[] {
  const resources = listEntries(bundle).flatMap(({ resource }) => (resource.resourceType === 'Organization' ? [] : [text(resource, 'id')]))
  const headers = listResources(bundle, 'Provenance').flatMap((provenance) => [
    ...members(provenance, 'target').map((target) => text(target, 'reference')),
    ...members(provenance, 'entity').map((entity) => text(member(entity, 'what'), 'reference')),
  ])
  const episodes = listResources(bundle, 'Encounter').flatMap((encounter) =>
    members(encounter, 'episodeOfCare').map((episode) => text(member(episode, 'identifier'), 'value')?.replace(/^urn:uuid:/i, '')),
  )
  const named = headers.map((reference) => (reference === undefined ? undefined : idOfReference(reference)))
  return [...resources, ...named, ...episodes].flatMap((id) => (id === undefined || id === '' ? [] : [id]))
}

function change(value: unknown, shift: number, ids: ReadonlyMap<string, string>, name = ''): unknown {
  if (typeof value === 'string') return changeText(value, shift, ids, name)
  if (Array.isArray(value)) return value.map((item) => change(item, shift, ids, name))
  if (!isObject(value)) return value
  const kept = Object.entries(value).filter(([inner]) => !(inner === 'text' && 'resourceType' in value))
  return Object.fromEntries(kept.map(([inner, content]) => [inner, change(content, shift, ids, inner)]))
}

/** A time is moved wherever it stands; an id is replaced where ids stand: as itself, as an identifier's value, and at the end of a reference. */
function changeText(value: string, shift: number, ids: ReadonlyMap<string, string>, name: string): string {
  if (dateTime.test(value)) return new Date(Date.parse(value) + shift).toISOString()
  if (!['id', 'value', 'identifier', 'reference', 'fullUrl'].includes(name)) return value
  const last = name === 'id' || name === 'identifier' ? value : idOfReference(value)
  const renewed = ids.get(last)
  return renewed === undefined ? value : value.slice(0, value.length - last.length) + renewed
}
