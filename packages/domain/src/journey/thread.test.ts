import { expect, test } from 'vitest'
import { history } from './testing.ts'
import { clipThread, findNextLoose, foldThread } from './thread.ts'

const start = '2026-03-02T10:00:00.000Z'
const open = ['anna', 'a', 'open', { level: 'coordinate', ground: { statute: 'X' }, reason: 'x' }] as const
const join = ['anna', 'a', 'join', { team: 'b', role: '', ground: { statute: 'X' } }] as const
const day = 24

test('a journey lies with its opener, and is loose when it has been silent longer than agreed', () => {
  const thread = foldThread(history(start, [open]))
  expect(thread.pieces).toEqual([{ username: 'anna', team: 'a', from: '2026-03-02T11:00:00.000Z', to: '2026-05-01T10:00:00.000Z' }])
  expect(thread.loose).toEqual([{ from: '2026-05-01T10:00:00.000Z', to: null, because: 'silence' }])
  expect(clipThread(thread, '2026-03-10T10:00:00.000Z')).toEqual({ pieces: [{ ...thread.pieces[0], to: null }], knots: [], loose: [] })
})

test('a handover that is accepted in time is a knot, without a gap', () => {
  const ask = ['anna', 'a', 'hand-over-coordination', { to: 'b', words: '', dueAt: '2026-03-09T12:00:00.000Z' }] as const
  const { pieces, knots, loose } = clipThread(
    foldThread(history(start, [open, join, ask, ['bo', 'b', 'accept-loop', { loopId: 'd3' }, undefined, 2 * day]])),
    '2026-03-20T10:00:00.000Z',
  )
  expect(pieces.map((piece) => [piece.team, piece.from.slice(0, 10), piece.to?.slice(0, 10)])).toEqual([
    ['a', '2026-03-02', '2026-03-04'],
    ['b', '2026-03-04', undefined],
  ])
  expect(knots).toMatchObject([{ from: { team: 'a' }, to: { team: 'b' } }])
  expect(loose).toEqual([])
})

test('a handover that nobody answers lets it hang from the day it was due until it is answered', () => {
  const ask = ['anna', 'a', 'hand-over-coordination', { to: 'b', words: '', dueAt: '2026-03-09T12:00:00.000Z' }] as const
  const { pieces, loose } = clipThread(
    foldThread(history(start, [open, join, ask, ['bo', 'b', 'accept-loop', { loopId: 'd3' }, undefined, 10 * day]])),
    '2026-03-20T10:00:00.000Z',
  )
  expect(loose).toEqual([{ from: '2026-03-09T12:00:00.000Z', to: '2026-03-12T13:00:00.000Z', because: 'handover-unanswered' }])
  expect(pieces.map((piece) => [piece.team, piece.to?.slice(0, 10)])).toEqual([
    ['a', '2026-03-09'],
    ['b', undefined],
  ])
})

test('who steps down leaves it loose until somebody takes it up', () => {
  const thread = foldThread(
    history(start, [open, join, ['anna', 'a', 'step-down', { reason: 'x' }], ['bo', 'b', 'take-over', {}, undefined, 3 * day]]),
  )
  expect(thread.loose[0]).toEqual({ from: '2026-03-02T13:00:00.000Z', to: '2026-03-05T13:00:00.000Z', because: 'nobody-coordinates' })
  expect(thread.knots).toEqual([])
})

test('an absence without a substitute is loose while it lasts, with one it lies with the substitute', () => {
  const away = ['anna', 'a', 'set-absence', { from: '2026-03-05T08:00:00.000Z', to: '2026-03-08T08:00:00.000Z' }] as const
  const alone = foldThread(history(start, [open, join, away]))
  expect(alone.loose[0]).toEqual({ from: '2026-03-05T08:00:00.000Z', to: '2026-03-08T08:00:00.000Z', because: 'coordinator-away' })
  const helped = foldThread(history(start, [open, join, ['anna', 'a', 'name-substitute', { worker: 'bo', team: 'b' }], away]))
  expect(helped.pieces.map((piece) => [piece.username, piece.from.slice(0, 10)])).toEqual([
    ['anna', '2026-03-02'],
    ['bo', '2026-03-05'],
    ['anna', '2026-03-08'],
  ])
})

test('a closed journey is not loose, and goes on when it is reopened', () => {
  const close = ['anna', 'a', 'close', { because: 'agreed', helped: 'not-asked', evaluation: '' }, undefined, day] as const
  const closed = foldThread(history(start, [open, close]))
  expect(closed.loose).toEqual([])
  expect(findNextLoose(closed, start)).toBeUndefined()
  const again = foldThread(history(start, [open, close, ['anna', 'a', 'reopen', { reason: 'x' }, undefined, 100 * day]]))
  expect(again.pieces).toHaveLength(2)
  expect(again.loose).toMatchObject([{ because: 'silence', to: null }])
})

test('what the product does by itself is no sign of life', () => {
  const remind = [null as unknown as string, null, 'free-assignment', { worker: 'cec', because: 'left' }, undefined, 50 * day] as const
  const lines = [open, ['anna', 'a', 'assign', { team: 'a', worker: 'cec' }] as const, remind]
  expect(foldThread(history(start, lines)).loose).toMatchObject([{ from: '2026-05-01T11:00:00.000Z', because: 'silence' }])
})
