// The battery itself: events go in while the worker is killed without warning and the queue is lost once; then the sender's ledger is held against the database.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Comparison, compare } from './compare.ts'
import { openLedger, readLedger } from './ledger.ts'
import { openQueueInside, type QueueInside } from './queue-inside.ts'
import type { Stage } from './stage.ts'
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts'

export interface Plan {
  kills: number
  /** The kill (from 1) before which the queue loses everything. */
  wipeAtKill: number
  /** How long after the last kill everything must be done. */
  drainWithinMs: number
}

export interface Report extends Comparison {
  killsWithActiveJob: number
  jobsWiped: number
  /** From the last kill until every row was done; null when that did not happen in time. */
  drainedAfterMs: number | null
}

const sendersAtOnce = 8
const longestHuntMs = 3_000
/** Jobs that must be running when the queue is lost, so that something is. */
const jobsToLose = 3

/** Runs the plan against this stage with the worker of this entry file. */
export async function runBattery(stage: Stage, entry: string, plan: Plan): Promise<Report> {
  const ledger = openLedger(stage.ledgerPath)
  const inside = await openQueueInside(stage.queueAdminUrl)
  const hunter = new Hunter(inside, () => countAlerts(stage))
  const report = { killsWithActiveJob: 0, jobsWiped: 0 }
  const bursts = split(stage.names, plan.kills)
  let worker = await startWorkerProcess(entry, stage.environment)
  try {
    for (const [index, names] of bursts.entries()) {
      const sending = sendAll(names, (name) => ledger.record(name, () => stage.send(name)))
      const wipes = index + 1 === plan.wipeAtKill
      if (await hunter.freezeAtWork(worker, wipes ? jobsToLose : 1)) report.killsWithActiveJob += 1
      if (wipes) {
        report.jobsWiped = await inside.count()
        await inside.wipe()
      }
      await worker.kill()
      await sending
      worker = await startWorkerProcess(entry, stage.environment)
    }
    const drainedAfterMs = await drain(stage, plan.drainWithinMs)
    return { ...report, drainedAfterMs, ...(await compare(stage, readLedger(stage.ledgerPath))) }
  } finally {
    await worker.kill()
    await inside.close()
    ledger.close()
  }
}

/** Finds a moment in the middle of a worker's work, not at its first job: frozen, it cannot finish before it is looked at. */
class Hunter {
  readonly #inside: QueueInside
  readonly #countDone: () => Promise<number>
  readonly #earlierWorkers = new Set<string>()

  constructor(inside: QueueInside, countDone: () => Promise<number>) {
    this.#inside = inside
    this.#countDone = countDone
  }

  /** Leaves the worker frozen. False when it never had done something and was running as many jobs as wanted when it was looked at. */
  async freezeAtWork(worker: WorkerProcess, wanted: number): Promise<boolean> {
    const end = Date.now() + longestHuntMs
    const doneBefore = await this.#countDone()
    for (;;) {
      await sleep(Math.random() * 60)
      worker.freeze()
      const workers = (await this.#inside.listActiveTokens()).map((token) => token.slice(0, token.lastIndexOf(':')))
      const own = workers.filter((id) => !this.#earlierWorkers.has(id))
      const isAmid = own.length >= wanted && (await this.#countDone()) > doneBefore
      if (isAmid || Date.now() > end) {
        for (const id of own) this.#earlierWorkers.add(id)
        return isAmid
      }
      worker.thaw()
    }
  }
}

async function countAlerts(stage: Stage): Promise<number> {
  const rows = await stage.query<{ alerts: number }>('select count(*)::int as alerts from alerts')
  return rows[0]?.alerts ?? 0
}

async function sendAll(names: readonly string[], send: (name: string) => Promise<void>): Promise<void> {
  const waiting = names.values()
  const sender = async () => {
    for (const name of waiting) await send(name)
  }
  await Promise.all(Array.from({ length: sendersAtOnce }, sender))
}

async function drain(stage: Stage, withinMs: number): Promise<number | null> {
  const start = Date.now()
  while (Date.now() - start < withinMs) {
    if ((await stage.countUndone()) === 0) return Date.now() - start
    await sleep(250)
  }
  return null
}

function split<T>(values: readonly T[], parts: number): T[][] {
  return Array.from({ length: parts }, (_, part) => values.filter((_, index) => index % parts === part))
}
