// FHIR XML into FHIR JSON. Narrative is left out: nobody reads it here, and it is no part of what a message says.

import { Unreadable } from './issue.ts'
import { findElement, isKnownType, type R4Element } from './r4-types.ts'
import type { Json } from './resource.ts'
import { scanXml, type XmlNode } from './scan-xml.ts'

export const fhirNamespace = 'http://hl7.org/fhir'
const unknown: R4Element = { repeats: false, type: '', rank: 0 }

/** Reads the XML of one resource. Throws Unreadable when it is not well-formed, not safe, or not in the namespace of FHIR. */
export function parseXml(body: string): Json {
  const root = scanXml(body)
  if (root.namespace !== fhirNamespace)
    throw new Unreadable('structure', `The XML is not FHIR: its root is not in the namespace ${fhirNamespace}.`)
  return toResource(root)
}

function toResource(node: XmlNode): Json {
  return { resourceType: node.name, ...toElement(node, node.name, true) }
}

function toElement(node: XmlNode, type: string, isResource: boolean): Json {
  const children = node.children.filter(({ name, namespace }) => namespace === fhirNamespace && !(isResource && name === 'text'))
  const attributes = [...node.attributes].filter(([name]) => name === 'id' || name === 'url')
  const inner = [...Map.groupBy(children, ({ name }) => name)].flatMap(([name, nodes]) =>
    toMembers(name, nodes, findElement(type, name) ?? unknown),
  )
  return Object.fromEntries([...attributes, ...inner])
}

/** One name with its values, and `_name` beside it where a plain value carries an extension or an id. */
function toMembers(name: string, nodes: XmlNode[], element: R4Element): [string, unknown][] {
  if (nodes.length > 1 && element.type !== '' && !element.repeats)
    throw new Unreadable('structure', `The element ${name} stands twice in one element: send it once.`)
  const repeats = element.repeats || nodes.length > 1
  const wrap = (items: unknown[]) => (repeats ? items : items[0])
  if (!nodes.every((node) => isPlain(node, element))) return [[name, wrap(nodes.map((node) => toInner(node, element)))]]
  const plain = nodes.map((node) => toValue(node.attributes.get('value'), element.type))
  const extra = nodes.map(toExtra)
  const told: [string, unknown][] = plain.some((value) => value !== null) ? [[name, wrap(plain)]] : []
  return extra.some((value) => value !== null) ? [...told, [`_${name}`, wrap(extra)]] : told
}

function isPlain(node: XmlNode, element: R4Element): boolean {
  if (element.type === '') return node.attributes.has('value') || node.children.length === 0
  return element.type !== 'Resource' && !isKnownType(element.type)
}

function toInner(node: XmlNode, element: R4Element): Json {
  if (element.type !== 'Resource' && !(element.type === '' && node.name === 'resource')) return toElement(node, element.type, false)
  const [resource] = node.children.filter(({ namespace }) => namespace === fhirNamespace)
  return resource === undefined ? {} : toResource(resource)
}

/** Numbers and booleans in JSON's own types; a value that is not what its type says stays text, and is judged where it is read. */
function toValue(value: string | undefined, type: string): unknown {
  if (value === undefined) return null
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  if (type === 'number' && /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(value)) return Number(value)
  return value
}

function toExtra(node: XmlNode): Json | null {
  const extra = toElement({ ...node, attributes: new Map([...node.attributes].filter(([name]) => name === 'id')) }, 'Element', false)
  return Object.keys(extra).length === 0 ? null : extra
}
