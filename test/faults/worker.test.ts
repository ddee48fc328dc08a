// The worker process by itself: how it starts, how it ends, and how it says that it is alive.
import { spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { compare } from './compare.ts'
import { openQueueInside } from './queue-inside.ts'
import { openStage, type Stage } from './stage.ts'
import { productWorker, startWorkerProcess, type WorkerProcess } from './worker-process.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ citizens: 60 })
}, 60_000)
afterAll(() => stage.close())

const started: WorkerProcess[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map((worker) => worker.kill()))
})

/** Starts the product's worker; it does not outlive its test. */
async function startWorker(): Promise<WorkerProcess> {
  const worker = await startWorkerProcess(productWorker, stage.environment)
  started.push(worker)
  return worker
}

test('a configuration that cannot be used is told whole, without its secrets, and ends with 1', () => {
  const env = { DATABASE_URL: 'mysql://root:hunter2@db/x', QUEUE_URL: stage.environment.QUEUE_URL, CLOCK: '+1h' }
  const { status, stderr } = spawnSync(process.execPath, [productWorker], { env, encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain('DATABASE_URL cannot be used')
  expect(stderr).toContain('KEYS_FILE is missing')
  expect(stderr).toContain('CLOCK is accepted only with the local identity provider')
  expect(stderr).not.toContain('hunter2')
})

test('the canary comes through the queue within seconds of the start', async () => {
  const worker = await startWorker()
  const age = async () =>
    (
      await stage.query<{ age: number }>(
        `select extract(epoch from clock_timestamp() - at)::float8 as age from heartbeats where name = 'canary'`,
      )
    )[0]?.age
  await expect.poll(age, { timeout: 5_000 }).toBeLessThan(5)
  expect(await worker.terminate()).toBe(0)
})

test('SIGTERM under load ends within ten seconds, leaves no job half done, and the next worker does the rest', {
  timeout: 60_000,
}, async () => {
  const first = await startWorker()
  const sending = Promise.all(stage.names.map((name) => stage.send(name)))
  await sleep(100)
  const begun = performance.now()
  expect(await first.terminate()).toBe(0)
  expect(performance.now() - begun).toBeLessThan(10_000)
  const inside = await openQueueInside(stage.queueAdminUrl)
  expect(await inside.listActiveTokens()).toEqual([])
  await inside.close()
  expect(await sending).not.toContain(false)
  const second = await startWorker()
  await expect.poll(() => stage.countUndone(), { timeout: 30_000 }).toBe(0)
  expect(await second.terminate()).toBe(0)
  const everybody = new Map(stage.names.map((name) => [name, 'ok' as const]))
  expect(await compare(stage, everybody)).toMatchObject({ sent: 60, lost: [], twice: [] })
})

test('a worker whose every connection is cut, listeners included, goes on by itself', { timeout: 120_000 }, async () => {
  const worker = await startWorker()
  const beats = async () => (await stage.query<{ at: Date }>(`select at from heartbeats where name = 'canary'`))[0]?.at.getTime() ?? 0
  let cuts = 0
  // Often, and not in step with anything: what matters is what each of its parts was doing when its connection went.
  for (let round = 0; round < 20; round++) {
    await sleep(50 + 37 * round)
    const cut = await stage.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'rt_worker' and datname = current_database()`,
    )
    cuts += cut.length
  }
  expect(cuts).toBeGreaterThan(20)
  const cutAt = Date.now()
  await Promise.all(stage.names.slice(0, 20).map((name) => stage.send(name)))
  await expect.poll(() => stage.countUndone(), { timeout: 80_000 }).toBe(0)
  await expect.poll(beats, { timeout: 20_000 }).toBeGreaterThan(cutAt)
  expect(await worker.terminate()).toBe(0)
})

test('judging that fails waits in its row with a cause, tells no name and no number, and succeeds once it can', {
  timeout: 60_000,
}, async () => {
  const [name = ''] = stage.names
  await stage.query('revoke insert on receipts from rt_worker')
  const worker = await startWorker()
  await stage.send(name)
  await expect.poll(() => worker.output(), { timeout: 10_000 }).toContain('judging failed')
  expect(worker.output()).toContain('42501')
  expect(worker.output()).not.toMatch(/Prøve|\b\d{6}-?\d{4}\b/)
  const rows = await stage.query<{ error: string }>(`select error from outbox where state = 'waiting' and error is not null`)
  expect(rows).toEqual([{ error: 'error: 42501' }])
  await stage.query('grant insert on receipts to rt_worker')
  await expect.poll(() => stage.countUndone(), { timeout: 30_000 }).toBe(0)
  await worker.terminate()
})

test('announcements without a pause, of rows that nobody has, keep no row waiting that came without one', { timeout: 60_000 }, async () => {
  const worker = await startWorker()
  await expect.poll(() => stage.countUndone(), { timeout: 20_000 }).toBe(0)
  await stage.query(
    `insert into outbox (municipality, id, citizen_id, kinds) select municipality, uuidv7(), id, '{hospital.stay}' from citizens limit 5`,
  )
  let announcing = true
  const noise = (async () => {
    while (announcing) await stage.query(`select pg_notify('outbox', uuidv7()::text)`)
  })()
  await expect.poll(() => stage.countUndone(), { timeout: 10_000 }).toBe(0)
  announcing = false
  await noise
  expect(await worker.terminate()).toBe(0)
})
