// The answer to a care record: a batch-response or transaction-response (FHIR R4, http, "batch/transaction"), one entry for each that came, in its order, each with an OperationOutcome.
import type { Issue, IssueCode } from '../fhir/issue.ts'
import type { Json } from '../fhir/resource.ts'
import { write } from '../fhir/write-operation-outcome.ts'

/** What became of an entry. */
export type EntryOutcome =
  | 'created'
  | 'corrected'
  | 'withdrawn'
  | 'duplicate'
  | 'superseded'
  | 'not-kept'
  | 'left-out'
  | 'waiting'
  | 'refused'

export interface EntryAnswer {
  resource: string
  outcome: EntryOutcome
  /** Stable code of the reason, where there is one. */
  because: string | null
  text: string
  issues: readonly Issue[]
}

const outcomeSystem = 'urn:roedtraad:import-outcome'
const statuses: Readonly<Record<EntryOutcome, string>> = {
  created: '201 Created',
  corrected: '200 OK',
  withdrawn: '200 OK',
  duplicate: '200 OK',
  superseded: '200 OK',
  'not-kept': '200 OK',
  'left-out': '200 OK',
  waiting: '202 Accepted',
  refused: '422 Unprocessable Entity',
}
const issueCodes: Partial<Record<EntryOutcome, IssueCode>> = { duplicate: 'duplicate', refused: 'processing', 'left-out': 'not-supported' }

/** The Bundle as text. `id` and `now` are the caller's. */
export function writeImportAnswer(
  answers: readonly EntryAnswer[],
  more: { id: string; now: string; format: 'json' | 'xml'; isTransaction: boolean },
): string {
  const entry = answers.map((answer) => ({ response: { status: statuses[answer.outcome], outcome: toOutcome(answer) } }))
  return write(
    {
      resourceType: 'Bundle',
      id: more.id,
      type: more.isTransaction ? 'transaction-response' : 'batch-response',
      timestamp: more.now,
      ...(entry.length > 0 ? { entry } : {}),
    },
    more.format,
  )
}

function toOutcome({ resource, outcome, because, text, issues }: EntryAnswer): Json {
  const severity = outcome === 'refused' ? 'error' : outcome === 'waiting' ? 'warning' : 'information'
  const coding = [outcome, ...(because === null ? [] : [because])].map((code) => ({ system: outcomeSystem, code }))
  const told = issues.length > 0 ? issues : [{ code: issueCodes[outcome] ?? 'informational', text, expression: null }]
  return {
    resourceType: 'OperationOutcome',
    issue: told.map((issue) => ({
      severity,
      code: issue.code,
      details: { coding, ...(issue.text === null || issue.text === '' ? {} : { text: issue.text }) },
      ...(resource === '' ? {} : { diagnostics: resource.slice(0, 120) }),
      ...(issue.expression === null ? {} : { expression: [issue.expression] }),
    })),
  }
}
