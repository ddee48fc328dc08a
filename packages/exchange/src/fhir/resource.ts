// Small readers over FHIR JSON of unknown shape: everything may be missing or of another type, and then they say so by undefined or [].

/** A FHIR element or resource as plain JSON. */
export type Json = Record<string, unknown>

/** The object at `name`, also when a sender wrote a list of one. */
export function member(parent: Json | undefined, name: string): Json | undefined {
  return members(parent, name)[0]
}

/** All objects at `name`: a list, or a single one as a list. */
export function members(parent: Json | undefined, name: string): Json[] {
  return values(parent, name).filter(isObject)
}

/** The text at `name`; undefined when absent or not text. */
export function text(parent: Json | undefined, name: string): string | undefined {
  const value = values(parent, name)[0]
  return typeof value === 'string' ? value : undefined
}

/** Whatever stands at `name`, as a list. */
function values(parent: Json | undefined, name: string): unknown[] {
  if (parent === undefined || !Object.hasOwn(parent, name)) return []
  const value = parent[name]
  if (Array.isArray(value)) return value
  return value === undefined || value === null ? [] : [value]
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

interface Entry {
  fullUrl: string | undefined
  resource: Json
}

/** The entries of a Bundle that hold a resource. */
export function listEntries(bundle: Json): Entry[] {
  return members(bundle, 'entry').flatMap((entry) => {
    const resource = member(entry, 'resource')
    return resource === undefined ? [] : [{ fullUrl: text(entry, 'fullUrl'), resource }]
  })
}

/** The resources of one type, in the order of the Bundle. */
export function listResources(bundle: Json, type: string): Json[] {
  return listEntries(bundle).flatMap(({ resource }) => (resource.resourceType === type ? [resource] : []))
}

/** The id that a reference names: of `Organization/x`, of a URL that ends so, and of `urn:uuid:x`. */
export function idOfReference(reference: string): string {
  const current = reference.replace(/\/_history\/[^/]*$/, '')
  return current.startsWith('urn:') ? current.slice(current.lastIndexOf(':') + 1) : current.slice(current.lastIndexOf('/') + 1)
}

/** The resource in the Bundle that a Reference element points at: by fullUrl, else by type and id. */
export function findReferenced(bundle: Json, reference: Json | undefined, type: string): Json | undefined {
  const url = text(reference, 'reference')
  if (url === undefined) return undefined
  const entries = listEntries(bundle).filter(({ resource }) => resource.resourceType === type)
  const byUrl = entries.find(({ fullUrl }) => fullUrl === url)
  return (byUrl ?? entries.find(({ resource }) => text(resource, 'id') === idOfReference(url)))?.resource
}
