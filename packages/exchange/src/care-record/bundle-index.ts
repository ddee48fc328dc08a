// A Bundle looked through once: what its references point at, and which plans and interventions name a contact. A thousand entries stay a thousand steps.
import { idOfReference, type Json, listEntries, members, text } from '../fhir/resource.ts'

export interface BundleIndex {
  /** The resource of this type in the Bundle that the Reference points at: by fullUrl, else by type and id. */
  find(reference: Json | undefined, type: string): Json | undefined
  /** CarePlans with the contact as their outcome, and Procedures done at it; all versions of it count as one. */
  listNaming(encounter: Json): Json[]
}

const indexes = new WeakMap<Json, BundleIndex>()

/** The index of a Bundle, made at its first use. */
export function indexOf(bundle: Json): BundleIndex {
  const index = indexes.get(bundle) ?? makeIndex(bundle)
  indexes.set(bundle, index)
  return index
}

function makeIndex(bundle: Json): BundleIndex {
  const byName = new Map<string, Json>()
  const entries = listEntries(bundle)
  const remember = (name: string, resource: Json) => {
    if (!byName.has(name)) byName.set(name, resource)
  }
  for (const { fullUrl, resource } of entries) {
    if (fullUrl !== undefined) remember(`${resource.resourceType} at ${fullUrl}`, resource)
    remember(nameOf(resource), resource)
  }
  const find: BundleIndex['find'] = (reference, type) => {
    const url = text(reference, 'reference')
    return url === undefined ? undefined : (byName.get(`${type} at ${url}`) ?? byName.get(`${type}/${idOfReference(url)}`))
  }
  const naming = new Map<string, Json[]>()
  for (const { resource } of entries)
    for (const reference of listEncountersOf(resource)) {
      const encounter = find(reference, 'Encounter')
      if (encounter !== undefined) naming.set(nameOf(encounter), [...(naming.get(nameOf(encounter)) ?? []), resource])
    }
  return { find, listNaming: (encounter) => naming.get(nameOf(encounter)) ?? [] }
}

const nameOf = (resource: Json) => `${resource.resourceType}/${text(resource, 'id')}`

function listEncountersOf(resource: Json): Json[] {
  if (resource.resourceType === 'Procedure') return members(resource, 'encounter')
  if (resource.resourceType !== 'CarePlan') return []
  return members(resource, 'activity').flatMap((activity) => members(activity, 'outcomeReference'))
}
