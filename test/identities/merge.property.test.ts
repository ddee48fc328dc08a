// Whatever happened before, during and after: two people who were taken for one and are told apart again stand exactly as two whom nobody ever mixed up.
import { mergeCitizens, previewMerge, unmergeCitizens } from '@roedtraad/use-cases'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openMunicipality, type TestMunicipality } from '../support/municipality.ts'
import { anyStep, makePair, now, type Pair, type Step, snapshot, take } from './pair.ts'

const once = { key: undefined, request: {} }
const runs = Number(process.env.RUNS ?? 20)

describe('merge and unmerge', () => {
  let municipality: TestMunicipality
  let made = 0
  beforeAll(async () => {
    municipality = await openMunicipality(now)
  })
  afterAll(() => municipality.close())
  const count = async (sql: string, ids: string[]) => Number((await municipality.admin.query<{ n: string }>(sql, [ids])).rows[0]?.n)

  const merge = async ({ ids }: Pair) => {
    const lead = await municipality.actor('lead.health')
    const { version } = await previewMerge(municipality.api, lead, ids.a, ids.b)
    return (await mergeCitizens(municipality.api, lead, { survivorId: ids.a, absorbedId: ids.b, reason: 'Samme person' }, version, once))
      .mergeId
  }
  const unmerge = async (mergeId: string) =>
    unmergeCitizens(municipality.api, await municipality.actor('lead.health'), { mergeId, reason: 'Alligevel ikke' }, 1, once)

  /** One life, with the merge or without. `tamper` is what a careless hand would have done to it. */
  const live = async (steps: readonly Step[], journeyOf: 'a' | 'b', merged: boolean, tamper?: (mergeId: string) => Promise<unknown>) => {
    made += 1
    const pair = await makePair(municipality, made, `p${made}`, journeyOf)
    const phase = async (wanted: number) => {
      for (const [index, step] of steps.entries()) if (step.phase === wanted) await take(municipality, pair, step, index)
      await municipality.judge()
    }
    await phase(0)
    const ids = [pair.ids.a, pair.ids.b]
    const events = await count('select count(*) as n from events where citizen_id = any ($1)', ids)
    const mergeId = merged ? await merge(pair) : ''
    if (merged) {
      expect(await count('select count(*) as n from events where citizen_id = any ($1)', [pair.ids.a])).toBe(events)
      expect(await count('select count(*) as n from facts where citizen_id = any ($1)', [pair.ids.b])).toBe(0)
    }
    await municipality.judge()
    await phase(1)
    await tamper?.(mergeId)
    if (merged) await unmerge(mergeId)
    // What stands again is judged before the world goes on, as the worker does within the second.
    await municipality.judge()
    await phase(2)
    return { a: await snapshot(municipality, pair, 'a'), b: await snapshot(municipality, pair, 'b') }
  }

  test(`${runs} lives of up to fourteen steps each`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 14 }), fc.constantFrom('a', 'b'), async (steps, journeyOf) => {
        const apart = await live(steps, journeyOf, false)
        expect(await live(steps, journeyOf, true)).toEqual(apart)
      }),
      { numRuns: runs, endOnFailure: true },
    )
  }, 600_000)

  const full: Step[] = (['admitted', 'discharged', 'intake', 'consent', 'note', 'acknowledge'] as const).map((what, index) => ({
    phase: 0,
    who: 'b',
    what,
    hour: 100 + 2 * index,
  }))
  test.each(['identities', 'grounds', 'intakes', 'alerts'])('a merge that forgets %s is caught', async (forgotten) => {
    const apart = await live(full, 'b', false)
    const sql = `update citizen_merges set moved = moved || jsonb_build_object($2::text, '[]'::jsonb) where id = $1`
    const mixed = await live(full, 'b', true, (mergeId) => municipality.admin.query(sql, [mergeId, forgotten]))
    expect(mixed).not.toEqual(apart)
  })
})
