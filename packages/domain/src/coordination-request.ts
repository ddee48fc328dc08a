// Easy access: the citizen, or somebody for her, asks for coordination or a network meeting at the counter, by phone or in writing.
// It is answered within five working days with a named contact and a telephone number. What may be done with it, and what that makes of it.
import type { Instant } from './instant.ts'

export type RequestWish = 'coordination' | 'network-meeting'
export const requestWishes: readonly RequestWish[] = ['coordination', 'network-meeting']
export type RequestChannel = 'counter' | 'phone' | 'writing'
export const requestChannels: readonly RequestChannel[] = ['counter', 'phone', 'writing']
export type RequestState = 'waiting' | 'answered' | 'withdrawn'
export type RequestDeed = 'answer' | 'undo-answer' | 'withdraw' | 'undo-withdrawal' | 'remind' | 'escalate'

/** Working days within which somebody answers. The municipality's own promise, on the model of Region H's agreement on network meetings. */
export const requestWorkingDays = 5
/** The leads of both teams are told this many working days after the answer was due. */
export const requestEscalateWorkingDays = 1

export interface RequestStanding {
  state: RequestState
  remindedAt: Instant | null
  escalatedAt: Instant | null
}

export type RequestDecision = { allowed: true; state: RequestState } | { allowed: false; code: string; because: string }

const refuse = (code: string, because: string): RequestDecision => ({ allowed: false, code, because })
const from: Record<RequestDeed, RequestState> = {
  answer: 'waiting',
  'undo-answer': 'answered',
  withdraw: 'waiting',
  'undo-withdrawal': 'withdrawn',
  remind: 'waiting',
  escalate: 'waiting',
}
const to: Record<RequestDeed, RequestState> = {
  answer: 'answered',
  'undo-answer': 'waiting',
  withdraw: 'withdrawn',
  'undo-withdrawal': 'waiting',
  remind: 'waiting',
  escalate: 'waiting',
}
const because: Record<RequestState, string> = {
  waiting: 'The request waits for its answer: there is nothing to take back.',
  answered: 'The request is answered already. Take the answer back first to give another.',
  withdrawn: 'The request was withdrawn. Take that back first.',
}

/** Decides whether a deed fits the request as it stands. Codes: `request-waiting`, `request-answered`, `request-withdrawn`, `already-told`. */
export function decideRequest(standing: RequestStanding, deed: RequestDeed): RequestDecision {
  if (standing.state !== from[deed]) return refuse(`request-${standing.state}`, because[standing.state])
  const toldAt = deed === 'remind' ? standing.remindedAt : deed === 'escalate' ? standing.escalatedAt : null
  return toldAt === null ? { allowed: true, state: to[deed] } : refuse('already-told', 'They were told already.')
}
