// What the table of FHIR R4 elements says about one element: does it repeat, of which type is it, and where does it stand in XML.
import { r4Elements } from './r4-elements.generated.ts'

export interface R4Element {
  repeats: boolean
  /** A type of the table, `boolean`, `number`, `string`, or `Resource` for a resource of any type. */
  type: string
  rank: number
}

const everywhere = [
  'id',
  'meta:Meta',
  'implicitRules',
  'language',
  'text:Narrative',
  'contained*:Resource',
  'extension*:Extension',
  'modifierExtension*:Extension',
]
const types = new Map<string, Map<string, R4Element>>()

/** The element `name` of `type`, with its choice suffix if it has one; undefined for what R4 or our table does not know. */
export function findElement(type: string, name: string): R4Element | undefined {
  const elements = types.get(type) ?? readType(type)
  return elements.get(name) ?? findChoice(elements, name)
}

/** Whether the name is a type of resource or element in the table. */
export function isKnownType(type: string): boolean {
  return Object.hasOwn(r4Elements, type)
}

function readType(type: string): Map<string, R4Element> {
  const own = isKnownType(type) ? (r4Elements[type] ?? '').split(' ') : []
  const names = new Set(own.map((token) => /^\w+/.exec(token)?.[0]))
  const common = everywhere.filter((token) => !names.has(/^\w+/.exec(token)?.[0]))
  const elements = new Map([...common, ...own].map((token, rank) => readToken(token, rank)))
  types.set(type, elements)
  return elements
}

function readToken(token: string, rank: number): [string, R4Element] {
  const [name = '', type = 'string'] = token.split(':')
  return [name.replace('*', ''), { repeats: name.endsWith('*'), type, rank }]
}

function findChoice(elements: Map<string, R4Element>, name: string): R4Element | undefined {
  for (const [choice, { rank }] of elements) {
    if (!choice.endsWith('[x]')) continue
    const stem = choice.slice(0, -3)
    if (name.startsWith(stem) && /^[A-Z]/.test(name.slice(stem.length)))
      return { repeats: false, type: toType(name.slice(stem.length)), rank }
  }
  return undefined
}

function toType(suffix: string): string {
  if (suffix === 'Boolean') return 'boolean'
  if (['Integer', 'Decimal', 'PositiveInt', 'UnsignedInt'].includes(suffix)) return 'number'
  return isKnownType(suffix) ? suffix : 'string'
}
