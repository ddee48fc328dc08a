// FHIR JSON into FHIR XML, elements in the order of R4. What our table does not know keeps its place at the end.
import { fhirNamespace } from './parse-xml.ts'
import { findElement, isKnownType } from './r4-types.ts'
import { isObject, type Json } from './resource.ts'
import { scanXml } from './scan-xml.ts'

const xhtml = 'http://www.w3.org/1999/xhtml'

/** The XML of a resource: any message Bundle, an OperationOutcome. Narrative that is not well-formed XHTML is left out. */
export function toXml(resource: Json): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeResource(resource, ` xmlns="${fhirNamespace}"`)}\n`
}

function writeResource(resource: Json, attributes = ''): string {
  const type = String(resource.resourceType)
  return `<${type}${attributes}>${writeMembers(resource, type, ['resourceType'])}</${type}>`
}

function writeMembers(parent: Json, type: string, leftOut: string[]): string {
  const plain = Object.keys(parent).map((name) => (name.startsWith('_') ? name.slice(1) : name))
  const names = [...new Set(plain)].filter((name) => !leftOut.includes(name))
  const rank = new Map(names.map((name, index) => [name, findElement(type, name)?.rank ?? 1000 + index]))
  names.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))
  return names.map((name) => writeMember(name, parent, type)).join('')
}

function writeMember(name: string, parent: Json, type: string): string {
  if (!/^[A-Za-z]\w*$/.test(name)) return ''
  const elementType = findElement(type, name)?.type ?? ''
  const [values, extras] = [toList(parent[name]), toList(parent[`_${name}`])]
  const count = Math.max(values.length, extras.length)
  return Array.from({ length: count }, (_, index) => writeValue(name, values[index], extras[index], elementType)).join('')
}

function writeValue(name: string, value: unknown, extra: unknown, type: string): string {
  if (isObject(value)) return writeObject(name, value, type)
  if (name === 'div') return writeNarrative(String(value))
  const told = value === undefined || value === null ? '' : ` value="${escapeAttribute(String(value))}"`
  const more = isObject(extra) ? extra : {}
  if (told === '' && Object.keys(more).length === 0) return ''
  const id = more.id === undefined ? '' : ` id="${escapeAttribute(String(more.id))}"`
  const inner = writeMembers(more, 'Element', ['id'])
  return inner === '' ? `<${name}${id}${told}/>` : `<${name}${id}${told}>${inner}</${name}>`
}

function writeObject(name: string, value: Json, type: string): string {
  if (typeof value.resourceType === 'string') return `<${name}>${writeResource(value)}</${name}>`
  const isExtension = name === 'extension' || name === 'modifierExtension'
  const asAttributes = isExtension ? ['id', 'url'] : ['id']
  const attributes = asAttributes.flatMap((attribute) =>
    typeof value[attribute] === 'string' ? [` ${attribute}="${escapeAttribute(value[attribute])}"`] : [],
  )
  return `<${name}${attributes.join('')}>${writeMembers(value, isKnownType(type) ? type : '', asAttributes)}</${name}>`
}

function writeNarrative(div: string): string {
  try {
    const root = scanXml(div)
    return root.name === 'div' && root.namespace === xhtml ? div : ''
  } catch {
    return ''
  }
}

function toList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  return value === undefined ? [] : [value]
}

/** Line breaks and tabs too: an XML reader would turn them into blanks. */
function escapeAttribute(value: string): string {
  return value.replace(/[&<>"\t\n\r]/g, (sign) => `&#${sign.codePointAt(0)};`)
}
