// Gives the schemas of the OpenAPI document the names that they have in the code ($id), each described once and referred to.
// @fastify/swagger drops the $id of a route's own schema, so the name travels as a mark of ours and is taken off again at the end.
import { isDeepStrictEqual } from 'node:util'

const mark = 'x-schema-name'
type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A copy of a schema (or of anything that holds schemas) in which every $id has become the mark. */
export function markNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(markNames)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => (key === '$id' ? [mark, member] : [key, markNames(member)])))
}

/** The document with every marked schema under components.schemas. Throws when two different schemas have one name. */
export function hoistNames<T extends object>(document: T): T {
  const schemas: Json = {}
  const hoist = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(hoist)
    if (!isObject(value)) return value
    const { [mark]: name, ...rest } = value
    const hoisted = Object.fromEntries(Object.entries(rest).map(([key, member]) => [key, hoist(member)]))
    if (typeof name !== 'string') return hoisted
    if (schemas[name] !== undefined && !isDeepStrictEqual(schemas[name], hoisted))
      throw new Error(`Two different schemas are named ${name}: rename one.`)
    schemas[name] = hoisted
    return { $ref: `#/components/schemas/${name}` }
  }
  const { components, ...rest } = hoist(document) as { components?: { schemas?: Json } }
  return { ...rest, components: { ...components, schemas: { ...components?.schemas, ...schemas } } } as unknown as T
}
