// What is wrong with a message, in the words of OperationOutcome and of MedCom's error codes.

export type IssueSeverity = 'fatal' | 'error' | 'warning' | 'information'

/** FHIR issue types that we use (http://hl7.org/fhir/issue-type). */
export type IssueCode =
  | 'invalid'
  | 'structure'
  | 'required'
  | 'value'
  | 'invariant'
  | 'not-supported'
  | 'not-found'
  | 'duplicate'
  | 'too-long'
  | 'processing'
  | 'transient'
  | 'informational'

/** Codes of http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-acknowledgement-error-codes, misspelled as there. */
export type MedComErrorCode =
  | 'MSG_Receiver_Identifier_UNKNOWN'
  | 'MSG_Receiver_Identifier_MISSING'
  | 'MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE'
  | 'MSG_VALUESET_VALUE_UNKNOWN'
  | 'MSG_CodeSystem_VALUE_UNKNOWN'
  | 'MSG_Element_To_Long'
  | 'MSG_Datatype_Wrong'
  | 'MSG_Mailbox_Out_Of_Operation'
  | 'MSG_Damaged_durin_transport'

export interface Issue {
  severity: IssueSeverity
  code: IssueCode
  errorCode: MedComErrorCode | null
  text: string | null
  /** FHIRPath of the element at fault. */
  expression: string | null
}

const issueCodes: Readonly<Record<MedComErrorCode, IssueCode>> = {
  MSG_Receiver_Identifier_UNKNOWN: 'not-found',
  MSG_Receiver_Identifier_MISSING: 'required',
  MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE: 'not-supported',
  MSG_VALUESET_VALUE_UNKNOWN: 'structure',
  MSG_CodeSystem_VALUE_UNKNOWN: 'structure',
  MSG_Element_To_Long: 'too-long',
  MSG_Datatype_Wrong: 'value',
  MSG_Mailbox_Out_Of_Operation: 'value',
  MSG_Damaged_durin_transport: 'structure',
}

/** An error with one of MedCom's codes; `text` names the field and the remedy. */
export function codedError(errorCode: MedComErrorCode, text: string, expression: string | null = null): Issue {
  return { severity: 'error', code: issueCodes[errorCode], errorCode, text, expression }
}

/** An error that MedCom has no code for. */
export function plainError(code: IssueCode, text: string, expression: string | null = null): Issue {
  return { severity: 'error', code, errorCode: null, text, expression }
}

/** Thrown where reading cannot go on; caught at the door of the reader, never by a caller. */
export class Unreadable extends Error {
  readonly issue: Issue

  constructor(code: IssueCode, message: string) {
    super(message)
    this.issue = plainError(code, message)
  }
}
