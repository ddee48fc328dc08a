// An alert: an episode in which one or more teams are asked to look at one citizen, and what became of it.
import type { Instant } from './instant.ts'

export type Urgency = 'information' | 'normal' | 'high' | 'acute'
export const urgencies: readonly Urgency[] = ['information', 'normal', 'high', 'acute']

export type AlertStatus = 'open' | 'acknowledged' | 'closed'
export type AlertClosure = 'answered' | 'cleared' | 'retracted' | 'expired'
export type AlertOutcome = 'useful' | 'known' | 'wrong' | 'not-actionable'
export const alertOutcomes: readonly AlertOutcome[] = ['useful', 'known', 'wrong', 'not-actionable']

export interface AlertSignal {
  rule: { id: string; version: number }
  openedAt: Instant
  endedAt: Instant | null
}
export interface AlertRecipient {
  team: string
  status: AlertStatus
  snoozedUntil: Instant | null
}
