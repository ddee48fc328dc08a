// What a deed says, brought into its one shape: every field checked and named, every instant in UTC. The rules of the deeds say what must be there.
import { findDeedRule, Problem, toInstant } from '@roedtraad/domain'
import { Value } from 'typebox/value'

const instantFields: ReadonlySet<string> = new Set(['at', 'from', 'to', 'start', 'due', 'dueAt', 'followUpAt', 'nextAt'])
const looksLikeInstant = /^\d{4}-\d\d-\d\dT/

/** The detail of a deed as it is kept. Throws Problem 400 `no-such-deed` or `invalid-request` with each faulty field and its remedy. */
export function shapeDetail(deed: string, given: Record<string, unknown>): Record<string, unknown> {
  const rule = findDeedRule(deed)
  if (rule === undefined)
    throw new Problem(400, 'no-such-deed', 'There is no deed of that name.', [
      { field: 'deed', problem: 'is not known', remedy: 'take one of GET /api/v1/journey-deeds' },
    ])
  const detail = Value.Default(rule.schema, toInstants(given)) as Record<string, unknown>
  const faults = [...Value.Errors(rule.schema, detail)]
  if (faults.length > 0)
    throw new Problem(400, 'invalid-request', 'The deed does not say what it must. Each fault is named in errors.', toFieldProblems(faults))
  return detail
}

function toInstants(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      instantFields.has(name) && typeof value === 'string' && looksLikeInstant.test(value) ? readInstant(name, value) : value,
    ]),
  )
}

function readInstant(field: string, text: string): string {
  try {
    return toInstant(text)
  } catch {
    throw new Problem(400, 'invalid-request', 'A time is not readable.', [
      {
        field: `detail.${field}`,
        problem: 'is not an instant with an offset',
        remedy: 'write RFC 3339, such as 2026-03-02T08:00:00+01:00',
      },
    ])
  }
}

interface Fault {
  instancePath: string
  message: string
  keyword: string
  params: object
}

/** One line per field, in the order in which they were found; a union's branches say the same more than once. */
function toFieldProblems(faults: readonly Fault[]): { field: string; problem: string; remedy: string }[] {
  const lines = faults.flatMap(({ instancePath, message, keyword, params }) => {
    const base = `detail${instancePath.replaceAll('/', '.')}`
    const missing = keyword === 'required' && 'requiredProperties' in params ? (params.requiredProperties as string[]) : []
    const extra = keyword === 'additionalProperties' && 'additionalProperties' in params ? (params.additionalProperties as string[]) : []
    if (missing.length > 0) return missing.map((name) => ({ field: `${base}.${name}`, problem: 'is missing', remedy: 'say it' }))
    if (extra.length > 0) return extra.map((name) => ({ field: `${base}.${name}`, problem: 'is not known here', remedy: 'leave it out' }))
    return [{ field: base, problem: message, remedy: 'see GET /api/v1/journey-deeds' }]
  })
  return [...new Map(lines.map((line) => [line.field, line])).values()]
}
