import { describe, expect, it } from 'vitest'
import type { AlertItem } from '../../api/types.ts'
import { belongsTo, groupByUrgency, snoozedUntil, statusOf, type View } from './views.ts'

const now = '2026-11-23T12:00:00.000Z'
const later = '2026-11-24T06:00:00.000Z'
const reader = { name: 'Maria Ravn', team: 'home-nursing', now }
const alert = (more: Partial<AlertItem> = {}): AlertItem => ({
  id: 'a',
  citizenId: 'c',
  journeyId: null,
  signals: [],
  citizen: { id: 'c', name: 'Else', birthDate: null, protected: false },
  urgency: 'normal',
  status: 'open',
  raisedAt: now,
  occurredAt: null,
  title: '',
  sentence: '',
  rule: { id: 'HE7', version: 1 },
  recipients: [],
  closedBecause: null,
  acknowledgedBy: null,
  outcome: null,
  etag: '"1"',
  ...more,
})
const snoozed = (until: string, team = 'home-nursing') => alert({ recipients: [{ team, status: 'open', snoozedUntil: until }] })

describe('the views of the inbox', () => {
  it.each<[View, string | null]>([
    ['open', 'open'],
    ['mine', 'acknowledged'],
    ['acknowledged', 'acknowledged'],
    ['closed', 'closed'],
    ['all', null],
  ])('%s asks the API for %s', (view, status) => {
    expect(statusOf(view)).toBe(status)
  })

  it('shows as mine only what I have taken myself and not finished', () => {
    const by = (name: string) => alert({ status: 'acknowledged', acknowledgedBy: { name, at: now } })
    expect(belongsTo('mine', by('Maria Ravn'), reader)).toBe(true)
    expect(belongsTo('mine', by('Hanne Åberg'), reader)).toBe(false)
    expect(belongsTo('mine', { ...by('Maria Ravn'), status: 'closed' }, reader)).toBe(false)
  })

  it('leaves out of the open ones what rests, until its time comes', () => {
    expect(belongsTo('open', snoozed(later), reader)).toBe(false)
    expect(belongsTo('open', snoozed(later), { ...reader, now: later })).toBe(true)
    expect(belongsTo('all', snoozed(later), reader)).toBe(true)
  })

  it('does not let another team put off mine', () => {
    expect(snoozedUntil(snoozed(later, 'home-care'), reader)).toBeNull()
  })
})

describe('groups by urgency', () => {
  it('keeps the order, and says of the last group that more may come', () => {
    const items = [alert({ urgency: 'acute' }), alert({ urgency: 'high' }), alert({ urgency: 'high' })]
    expect(groupByUrgency(items, true).map(({ urgency, items: { length }, open }) => [urgency, length, open])).toEqual([
      ['acute', 1, false],
      ['high', 2, true],
    ])
    expect(groupByUrgency(items, false).at(-1)?.open).toBe(false)
    expect(groupByUrgency([], false)).toEqual([])
  })
})
