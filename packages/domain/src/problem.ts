// A refusal on its way to the one who asked: RFC 9457 in our words. Thrown by use cases, written out by the doors.

/** One faulty field: what is wrong with it, and what to do. */
export interface FieldProblem {
  field: string
  problem: string
  remedy: string
}

/** `code` is stable and for machines; `detail` is a sentence for a person and holds no personal data. `status` is the HTTP status. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: FieldProblem[]
  constructor(status: number, code: string, detail: string, errors: FieldProblem[] = []) {
    super(detail)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.errors = errors
  }
}
