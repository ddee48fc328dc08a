import { expect, test } from 'vitest'
import { decideDeed } from './decide-deed.ts'
import { history } from './testing.ts'

const ground = { statute: 'X' }
const deeds = history('2026-03-02T10:00:00.000Z', [
  ['anna', 'a', 'open', { level: 'coordinate', ground, reason: 'x' }],
  ['anna', 'a', 'join', { team: 'b', role: '', ground }],
  ['bo', 'b', 'write-note', { words: 'x' }],
])
const anna = { kind: 'person', username: 'anna', team: 'a', leads: false } as const
const revise = (deed: string, detail: Record<string, unknown>, targetId: string, of = deeds) => {
  const decision = decideDeed(of, { id: 'x', at: '2026-03-03T10:00:00.000Z', deed, detail, targetId }, anna)
  return decision.allowed ? 'allowed' : decision.refusal.code
}

test('a joining on which the team has acted is neither withdrawn nor made another team’s', () => {
  expect(revise('withdraw', { reason: 'x' }, 'd2')).toBe('later-deeds-rest-on-it')
  expect(revise('correct', { team: 'c', role: '', ground }, 'd2')).toBe('later-deeds-rest-on-it')
  expect(revise('correct', { team: 'b', role: 'Hjælper dagligt', ground }, 'd2')).toBe('allowed')
  expect(revise('withdraw', { reason: 'x' }, 'd2', deeds.slice(0, 2))).toBe('allowed')
})
