// The pages of a journey in a whole municipality, against a bare route that answers the same bytes from one indexed select.
import { request } from 'node:http'
import { closeDatabase } from '@roedtraad/database'
import { type Deps, recordEvents } from '@roedtraad/use-cases'
import { seedJourneys } from '../seed-journeys.ts'
import type { Figure } from './ingest.ts'
import { present } from './load.ts'
import { multiply } from './multiply.ts'
import { citizens, type Stage } from './stage.ts'
import { eventOf } from './ways.ts'

export interface Size {
  citizens: number
  openJourneys: number
  facts: number
}

/** A municipality of that many people: of 200,000 have 30,000 an open journey, and ten million facts are held. */
export const sizeOf = (citizens: number): Size => ({ citizens, openJourneys: Math.ceil(citizens * 0.15), facts: citizens * 50 })
const samples = 300
const mostPageRatio = 3
const reader = 'nurse.health'

/** Fills the stage up to that size, and asks for list, journey page and timeline of many journeys, each in turn with the bare route. */
export async function measureScale(stage: Stage, size: Size): Promise<Figure[]> {
  await fill(stage, size)
  const journeys = await listSamples(stage)
  const figures: Figure[] = []
  for (const [name, path] of [
    ['list', (index: number) => `/api/v1/journeys?team=home-nursing${index % 2 === 0 ? '' : '&mine=true'}`],
    ['journey page', (index: number) => `/api/v1/journeys/${journeys[index]}`],
    ['timeline', (index: number) => `/api/v1/journeys/${journeys[index]}/timeline`],
  ] as const)
    figures.push(await measurePage(stage, name, path))
  return figures
}

async function fill(stage: Stage, size: Size): Promise<void> {
  const deps = stage.openDeps()
  const everybody = Array.from({ length: citizens }, (_, index) => index)
  await send(
    deps,
    'employment',
    everybody.filter((index) => index % 3 === 0).map((index) => told('employment', 'sickleave.started', index, 200)),
  )
  await send(
    deps,
    'social',
    everybody.filter((index) => index % 2 === 0).map((index) => told('social', 'social.support.granted', index, 300)),
  )
  const models = await seedJourneys(deps)
  const { people, facts } = await findModels(stage)
  await send(deps, 'carerecord', listContacts(people, Math.max(0, Math.round(size.facts / size.citizens - facts))))
  await closeDatabase(deps.database)
  await multiply(stage.admin, { copies: Math.ceil(size.citizens / models), withJourney: Math.ceil(size.openJourneys / models) })
  const { rows } = await stage.admin.query<Size>(
    `select (select count(*) from citizens)::int as citizens, (select count(*) from journeys where status = 'open')::int as "openJourneys", (select count(*) from facts)::int as facts`,
  )
  process.stdout.write(`filled: ${JSON.stringify(rows[0])}\n`)
}

/** Who got a journey, by the number under which the stage registered her, and how many facts are held about each already. */
async function findModels(stage: Stage): Promise<{ people: number[]; facts: number }> {
  const { rows } = await stage.admin.query<{ index: number; facts: number }>(
    `select split_part(e.source_id, '-', 2)::int as index, (select count(*)::int from facts f where f.citizen_id = e.citizen_id) as facts
     from events e where e.kind = 'citizen.registered' and e.citizen_id in (select citizen_id from journeys)`,
  )
  return { people: rows.map((row) => row.index), facts: rows.reduce((sum, row) => sum + row.facts, 0) / rows.length }
}

/** Two years of visits to each. */
function listContacts(people: readonly number[], each: number) {
  const daysAgo = (part: number) => 1 + Math.floor((part * 700) / each)
  return people.flatMap((index) =>
    Array.from({ length: each }, (_, part) => told('carerecord', 'nursing.contact', index, daysAgo(part), part)),
  )
}

const told = (system: string, kind: string, index: number, daysAgo: number, part = 0) => ({
  ...eventOf(kind, index, { id: `${kind}-${index}-${part}`, time: new Date(Date.now() - daysAgo * 86_400_000).toISOString() }),
  source: `urn:${system}:bench`,
})

async function send(deps: Deps, system: string, events: readonly unknown[]): Promise<void> {
  const sender = { username: `system.${system}` }
  for (let at = 0; at < events.length; at += 1_000) {
    const { quarantined } = await recordEvents(deps, sender, events.slice(at, at + 1_000))
    if (quarantined.length > 0) throw new Error(`the bench sends what is refused: ${JSON.stringify(quarantined[0])}`)
  }
}

async function listSamples(stage: Stage): Promise<string[]> {
  const { rows } = await stage.admin.query<{ id: string }>(
    `select journey_id as id from journey_teams where team = 'home-nursing' and valid_to is null order by md5(journey_id::text) limit $1`,
    [samples],
  )
  if (rows.length < samples) throw new Error(`only ${rows.length} journeys to ask for`)
  return rows.map((row) => row.id)
}

/** Once to learn what ours answers, then interleaved; p95 of ours over p95 of bare, in milliseconds. */
async function measurePage(stage: Stage, name: string, path: (index: number) => string): Promise<Figure> {
  const headers = { authorization: `Bearer ${stage.tokenOf(reader)}` }
  await stage.admin.query('truncate bare_pages')
  for (let index = 0; index < samples; index++) {
    const { body } = await ask(stage.ours + path(index), headers)
    await stage.admin.query('insert into bare_pages values ($1, $2)', [String(index), body])
  }
  await stage.admin.query('vacuum (analyze) bare_pages')
  const ours: number[] = []
  const bare: number[] = []
  for (let index = 0; index < samples; index++) {
    ours.push((await ask(stage.ours + path(index), headers)).ms)
    bare.push((await ask(`${stage.bare}/pages/${index}`, headers)).ms)
  }
  const ratio = percentile(ours, 0.95) / percentile(bare, 0.95)
  const show = (times: number[]) => `p95 ${percentile(times, 0.95).toFixed(1)}, ${present(times)}`
  return { name: `${name} (ms)`, ours: show(ours), bare: show(bare), ratio, bound: `≤ ${mostPageRatio}`, holds: ratio <= mostPageRatio }
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

function ask(url: string, headers: Record<string, string>): Promise<{ ms: number; body: string }> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const call = request(url, { headers }, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (text: string) => (body += text))
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve({ ms: performance.now() - began, body })
        else reject(new Error(`${url} answered ${answer.statusCode}: ${body.slice(0, 300)}`))
      })
    })
    call.once('error', reject)
    call.end()
  })
}
