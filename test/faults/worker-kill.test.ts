// Kill -9, again and again, and a queue that is lost once: every event taken in must still become exactly one alert.
// Here a sample on each backend; all of it with FULL=1.

import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { type Plan, type Report, runBattery } from './battery.ts'
import { type LocalRedis, startRedis } from './redis.ts'
import { openStage } from './stage.ts'
import { productWorker } from './worker-process.ts'

const full = process.env.FULL === '1'
const size: Plan & { events: number; leastHits: number } = full
  ? { events: 2_000, kills: 20, wipeAtKill: 10, drainWithinMs: 90_000, leastHits: 15 }
  : { events: 300, kills: 5, wipeAtKill: 2, drainWithinMs: 90_000, leastHits: 4 }
const minutes = 60_000

async function run(entry: string, plan: Plan & { events: number }, redisUrl?: string): Promise<Report> {
  const stage = await openStage({ citizens: plan.events, ...(redisUrl === undefined ? {} : { redisUrl }) })
  try {
    return await runBattery(stage, entry, plan)
  } finally {
    await stage.close()
  }
}

/** The figures in one line, for whoever keeps them. */
function tell(backend: string, report: Report): void {
  const { sent, killsWithActiveJob, jobsWiped, drainedAfterMs, lost, twice } = report
  console.info(
    `${backend}: ${sent} events, ${size.kills} kills (${killsWithActiveJob} with a job running), ${jobsWiped} jobs wiped, done ${drainedAfterMs} ms after the last kill, lost ${lost.length}, twice ${twice.length}`,
  )
}

function expectNothingLostOrDoubled(report: Report): void {
  // First what makes the rest worth believing: everything was sent, work was hit, and the queue held something when it was lost.
  expect(report).toMatchObject({ sent: size.events, notAnswered: [] })
  expect(report.killsWithActiveJob).toBeGreaterThanOrEqual(size.leastHits)
  expect(report.jobsWiped).toBeGreaterThan(0)
  expect(report).toMatchObject({ lost: [], twice: [], unasked: [] })
  expect(report.drainedAfterMs).not.toBeNull()
}

describe.concurrent('events while the worker is killed', () => {
  test('PostgreSQL as the queue: none lost, none twice, all done in time', { timeout: 10 * minutes }, async () => {
    const report = await run(productWorker, size)
    tell('PostgreSQL', report)
    expectNothingLostOrDoubled(report)
  })

  test.each([
    {
      without: 'a reconciler',
      saboteur: 'no-reconciler',
      harm: 'lost',
      plan: { events: 60, kills: 2, wipeAtKill: 1, drainWithinMs: 30_000 },
    },
    {
      without: 'a unique effect',
      saboteur: 'no-unique-effect',
      harm: 'twice',
      plan: { events: 150, kills: 4, wipeAtKill: 2, drainWithinMs: 30_000 },
    },
  ] as const)('a worker without $without is caught', { timeout: 5 * minutes }, async ({ saboteur, harm, plan }) => {
    const report = await run(fileURLToPath(new URL(`./saboteurs/${saboteur}.ts`, import.meta.url)), plan)
    console.info(`${saboteur}: ${harm} ${report[harm].length} of ${report.sent}`)
    expect(report[harm].length).toBeGreaterThan(0)
  })
})

describe.skipIf(inject('redisUrl') === null)('events while the worker is killed, with Redis', () => {
  let redis: LocalRedis | undefined
  afterAll(() => redis?.stop())

  test('Redis as the queue: none lost, none twice, all done in time', { timeout: 10 * minutes }, async () => {
    redis = await startRedis()
    const report = await run(productWorker, size, redis.url)
    tell('Redis', report)
    expectNothingLostOrDoubled(report)
  })
})
