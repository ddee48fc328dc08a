import { expect, test } from 'vitest'
import { decideDeed } from './decide-deed.ts'
import { foldJourney } from './fold-journey.ts'
import { history } from './testing.ts'

const start = '2026-03-02T10:00:00.000Z'
const anna = { kind: 'person', username: 'anna', team: 'a', leads: false } as const
const open = ['anna', 'a', 'open', { level: 'coordinate', ground: { statute: 'X' }, reason: 'x' }] as const
const bridge = { organisation: 'Ældre Sagen', contactPerson: 'Kirsten, besøgsven', consentForm: 'oral', consentDate: '2026-03-02' }
const add = ['anna', 'a', 'add-activity', { title: 'Spisefællesskab', team: 'a', start, bridge }] as const
const plain = ['anna', 'a', 'add-activity', { title: 'Gåture', team: 'a', start }] as const
const meet = ['anna', 'a', 'hold-first-meeting', { activityId: 'd2', at: '2026-03-02T12:30:00.000Z' }] as const
const deeds = (...lines: Parameters<typeof history>[1]) => history(start, [open, ...lines])
const decide = (lines: Parameters<typeof history>[1], deed: string, detail: Record<string, unknown>, at = '2026-03-03T10:00:00.000Z') =>
  decideDeed(deeds(...lines), { id: 'x', at, deed, detail, targetId: null }, anna)
const met = { activityId: 'd2', at: '2026-03-03T09:00:00.000Z' }

test('a bridge is an activity with the citizen’s yes, somebody to meet, and whether they met', () => {
  expect(foldJourney(deeds(add)).activities[0]).toMatchObject({ status: 'planned', bridge: { ...bridge, firstMeetingAt: null } })
  expect(foldJourney(deeds(add, meet)).activities[0]).toMatchObject({
    status: 'under-way',
    bridge: { firstMeetingAt: '2026-03-02T12:30:00.000Z' },
  })
})

test('it is followed up like any other activity', () => {
  const followed = ['anna', 'a', 'follow-up', { subjectId: 'd2', result: 'continue', words: 'Kommer hver tirsdag', nextAt: null }] as const
  expect(foldJourney(deeds(add, meet, followed)).activities[0]?.followUps).toMatchObject([{ words: 'Kommer hver tirsdag' }])
})

test.each([
  ['a meeting that lies ahead', [add], { activityId: 'd2', at: '2026-03-04T09:00:00.000Z' }, 'in-the-future'],
  ['a second first meeting', [add, meet], met, 'already-met'],
  ['a first meeting of what is no bridge', [plain], met, 'not-a-bridge'],
  ['a first meeting after the end', [add, ['anna', 'a', 'cancel-activity', { activityId: 'd2', reason: 'x' }]], met, 'activity-ended'],
  ['a first meeting of nothing', [add], { ...met, activityId: 'd9' }, 'no-such-activity'],
] as const)('%s is refused', (_, lines, detail, code) => {
  expect(decide(lines, 'hold-first-meeting', detail)).toMatchObject({ allowed: false, refusal: { code } })
})

test('a yes that has not been given yet is refused, and names its field', () => {
  const detail = { title: 'Spisefællesskab', team: 'a', start, bridge: { ...bridge, consentDate: '2026-03-09' } }
  expect(decide([], 'add-activity', detail)).toMatchObject({ refusal: { code: 'in-the-future', field: 'bridge.consentDate' } })
})
