import { expect, test } from 'vitest'
import { toInvitation } from './invitation.ts'
import { history } from './testing.ts'

const start = '2026-03-02T10:00:00.000Z'
const open = ['anna', 'a', 'open', { level: 'coordinate', ground: { statute: 'X' }, reason: 'x' }] as const
const said = (at: string, minutes = 60) => ({ title: 'Møde', at, minutes, place: '', teams: ['a'], parties: [] })
const first = '2026-03-20T10:00:00.000Z'
const moved = '2026-03-21T12:00:00.000Z'
const call = ['anna', 'a', 'call-meeting', said(first)] as const
const move = ['anna', 'a', 'correct', said(moved, 90), 'd2'] as const
const read = (...lines: Parameters<typeof history>[1]) => toInvitation(history(start, [open, call, ...lines]), 'd2')

test('a meeting that was called and left alone is at its first sequence', () => {
  expect(read()).toEqual({
    meetingId: 'd2',
    from: first,
    to: '2026-03-20T11:00:00.000Z',
    cancelled: false,
    sequence: 0,
    changedAt: '2026-03-02T12:00:00.000Z',
  })
})

test.each([
  ['moved', [move], { from: moved, to: '2026-03-21T13:30:00.000Z', cancelled: false, sequence: 1 }],
  ['moved and moved back by taking that back', [move, ['anna', 'a', 'withdraw', {}, 'd3']], { from: first, cancelled: false, sequence: 2 }],
  ['withdrawn', [['anna', 'a', 'withdraw', {}, 'd2']], { from: first, cancelled: true, sequence: 1 }],
  ['moved and withdrawn', [move, ['anna', 'a', 'withdraw', {}, 'd2']], { from: moved, cancelled: true, sequence: 2 }],
  ['cancelled', [['anna', 'a', 'cancel-meeting', { meetingId: 'd2', reason: 'x' }]], { cancelled: true, sequence: 1 }],
  [
    'cancelled, and that taken back',
    [
      ['anna', 'a', 'cancel-meeting', { meetingId: 'd2', reason: 'x' }],
      ['anna', 'a', 'withdraw', {}, 'd3'],
    ],
    { cancelled: false, sequence: 2 },
  ],
  ['held', [['anna', 'a', 'hold-meeting', { meetingId: 'd2', record: 'x' }]], { cancelled: false, sequence: 0 }],
  [
    'left behind by a journey that closed',
    [['anna', 'a', 'close', { because: 'died', helped: 'not-asked', evaluation: '' }]],
    { cancelled: true, sequence: 1 },
  ],
  [
    'in a journey that was opened again',
    [
      ['anna', 'a', 'close', { because: 'moved', helped: 'not-asked', evaluation: '' }],
      ['anna', 'a', 'reopen', { reason: 'x' }],
    ],
    { cancelled: false, sequence: 2 },
  ],
] as const)('a meeting that was %s', (_, lines, expected) => {
  expect(read(...lines)).toMatchObject(expected)
})

test('the sequence only grows, whatever is done', () => {
  const lines = [
    open,
    call,
    move,
    ['anna', 'a', 'withdraw', {}, 'd3'],
    ['anna', 'a', 'withdraw', {}, 'd2'],
    ['anna', 'a', 'withdraw', {}, 'd5'],
  ] as const
  const sequences = lines.map((_, index) => toInvitation(history(start, lines.slice(0, index + 1)), 'd2')?.sequence)
  expect(sequences).toEqual([undefined, 0, 1, 2, 3, 4])
})

test('nothing is told of a meeting that was never called', () => {
  expect(toInvitation(history(start, [open, call]), 'd1')).toBeUndefined()
})
