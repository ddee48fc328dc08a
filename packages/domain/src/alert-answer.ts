// What a team may do with an alert, and what that makes of it. The table of transitions, in one place.
import type { AlertOutcome, AlertStatus } from './alert.ts'
import type { Instant } from './instant.ts'

export interface Answer {
  status: AlertStatus
  acknowledgedAt: Instant | null
  snoozedUntil: Instant | null
  outcome: AlertOutcome | null
  /** Set when the world has ended the alert. */
  ending: string | null
}

export type AnswerDeed = 'acknowledge' | 'undo-acknowledge' | 'outcome' | 'undo-outcome' | 'snooze' | 'undo-snooze'

export type AnswerDecision = { allowed: true; status: AlertStatus } | { allowed: false; code: string; because: string }

const refuse = (code: string, because: string): AnswerDecision => ({ allowed: false, code, because })
const allow = (status: AlertStatus): AnswerDecision => ({ allowed: true, status })
const ended = refuse('alert-ended', 'The alert has ended by itself since you looked. Nothing needs to be done.')

/** Decides whether a deed is allowed in the state that stands, and which status it leads to. An outcome may be given without acknowledging first, and also when the world has ended the alert. */
export function decideAnswer(answer: Answer, deed: AnswerDeed): AnswerDecision {
  const before: AlertStatus = answer.ending !== null ? 'closed' : answer.acknowledgedAt === null ? 'open' : 'acknowledged'
  switch (deed) {
    case 'acknowledge':
      if (answer.ending !== null) return ended
      return answer.status === 'open'
        ? allow('acknowledged')
        : refuse('already-acknowledged', 'The alert is already acknowledged or answered. Reload to see by whom.')
    case 'undo-acknowledge':
      if (answer.ending !== null) return ended
      return answer.status === 'acknowledged'
        ? allow('open')
        : refuse('not-acknowledged', 'There is no acknowledgement to undo; take the outcome back first if there is one.')
    case 'outcome':
      return answer.outcome === null
        ? allow('closed')
        : refuse('already-answered', 'An outcome stands already. Undo it first to give another.')
    case 'undo-outcome':
      return answer.outcome === null ? refuse('not-answered', 'There is no outcome to undo.') : allow(before)
    case 'snooze':
      if (answer.ending !== null) return ended
      return answer.status === 'closed' ? refuse('already-answered', 'The alert is answered and will not come back.') : allow(answer.status)
    case 'undo-snooze':
      return answer.snoozedUntil === null ? refuse('not-snoozed', 'The alert is not put off.') : allow(answer.status)
  }
}
