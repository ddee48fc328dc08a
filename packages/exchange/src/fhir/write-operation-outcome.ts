// OperationOutcome: what is wrong, for a sender's machine and for the person who reads its log.
import type { Issue } from './issue.ts'
import { codeSystems } from './medcom.ts'
import type { Json } from './resource.ts'
import { toXml } from './write-xml.ts'

/** The body of a 400, 413 or 415: an OperationOutcome in JSON or XML. */
export function writeOperationOutcome(issues: readonly Issue[], format: 'json' | 'xml'): string {
  return write({ resourceType: 'OperationOutcome', issue: toIssues(issues) }, format)
}

/** A resource as text of the format asked for. */
export function write(resource: Json, format: 'json' | 'xml'): string {
  return format === 'json' ? JSON.stringify(resource) : toXml(resource)
}

/** The issues in FHIR's words. FHIR demands at least one. */
export function toIssues(issues: readonly Issue[]): Json[] {
  const told =
    issues.length > 0 ? issues : [{ severity: 'error', code: 'processing', errorCode: null, text: null, expression: null } as const]
  return told.map(({ severity, code, errorCode, text, expression }) => ({
    severity,
    code,
    ...(errorCode === null && text === null ? {} : { details: toDetails(errorCode, text) }),
    ...(expression === null ? {} : { expression: [expression] }),
  }))
}

function toDetails(errorCode: string | null, text: string | null): Json {
  return {
    ...(errorCode === null ? {} : { coding: [{ system: codeSystems.errors, code: errorCode }] }),
    ...(text === null ? {} : { text }),
  }
}
