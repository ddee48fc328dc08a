import { expect, test } from 'vitest'
import { decideRequest, type RequestDeed, type RequestState } from './coordination-request.ts'

const at = '2026-03-02T10:00:00.000Z'
const deeds: RequestDeed[] = ['answer', 'undo-answer', 'withdraw', 'undo-withdrawal', 'remind', 'escalate']

test.each<[RequestState, string[]]>([
  ['waiting', ['answered', 'request-waiting', 'withdrawn', 'request-waiting', 'waiting', 'waiting']],
  ['answered', ['request-answered', 'waiting', 'request-answered', 'request-answered', 'request-answered', 'request-answered']],
  ['withdrawn', ['request-withdrawn', 'request-withdrawn', 'request-withdrawn', 'waiting', 'request-withdrawn', 'request-withdrawn']],
])('a request that is %s', (state, expected) => {
  const told = deeds.map((deed) => decideRequest({ state, remindedAt: null, escalatedAt: null }, deed))
  expect(told.map((decision) => (decision.allowed ? decision.state : decision.code))).toEqual(expected)
})

test('they are told once', () => {
  const told = { state: 'waiting', remindedAt: at, escalatedAt: at } as const
  expect(decideRequest(told, 'remind')).toMatchObject({ code: 'already-told' })
  expect(decideRequest(told, 'escalate')).toMatchObject({ code: 'already-told' })
})
