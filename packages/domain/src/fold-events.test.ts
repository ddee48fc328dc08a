// A span ends at the first end that follows its start; an end that names a service ends that one alone.
import { expect, test } from 'vitest'
import type { EventRecord } from './event.ts'
import { foldEvents } from './fold-events.ts'

let arrival = 0
const event = (kind: string, day: number, service?: string): EventRecord => {
  arrival += 1
  return {
    id: `e${arrival}`,
    source: 'urn:carerecord:test',
    sourceId: `s${arrival}`,
    kind,
    identityId: 'i',
    deed: 'record',
    targetId: null,
    occurredAt: `2026-02-${String(day).padStart(2, '0')}T00:00:00.000Z`,
    recordedAt: null,
    arrival,
    value: null,
    unit: null,
    team: null,
    detail: service === undefined ? {} : { service },
  }
}
const spans = (...events: EventRecord[]) =>
  foldEvents(events)
    .filter((fact) => fact.kind === 'homecare.granted')
    .map(({ from, to }) => `${from.slice(8, 10)}–${to?.slice(8, 10) ?? ''}`)

test.each([
  [
    'an end that names no service ends all',
    [event('homecare.granted', 1, 'a'), event('homecare.granted', 2), event('homecare.ended', 9)],
    ['01–09', '02–09'],
  ],
  [
    'an end that names one ends that one',
    [event('homecare.granted', 1, 'a'), event('homecare.granted', 2, 'b'), event('homecare.ended', 9, 'a')],
    ['01–09', '02–'],
  ],
  ['an end that names another ends none', [event('homecare.granted', 1), event('homecare.ended', 9, 'a')], ['01–']],
  [
    'the first that fits ends it',
    [event('homecare.granted', 1, 'a'), event('homecare.ended', 9, 'a'), event('homecare.ended', 5)],
    ['01–05'],
  ],
  ['an end before the start ends nothing', [event('homecare.granted', 6, 'a'), event('homecare.ended', 5, 'a')], ['06–']],
])('%s', (_, events, expected) => {
  expect(spans(...events)).toEqual(expected)
})
