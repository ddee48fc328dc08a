// Old examples sent as new: distances in time kept, ids new and alike in all files. And what counts as the same message.
import { describe, expect, it } from 'vitest'
import { decideDuplicate } from './decide-duplicate.ts'
import { readMessage } from './read-message.ts'
import { redate } from './redate.ts'
import type { Json } from './resource.ts'
import { toBundle } from './testing.ts'

const now = '2026-11-23T12:00:00.000Z'

function newIds(): () => string {
  let made = 0
  return () => `new-${++made}`
}

function read(bundle: Json | undefined) {
  const message = readMessage(JSON.stringify(bundle), 'json')
  if (message.kind !== 'notification') throw new Error(JSON.stringify(message))
  return message.notification
}

describe('redate', () => {
  const start = toBundle({
    headerId: 'header-0',
    step: 'admit-inpatient',
    leave: null,
    occurredAt: '2025-03-01T11:00:05.000Z',
    revises: [],
  })
  const leave = toBundle({ bundleId: 'bundle-2' })
  const [first, second] = redate([start, leave], now, newIds()).map(read)

  it('moves the latest thing that happened to now, and all others by the same distance', () => {
    expect(second?.occurredAt).toBe(now)
    expect(Date.parse(now) - Date.parse(first?.occurredAt ?? '')).toBe(
      Date.parse('2025-03-03T13:00:12.000Z') - Date.parse('2025-03-01T11:00:05.000Z'),
    )
    expect(first?.period.start).toBe(second?.period.start)
  })

  it('gives new ids, the same for the same', () => {
    expect(second?.revises).toEqual([first?.headerId])
    expect(first?.episodes).toEqual(second?.episodes)
    const ids = [first?.bundleId, second?.bundleId, first?.headerId, second?.headerId, first?.episodes[0]?.value]
    expect(new Set(ids).size).toBe(5)
    for (const id of ids) expect(id).toMatch(/^new-/)
  })

  it('keeps who is who', () => {
    expect([first?.serviceProvider.sor, first?.patient.identifiers[0]?.value]).toEqual(['399841000016000', '2509479989'])
  })
})

describe('decideDuplicate', () => {
  const seen = [{ bundleId: 'b1', headerId: 'h1', contentHash: 'c1' }]

  it.each([
    { name: 'new', incoming: { bundleId: 'b2', headerId: 'h2', contentHash: 'c1' } },
    { name: 'new', incoming: { bundleId: 'b2', headerId: 'h1', contentHash: 'c2' } },
    { name: 'duplicate', incoming: { bundleId: 'b2', headerId: 'h1', contentHash: 'c1' } },
    { name: 'duplicate', incoming: { bundleId: 'b1', headerId: 'h1', contentHash: 'c1' } },
    { name: 'new', incoming: { bundleId: 'b1', headerId: 'h1', contentHash: 'c2' } },
    { name: 'protocol-error', incoming: { bundleId: 'b1', headerId: 'h2', contentHash: 'c1' } },
  ])('$incoming is $name', ({ name, incoming }) => {
    expect(decideDuplicate(seen, incoming).kind).toBe(name)
  })
})
