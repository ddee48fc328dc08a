// One line of a file that is read in: what became of it, and what is wrong with it. Reasons are codes; their sentences stand with the texts.

/** `pending`: stored and not yet judged, because the reading was cut off. */
export type ImportLineState = 'pending' | 'accepted' | 'duplicate' | 'not-kept' | 'refused'

export type ImportFaultCode =
  | 'missing'
  | 'unknown-kind'
  | 'kind-not-importable'
  | 'kind-not-yours'
  | 'not-a-cpr'
  | 'unknown-citizen'
  | 'not-a-time'
  | 'end-before-start'
  | 'no-end-here'
  | 'not-a-number'
  | 'ambiguous-number'
  | 'invalid'
  | 'unknown-team'
  | 'two-deeds'
  | 'id-reused'
  | 'names-a-correction'
  | 'correction-of-other-kind'
  | 'too-many-cells'

/** `column` as the file names it; null where it is about the whole line. */
export interface ImportFault {
  column: string | null
  code: ImportFaultCode
}
