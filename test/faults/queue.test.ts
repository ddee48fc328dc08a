// What the rest of the house may rely on, on both backends.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectQueue, type JobHandlers, type Queue, setUpQueue, toDetectJobs } from '@roedtraad/queue'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { cloneDatabase } from '../support/database.ts'
import { type LocalRedis, startRedis } from './redis.ts'

type Url = () => string
const opened: Queue[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((queue) => queue.close(2_000)))
})

async function open(url: string): Promise<Queue> {
  const queue = await connectQueue({ url })
  opened.push(queue)
  return queue
}

/** Handlers that write down what they were handed. */
function recording(also: (id: string) => Promise<void> = async () => undefined) {
  const seen: string[] = []
  const handlers: JobHandlers = {
    detect: async ({ ids }) => {
      for (const id of ids) {
        seen.push(id)
        await also(id)
      }
    },
    canary: async () => void seen.push('canary'),
  }
  return { seen, handlers }
}

function promises(url: Url): void {
  losesNothing(url)
  keepsOrder(url)
}

function losesNothing(url: Url): void {
  test('every id arrives once, however they were grouped', async () => {
    const queue = await open(url())
    const { seen, handlers } = recording()
    const ids = Array.from({ length: 333 }, () => randomUUID())
    await queue.add('detect', toDetectJobs(ids))
    await queue.work(handlers)
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(333)
    expect(new Set(seen)).toEqual(new Set(ids))
  })

  test('the same work added twice is done once while it waits', async () => {
    const queue = await open(url())
    const { seen, handlers } = recording()
    const [id, other, last] = [randomUUID(), randomUUID(), randomUUID()]
    for (let count = 0; count < 3; count++) await queue.add('detect', [{ ids: [id] }, { ids: [id, other] }])
    await queue.add('detect', [{ ids: [last] }])
    await queue.work(handlers)
    await expect.poll(() => seen.includes(last)).toBe(true)
    expect(seen.filter((one) => one === id)).toHaveLength(2)
  })

  test('what was done, or failed, can be added again: a retry is never swallowed', async () => {
    const queue = await open(url())
    const id = randomUUID()
    const { seen, handlers } = recording(async () => {
      throw new Error('no')
    })
    await queue.work(handlers)
    for (let round = 1; round <= 3; round++) {
      await queue.add('detect', [{ ids: [id] }])
      await expect.poll(() => seen.length).toBe(round)
      await sleep(100)
    }
  })
}

function keepsOrder(url: Url): void {
  test('the canary overtakes a backlog', async () => {
    const queue = await open(url())
    const { seen, handlers } = recording(() => sleep(20))
    await queue.add(
      'detect',
      Array.from({ length: 100 }, () => ({ ids: [randomUUID()] })),
    )
    await queue.add('canary', [{ id: randomUUID() }])
    await queue.work(handlers)
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(101)
    expect(seen.indexOf('canary')).toBeLessThan(10)
  })

  test('a job that carries anything but its ids reaches no handler', async () => {
    const queue = await open(url())
    const { seen, handlers } = recording()
    await queue.add('detect', [{ ids: ['Nancy Ann Berggren'] }, { ids: [randomUUID()] }])
    await queue.work(handlers)
    await expect.poll(() => seen.length).toBe(1)
    expect(seen[0]).not.toContain('Nancy')
  })

  test('closing waits for the job that runs, and gives up at the deadline', async () => {
    const queue = await open(url())
    const { handlers } = recording(() => sleep(1_500))
    await queue.work(handlers)
    await queue.add('detect', [{ ids: [randomUUID()] }])
    await expect.poll(() => queue.countWaiting()).toBe(0)
    const begun = performance.now()
    expect(await queue.close(300)).toBe(false)
    expect(performance.now() - begun).toBeLessThan(1_000)
  })
}

describe('the queue on PostgreSQL, as the role of the worker', () => {
  let clone: Awaited<ReturnType<typeof cloneDatabase>>
  beforeAll(async () => {
    clone = await cloneDatabase()
    await setUpQueue(clone.adminUrl, { grantTo: ['rt_worker'] })
  })
  afterAll(() => clone.drop())

  promises(() => clone.workerUrl)

  test('setting up again changes nothing and hurts nobody', async () => {
    await Promise.all([1, 2, 3].map(() => setUpQueue(clone.adminUrl, { grantTo: ['rt_worker'] })))
  })
})

describe.skipIf(inject('redisUrl') === null)('the queue on Redis', () => {
  let redis: LocalRedis
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())

  promises(() => redis.url)

  test('a Redis that throws keys away when memory is short is refused in one sentence', async () => {
    await expect(setUpQueue(redis.url)).resolves.toBeUndefined()
    const careless = await startRedis('allkeys-lru')
    await expect(setUpQueue(careless.url)).rejects.toThrow(/must run with maxmemory-policy noeviction.+allkeys-lru/)
    careless.stop()
  })

  test('a Redis that hangs lets nobody wait longer than its five seconds, and is used again afterwards', { timeout: 20_000 }, async () => {
    const queue = await open(redis.url)
    const { seen, handlers } = recording()
    await queue.work(handlers)
    redis.freeze()
    const begun = performance.now()
    await expect(queue.add('detect', [{ ids: [randomUUID()] }])).rejects.toThrow()
    expect(performance.now() - begun).toBeLessThan(6_000)
    redis.thaw()
    const after = randomUUID()
    await expect
      .poll(
        () =>
          queue.add('detect', [{ ids: [after] }]).then(
            () => seen.includes(after),
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(true)
  })

  test('a Redis that dies and comes back empty is used again by whoever was connected', { timeout: 40_000 }, async () => {
    const queue = await open(redis.url)
    const { seen, handlers } = recording()
    await queue.work(handlers)
    const restarted = redis.killAndRestart(3_000)
    await sleep(200)
    const begun = performance.now()
    await expect(queue.add('detect', [{ ids: [randomUUID()] }])).rejects.toThrow()
    expect(performance.now() - begun).toBeLessThan(6_000)
    await restarted
    const after = randomUUID()
    await expect
      .poll(
        () =>
          queue.add('detect', [{ ids: [after] }]).then(
            () => seen.includes(after),
            () => false,
          ),
        { timeout: 30_000, interval: 200 },
      )
      .toBe(true)
  })
})
