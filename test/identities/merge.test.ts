// Merging beside everything else that goes on: nothing forgotten, nothing done twice, nobody let in who should not be.
import { inScope, movedTables } from '@roedtraad/database'
import type { Identifier } from '@roedtraad/domain'
import {
  doDeed,
  followCitizen,
  getJourney,
  mergeCitizens,
  openJourney,
  previewMerge,
  recordEvents,
  scopeOf,
  unmergeCitizens,
} from '@roedtraad/use-cases'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { els, event, hoursAfter, ole, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const ago = (hours: number) => hoursAfter(now, -hours)
const once = { key: undefined, request: {} }
const paper: Identifier = { system: 'urn:oid:1.2.208.176.1.6.1.1', value: '0203501WQ3' }

/** Where a citizen stands beside what follows her identities: jobs that are done anew, history that is never rewritten, and the merges themselves. */
const otherTables = ['import_lines', 'match_decisions', 'merge_suggestions', 'outbox', 'timers']

describe('a merge', () => {
  let municipality: TestMunicipality
  beforeEach(async () => {
    municipality = await openMunicipality(now)
    for (const [citizen, name] of [
      [els, 'Else Ågård'],
      [paper, 'Ukendt kvinde'],
      [ole, 'Ole Ørsted'],
    ] as const)
      await municipality.send('system.carerecord', registered(citizen, name, ago(900)), event('homenursing.granted', ago(800), { citizen }))
  })
  afterEach(() => municipality.close())

  const idOf = async (identifier: Identifier) => {
    const digest = municipality.api.vault.digest(municipality.api.municipality, identifier)
    const { rows } = await municipality.admin.query<{ home_id: string }>('select home_id from identities where digest = $1', [digest])
    return rows[0]?.home_id ?? ''
  }
  const merge = async (survivor: Identifier, absorbed: Identifier, attempt = once as { key: string | undefined; request: unknown }) => {
    const lead = await municipality.actor('lead.health')
    const [survivorId, absorbedId] = [await idOf(survivor), await idOf(absorbed)]
    const { version } = await previewMerge(municipality.api, lead, survivorId, absorbedId)
    return mergeCitizens(municipality.api, lead, { survivorId, absorbedId, reason: 'Samme' }, version, attempt)
  }
  const unmerge = async (mergeId: string) =>
    unmergeCitizens(municipality.api, await municipality.actor('lead.health'), { mergeId, reason: 'To' }, 1, once)
  const refusal = (promise: Promise<unknown>) =>
    promise.then(
      () => 'done',
      (error: { code?: string }) => error.code ?? String(error),
    )

  test('moves every table in which a citizen stands, and a table that it forgets is found', async () => {
    const sql = `select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and c.column_name = 'citizen_id' and t.table_type = 'BASE TABLE' order by 1`
    const standing = async () => (await municipality.admin.query<{ name: string }>(sql)).rows.map((row) => row.name)
    expect(await standing()).toEqual([...movedTables, ...otherTables].sort())
    await municipality.admin.query('begin; create table planted (citizen_id uuid)')
    expect(await standing()).not.toEqual([...movedTables, ...otherTables].sort())
    await municipality.admin.query('rollback')
  })

  test('asked for twice under one key is done once; asked for twice at once, by one of the two', async () => {
    const lead = await municipality.actor('lead.health')
    const input = { survivorId: await idOf(els), absorbedId: await idOf(paper), reason: 'Samme' }
    const { version } = await previewMerge(municipality.api, lead, input.survivorId, input.absorbedId)
    const attempt = { key: 'k', request: input }
    const first = await mergeCitizens(municipality.api, lead, input, version, attempt)
    expect(await mergeCitizens(municipality.api, lead, input, version, attempt)).toEqual(first)
    await unmerge(first.mergeId)
    const again = await previewMerge(municipality.api, lead, input.survivorId, input.absorbedId)
    const both = await Promise.all([1, 2].map(() => refusal(mergeCitizens(municipality.api, lead, input, again.version, once))))
    expect(both.filter((one) => one === 'done')).toHaveLength(1)
    expect((await municipality.admin.query('select 1 from citizen_merges where undone_at is null')).rowCount).toBe(1)
  })

  test('is undone from the last one on', async () => {
    const first = await merge(els, paper)
    const second = await merge(ole, els)
    expect(await followCitizen(municipality.api, await municipality.actor('nurse.health'), await idOf(paper))).toBe(await idOf(ole))
    expect(await refusal(unmerge(first.mergeId))).toBe('merged-further')
    await unmerge(second.mergeId)
    await unmerge(first.mergeId)
    const { rows } = await municipality.admin.query('select citizen_id = home_id as home from identities')
    expect(rows).toEqual([{ home: true }, { home: true }, { home: true }])
  })

  test('what is told under two numbers of one person at once is folded as if it had come one by one', async () => {
    await merge(els, paper)
    // Events of one sender wait for each other in one process; here each comes through its own.
    const sender = await municipality.actor('system.carerecord')
    const tell = (citizen: Identifier, index: number) =>
      recordEvents({ ...municipality.api }, sender, [
        event(index % 2 ? 'homecare.granted' : 'homecare.ended', ago(500 - 10 * index), { citizen }, { id: `care-${index}` }),
      ])
    await Promise.all(Array.from({ length: 24 }, (_, index) => tell(index % 2 === 0 ? els : paper, index)))
    const sql = `select key, valid_to from facts where citizen_id = $1 and known_to is null and kind like 'homecare.%' order by key`
    const folded = async () => (await municipality.admin.query(sql, [await idOf(els)])).rows
    const atOnce = await folded()
    const lead = await municipality.actor('lead.health')
    const { rows } = await municipality.admin.query<{ id: string }>('select id from citizen_merges')
    await unmergeCitizens(municipality.api, lead, { mergeId: rows[0]?.id ?? '', reason: 'To' }, 1, once)
    await merge(els, paper)
    expect(atOnce).toHaveLength(24)
    expect(atOnce).toEqual(await folded())
  })

  /** Notes on a journey of this citizen, one after the other. */
  const writeNotes = async (identifier: Identifier, count: number) => {
    const nurse = await municipality.actor('nurse.health')
    const input = { citizenId: await idOf(identifier), level: 'inform' as const, ground: { statute: 'RSL-5' }, reason: 'To team' }
    const { journeyId } = await openJourney(municipality.api, nurse, input, once)
    return async () => {
      for (let index = 0; index < count; index += 1) {
        const { version } = await getJourney(municipality.api, nurse, journeyId)
        const note = { deed: 'write-note', detail: { words: `Note ${index}`, audience: 'journey' }, targetId: null }
        await doDeed(municipality.api, nurse, journeyId, note, version, once)
      }
    }
  }

  test('merges, and events and deeds that come at the same time, lose nothing', async () => {
    const write = await writeNotes(paper, 12)
    const send = (citizen: Identifier, index: number) =>
      municipality.send('system.carerecord', event('nursing.contact', ago(index + 1), { citizen }, { id: `contact-${index}` }))
    const busy = Promise.all([write(), ...Array.from({ length: 30 }, (_, index) => send(index % 2 ? els : paper, index))])
    for (let round = 0; round < 3; round += 1) await unmerge((await merge(els, paper)).mergeId).catch(() => undefined)
    await busy
    const lost = await municipality.admin.query(
      `select e.id from events e left join facts f on f.event_id = e.id and f.known_to is null and f.citizen_id = e.citizen_id
       join identities i on i.id = e.identity_id where f.id is null or i.citizen_id <> e.citizen_id`,
    )
    expect(lost.rows).toEqual([])
    expect((await municipality.admin.query(`select 1 from events where kind = 'nursing.contact'`)).rowCount).toBe(30)
    const astray =
      'select t.team from journey_teams t join journeys j on j.id = t.journey_id join identities i on i.id = j.identity_id where t.citizen_id <> i.citizen_id or j.citizen_id <> i.citizen_id'
    expect((await municipality.admin.query(astray)).rows).toEqual([])
    expect((await municipality.admin.query(`select 1 from journey_deeds where deed = 'write-note'`)).rowCount).toBe(12)
  })

  test('the queue shows itself to an area that its sender sends for, and only to one who matches', async () => {
    await municipality.send('system.carerecord', event('nursing.contact', ago(1), { citizen: { system: 'urn:vendor', value: 'A-1' } }))
    const see = async (username: string, purpose: string) =>
      inScope(municipality.api.database, scopeOf(municipality.api, await municipality.actor(username), purpose), (tx) =>
        tx.selectFrom('quarantine').select('id').execute(),
      )
    expect(await see('nurse.health', 'matching')).toHaveLength(1)
    expect(await see('visitator.elderly', 'matching')).toHaveLength(1)
    expect(await see('nurse.health', 'citizen-page')).toEqual([])
    expect(await see('caseworker.employment', 'matching')).toEqual([])
    expect(await see('jurist', 'matching')).toEqual([])
  })
})
