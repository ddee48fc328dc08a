// Who may do what in which situation, and what becomes of it: every cell of truth-table.csv, walked over HTTP.
import { readFileSync, writeFileSync } from 'node:fs'
import { type DeedRule, deedRules, type Who } from '@roedtraad/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HttpAnswer, type HttpDoor, openHttp } from '../support/http.ts'
import { event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'
import { type Brought, bringAbout, type DoerName, doers, examples, situations } from './situations.ts'

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
    const people = Array.from({ length: 1_000 }, (_, index) => ({ system: cpr, value: `310250${1_000 + index}` }))
    const began = hoursAfter(now, -900)
    await municipality.send('system.carerecord', ...people.map((citizen, index) => registered(citizen, `Borger ${index}`, began)))
    await municipality.send('system.carerecord', ...people.map((citizen) => event('homenursing.granted', began, { citizen })))
    free = (await municipality.admin.query<{ id: string }>('select id from citizens')).rows.map((row) => row.id)
  }, 60_000)
  afterAll(async () => {
    await door.close()
    await municipality.close()
  })

  /** Journeys that nothing was done to since they were brought into their situation: the next row takes them. */
  const untouched = new Map<string, Brought>()
  const bring = async (situation: string): Promise<Brought> => {
    const left = untouched.get(situation)
    untouched.delete(situation)
    if (left !== undefined) return left
    const citizen = free.pop()
    if (citizen === undefined) throw new Error('no citizen is left for another journey')
    return bringAbout(door, situation, citizen)
  }
  /** Tries a deed as each of the doers; a journey that was changed is not used for the next. */
  const walk = async ({ situation, deed }: Pick<Row, 'situation' | 'deed'>): Promise<string[]> => {
    const cells: string[] = []
    let brought = await bring(situation)
    for (const column of columns) {
      municipality.clock.at = hoursAfter(now, situations[situation]?.hoursLater ?? 0)
      const answer = await tryDeed(door, doers[column], brought, deed)
      municipality.clock.at = now
      cells.push(tell(brought.journey, answer))
      if (answer.status < 300) brought = await bring(situation)
    }
    expect((await door.call(doers.tovholder, 'GET', brought.path)).etag).toBe(brought.etag)
    untouched.set(situation, brought)
    return cells
  }

  const everyDeed = [...Object.keys(deedRules).filter((deed) => deed !== 'open'), 'withdraw', 'correct'].sort()
  test.each(['åbent forløb', 'lukket forløb'])('every deed stands in it: %s', (situation) => {
    const deeds = readTable().flatMap((row) => (row.situation === situation ? [row.deed] : []))
    expect(deeds.sort()).toEqual(everyDeed)
  })

  test('every situation stands in it, and each with all that is about what differs in it', () => {
    const table = readTable()
    expect([...new Set(table.map((row) => row.situation))]).toEqual(Object.keys(situations))
    const ofSituation = (situation: string) => table.filter((row) => row.situation === situation).map((row) => row.deed)
    const about = (part: RegExp) => everyDeed.filter((deed) => part.test(deed))
    for (const situation of Object.keys(situations)) {
      const part = /^henvisning|^overlevering/.test(situation)
        ? /-loop$/
        : /^møde/.test(situation)
          ? /^(hold|cancel)-meeting$/
          : /^indsats|^bro/.test(situation)
            ? /^(begin|finish|cancel|reschedule|hand-over)-activity$|^hold-first/
            : /^$/
      expect([situation, ofSituation(situation)]).toEqual([situation, expect.arrayContaining(about(part))])
    }
  })

  /** In which columns a deed of each kind must succeed somewhere. */
  const mustSucceed: Record<Who, DoerName[]> = {
    participant: ['tovholder', 'modtager', 'anden deltager', 'leder'],
    holder: ['tovholder', 'modtager', 'leder'],
    joiner: ['tovholder', 'leder'],
    owner: ['tovholder', 'leder'],
    asker: ['tovholder', 'leder'],
    receiver: ['modtager'],
    lead: ['leder'],
    job: [],
  }
  // What the case system refused can be sent again; the worker alone brings that about, so it has tests of its own.
  const elsewhere = ['open', 'retry-filing']
  test.each(Object.entries(deedRules).filter(([deed]) => !elsewhere.includes(deed)))(
    '%s succeeds for everybody who may, and never for whom it is not',
    (deed, { who }) => {
      const succeeds = columns.filter((_, index) => readTable().some((row) => row.deed === deed && row.cells[index]?.startsWith('ja')))
      // The example of a referral asks the other participant's team, which cannot ask itself.
      const must = mustSucceed[who].filter((column) => deed !== 'refer' || column !== 'anden deltager')
      expect(succeeds).toEqual(expect.arrayContaining(must))
      if (mustSucceed[who].length < 2) expect(succeeds).toEqual(mustSucceed[who])
    },
  )

  test.each((rewrite ? [] : readTable()).map((row) => [row.situation, row.deed, row] as const))('%s: %s', async (_, __, row) => {
    expect(await walk(row)).toEqual(row.cells)
  })

  test('nobody outside does anything', () => {
    expect(new Set(readTable().map((row) => row.cells.at(-1)))).toEqual(new Set(['not-found']))
  })

  /** Rules of the product with one plausible mistake each, and the row that must notice. */
  const mistakes: [string, string, keyof typeof deedRules, Partial<DeedRule>][] = [
    ['åbent forløb', 'anybody changes the level', 'set-level', { who: 'participant' }],
    ['lukket forløb', 'a closed journey takes new goals', 'add-goal', { whenClosed: true }],
    ['henvisning gennemført', 'what is done is accepted again', 'accept-loop', { check: () => undefined }],
    ['møde indkaldt', 'a record is written of a meeting that lies ahead', 'hold-meeting', { check: () => undefined }],
    ['henvisning sendt', 'whoever takes part answers for the team that was asked', 'decline-loop', { who: 'participant' }],
  ]
  test.each(rewrite ? [] : mistakes)('%s: a product in which %s is caught', async (situation, _, deed, mistake) => {
    const rule: DeedRule = deedRules[deed]
    const right = { ...rule }
    Object.assign(rule, mistake)
    const cells = await walk({ situation, deed }).finally(() => Object.assign(rule, right))
    expect(cells).not.toEqual(readTable().find((row) => row.situation === situation && row.deed === deed)?.cells)
  })

  const writeAnew = async () => {
    const lines = [`situation;handling;${columns.join(';')}`]
    for (const { situation, deed } of readTable()) lines.push([situation, deed, ...(await walk({ situation, deed }))].join(';'))
    writeFileSync(file, `${lines.join('\n')}\n`)
  }
  if (rewrite) test('is written anew', { timeout: 600_000 }, writeAnew)
})

/** Withdrawals and corrections are about the goal; everything else about what its example names. */
function tryDeed(door: HttpDoor, username: string, journey: Brought, deed: string): Promise<HttpAnswer> {
  const { path, etag, things } = journey
  const said = examples[deed]?.(things) ?? {}
  const about = `${path}/deeds/${things['goal']}`
  if (deed === 'withdraw') return door.call(username, 'POST', `${about}/withdrawal`, said, etag)
  if (deed === 'correct') return door.call(username, 'POST', `${about}/correction`, { detail: said }, etag)
  return door.call(username, 'POST', `${path}/deeds`, { deed, detail: said }, etag)
}

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
