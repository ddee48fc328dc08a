// Who may do what in which situation, and what becomes of it: every cell of truth-table.csv, walked over HTTP.
import { readFileSync, writeFileSync } from 'node:fs'
import { deedRules } from '@roedtraad/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HttpAnswer, type HttpDoor, openHttp } from '../support/http.ts'
import { event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'
import { bringAbout, type DoerName, doers, examples, situations } from './situations.ts'

const now = '2026-03-02T10:00:00.000Z'
const file = new URL('./truth-table.csv', import.meta.url)
const columns = Object.keys(doers) as DoerName[]
/** REWRITE=1 writes what the product does into the table, to be read line by line before it is kept. */
const rewrite = process.env['REWRITE'] === '1'
const cpr = 'urn:oid:1.2.208.176.1.2'

interface Row {
  situation: string
  deed: string
  cells: string[]
}

function readTable(): Row[] {
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [situation = '', deed = '', ...cells] = line.split(';')
    return { situation, deed, cells }
  })
}

describe('the truth table', () => {
  let municipality: TestMunicipality
  let door: HttpDoor
  let free: string[]
  beforeAll(async () => {
    municipality = await openMunicipality(now)
    door = await openHttp(municipality)
    const people = Array.from({ length: 600 }, (_, index) => ({ system: cpr, value: `310250${1_000 + index}` }))
    const began = hoursAfter(now, -900)
    await municipality.send('system.carerecord', ...people.map((citizen, index) => registered(citizen, `Borger ${index}`, began)))
    await municipality.send('system.carerecord', ...people.map((citizen) => event('homenursing.granted', began, { citizen })))
    free = (await municipality.admin.query<{ id: string }>('select id from citizens')).rows.map((row) => row.id)
  }, 60_000)
  afterAll(async () => {
    await door.close()
    await municipality.close()
  })

  const fresh = (situation: string) => {
    const citizen = free.pop()
    if (citizen === undefined) throw new Error('no citizen is left for another journey')
    return bringAbout(door, situation, citizen)
  }
  /** Tries a deed as each of the doers; a journey that was changed is not used for the next. */
  const walk = async ({ situation, deed }: Pick<Row, 'situation' | 'deed'>): Promise<string[]> => {
    const cells: string[] = []
    let journey = await fresh(situation)
    for (const column of columns) {
      const before = await door.call(doers.tovholder, 'GET', journey.path)
      const answer = await door.call(
        doers[column],
        'POST',
        `${journey.path}/deeds`,
        { deed, detail: examples[deed]?.(journey.things) ?? {} },
        journey.etag,
      )
      cells.push(tell(before, answer))
      if (answer.status < 300) journey = await fresh(situation)
      else expect((await door.call(doers.tovholder, 'GET', journey.path)).etag).toBe(journey.etag)
    }
    return cells
  }

  test('every deed stands in it, and every situation', () => {
    const table = readTable()
    expect([...new Set(table.map((row) => row.deed))].sort()).toEqual(
      Object.keys(deedRules)
        .filter((deed) => deed !== 'open')
        .sort(),
    )
    expect([...new Set(table.map((row) => row.situation))]).toEqual(Object.keys(situations))
  })

  test.each((rewrite ? [] : readTable()).map((row) => [row.situation, row.deed, row] as const))('%s: %s', async (_, __, row) => {
    expect(await walk(row)).toEqual(row.cells)
  })

  test('at least one in ten cells is a yes, and nobody outside does anything', () => {
    const cells = readTable().flatMap((row) => row.cells)
    expect(cells.filter((cell) => cell.startsWith('ja')).length / cells.length).toBeGreaterThan(0.1)
    expect(new Set(readTable().map((row) => row.cells.at(-1)))).toEqual(new Set(['not-found']))
  })

  const writeAnew = async () => {
    const lines = [`situation;handling;${columns.join(';')}`]
    for (const { situation, deed } of readTable()) lines.push([situation, deed, ...(await walk({ situation, deed }))].join(';'))
    writeFileSync(file, `${lines.join('\n')}\n`)
  }
  if (rewrite) test('is written anew', { timeout: 600_000 }, writeAnew)
})

/** `ja: loop=accepted` with what is otherwise than before, or the code of the refusal. */
function tell(before: HttpAnswer, answer: HttpAnswer): string {
  if (answer.status === 204) return 'ja: teamet er ude'
  if (answer.status !== 200) return String(answer.body['code'])
  const [was, is] = [summarise(before.body), summarise(answer.body)]
  const changes = Object.keys(is).filter((key) => was[key] !== is[key])
  return changes.length === 0 ? 'ja' : `ja: ${changes.map((key) => `${key}=${is[key]}`).join(', ')}`
}

function summarise(journey: Record<string, unknown>): Record<string, string> {
  const list = (name: string) => journey[name] as Record<string, unknown>[]
  const { coordinator, substitute } = journey as Record<string, { username: string } | null>
  return {
    forløb: String(journey['status']),
    niveau: String(journey['level']),
    tovholder: coordinator?.username ?? 'ingen',
    afløser: substitute?.username ?? 'ingen',
    team: String(list('teams').filter((team) => team['to'] === null).length),
    mål: list('goals')
      .map((goal) => (goal['ended'] === null ? 'åbent' : 'afsluttet'))
      .join('+'),
    indsats: list('activities')
      .map((activity) => String(activity['status']))
      .join('+'),
    anmodning: list('loops')
      .map((loop) => String(loop['state']))
      .join('+'),
    møde: list('meetings')
      .map((meeting) => String(meeting['status']))
      .join('+'),
    personer: String(list('parties').filter((party) => party['to'] === null).length),
  }
}
