// From what a schema finds wrong to one sentence per field: which, what is wrong, what to do. Names of fields come out, values never.
import type { FieldProblem } from '@roedtraad/domain'
import type { FastifySchemaValidationError } from 'fastify'

const most = 20

/** At most twenty faults. `part` is where the fault lies: body, params, querystring or headers. */
export function toFieldProblems(found: readonly FastifySchemaValidationError[], part = 'body'): FieldProblem[] {
  const telling = found.filter((fault) => !summaries.has(fault.keyword))
  const all = mergeBranches(telling.length > 0 ? telling : found).flatMap((fault) => toProblems(fault, part))
  const byField = Map.groupBy(all, (one) => one.field)
  return [...byField.values()].flatMap(mostTelling).slice(0, most)
}

const unknownHere = 'is not known here'

/** Of what is said about one field: that there is no such field, or else what was found first. */
function mostTelling(said: readonly FieldProblem[]): FieldProblem[] {
  const one = said.find(({ problem }) => problem === unknownHere) ?? said[0]
  return one === undefined ? [] : [one]
}

/**
 * A choice between schemas fails in every branch. The branches that expect another type or another word say one thing together,
 * and nothing where a branch came closer and failed on more than that.
 */
function mergeBranches(found: readonly FastifySchemaValidationError[]): FastifySchemaValidationError[] {
  const isBranch = ({ keyword }: FastifySchemaValidationError) => keyword === 'type' || keyword === 'const'
  const near = found.filter((fault) => !isBranch(fault))
  const closer = (at: string) => near.some(({ instancePath }) => instancePath === at || instancePath.startsWith(`${at}/`))
  const byPlace = Map.groupBy(
    found.filter((fault) => isBranch(fault) && !closer(fault.instancePath)),
    ({ instancePath }) => instancePath,
  )
  return [...near, ...[...byPlace.values()].map(mergeOne)]
}

/** Several branches at one place as one: a list of words where words were expected, else a list of types. */
function mergeOne(faults: FastifySchemaValidationError[]): FastifySchemaValidationError {
  const [first] = faults as [FastifySchemaValidationError]
  const words = faults.filter(({ keyword }) => keyword === 'const').map(({ params }) => params.allowedValue)
  if (words.length > 0) return { ...first, keyword: 'enum', params: { allowedValues: words } }
  return { ...first, params: { type: [...new Set(faults.flatMap(({ params }) => params.type))] } }
}

/** These only say that something below them failed. */
const summaries: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'allOf', 'if', '~guard'])

function toProblems(fault: FastifySchemaValidationError, part: string): FieldProblem[] {
  const names = namesOf(fault)
  const path = toField(fault.instancePath, part)
  if (fault.keyword === 'required') return names.map((name) => ({ field: `${path}.${name}`, problem: 'is missing', remedy: 'Add it.' }))
  if (extra.has(fault.keyword))
    return (names.length > 0 ? names : ['?']).map((name) => ({
      field: `${path}.${name}`,
      problem: unknownHere,
      remedy: 'Leave it out.',
    }))
  const [problem, remedy] = sayings[fault.keyword]?.(fault.params) ?? [
    'has a value that is not accepted',
    'See the description of this address in /docs.',
  ]
  return [{ field: path, problem, remedy }]
}

const extra: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties'])

/** Names of the members concerned; a name is the sender's text, so it is cut and stripped of everything but letters, digits, _ and -. */
function namesOf(fault: FastifySchemaValidationError): string[] {
  const { requiredProperties, additionalProperties, unevaluatedProperties, missingProperty, additionalProperty } = fault.params as Record<
    string,
    unknown
  >
  const named = [requiredProperties, additionalProperties, unevaluatedProperties, missingProperty, additionalProperty]
    .flat()
    .filter((name) => typeof name === 'string')
  return named.map((name) => (fault.keyword === 'required' ? name : safeName(name)))
}

/** An unknown name may itself be somebody's number: only what looks like a field name comes out. */
const safeName = (name: string) => (/^[A-Za-z][A-Za-z_-]{0,39}$/.test(name) ? name : '?')

function toField(instancePath: string, part: string): string {
  const steps = instancePath
    .split('/')
    .slice(1)
    .map((step) => (/^\d{1,4}$/.test(step) ? step : safeName(step)))
  return [part === 'querystring' ? 'query' : part, ...steps].join('.')
}

const count = (params: Record<string, unknown>) => String(params.limit ?? params.multipleOf ?? '?')
const listOf = (value: unknown, between = ', ') => (Array.isArray(value) ? value.join(between) : String(value))

/** Sentences by schema keyword; what they show is our schema's, not the sender's. */
const sayings: Record<string, (params: Record<string, unknown>) => [string, string]> = {
  type: (params) => ['has the wrong type', `Send ${listOf(params.type, ' or ')}.`],
  enum: (params) => ['is none of the values known here', `Send one of: ${listOf(params.allowedValues)}.`],
  format: (params) => ['has the wrong form', `Send a ${String(params.format)}.`],
  pattern: (params) => ['has the wrong form', `Send what fits ${String(params.pattern)}.`],
  minLength: (params) => ['is too short', `Send at least ${count(params)} characters.`],
  maxLength: (params) => ['is too long', `Send at most ${count(params)} characters.`],
  minItems: (params) => ['has too few items', `Send at least ${count(params)}.`],
  maxItems: (params) => ['has too many items', `Send at most ${count(params)}.`],
  uniqueItems: () => ['holds the same item twice', 'Send each once.'],
  minimum: (params) => ['is too small', `Send at least ${count(params)}.`],
  maximum: (params) => ['is too large', `Send at most ${count(params)}.`],
  exclusiveMinimum: (params) => ['is too small', `Send more than ${count(params)}.`],
  exclusiveMaximum: (params) => ['is too large', `Send less than ${count(params)}.`],
  multipleOf: (params) => ['is not a multiple of the step', `Send a multiple of ${count(params)}.`],
  minProperties: (params) => ['holds too few fields', `Send at least ${count(params)}.`],
  maxProperties: (params) => ['holds too many fields', `Send at most ${count(params)}.`],
}
