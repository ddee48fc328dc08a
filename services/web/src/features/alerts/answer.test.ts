import { describe, expect, it } from 'vitest'
import { createApi } from '../../api/queries.ts'
import type { AlertItem } from '../../api/types.ts'
import { da } from '../../app/texts/da.ts'
import { type AlertDeed, inverseOf, sendAnswer, tellChanges } from './answer.ts'

const seen = { status: 'open', urgency: 'normal', acknowledgedBy: null, outcome: null, closedBecause: null } as AlertItem
const urgencies = { normal: 'Normal', high: 'Høj' }
const at = '2026-11-23T12:00:00.000Z'

describe('what has changed since the card was opened', () => {
  it.each<[string, Partial<AlertItem>, string[]]>([
    ['somebody took it', { status: 'acknowledged', acknowledgedBy: { name: 'Hanne Åberg', at } }, ['Hanne Åberg har kvitteret.']],
    [
      'somebody answered it',
      { status: 'closed', outcome: { outcome: 'known', reason: null, by: 'Hanne Åberg', at } },
      ['Hanne Åberg har skrevet udfaldet Vidste det.'],
    ],
    ['it ended by itself', { status: 'closed', closedBecause: 'cleared' }, ['Tegnet er løst af sig selv. Du behøver ikke gøre noget.']],
    ['it became more urgent', { urgency: 'high' }, [da.alerts.changed.moreUrgent('Høj')]],
    ['only what it rests on changed', {}, ['Oplysningerne bag det er ændret.']],
  ])('%s', (_, now, told) => {
    expect(tellChanges(seen, { ...seen, ...now }, da.alerts, urgencies)).toEqual(told)
  })
})

describe('an answer', () => {
  it.each<[AlertDeed, AlertDeed | null]>([
    [{ deed: 'acknowledge' }, { deed: 'undo', what: 'acknowledgement' }],
    [
      { deed: 'outcome', outcome: 'useful' },
      { deed: 'undo', what: 'outcome' },
    ],
    [
      { deed: 'snooze', until: at, reason: 'x' },
      { deed: 'undo', what: 'snooze' },
    ],
    [{ deed: 'undo', what: 'outcome' }, null],
  ])('%o is taken back by %o', (deed, inverse) => {
    expect(inverseOf(deed)).toEqual(inverse)
  })

  it('is sent with the version that was seen, and brings home the new one', async () => {
    const sent: unknown[] = []
    const api = createApi({ csrfToken: 't', team: 'home-nursing', language: 'da' })
    api.client.send = async <T>(deed: unknown) => {
      sent.push(deed)
      return { data: { ...seen, etag: '"1"' } as T, etag: '"2"' }
    }
    const fresh = await sendAnswer(api, { id: 'a', etag: '"1"' }, { deed: 'outcome', outcome: 'wrong', reason: 'forkert dato' }, 'k')
    expect(sent).toEqual([
      { method: 'POST', path: '/api/v1/alerts/a/outcome', body: { outcome: 'wrong', reason: 'forkert dato' }, etag: '"1"', key: 'k' },
    ])
    expect(fresh.etag).toBe('"2"')
  })
})
