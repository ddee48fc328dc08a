// From the hospital's message to the nurse's open stream, against the barest hop that could carry it: one job through the same queue and one commit.
import { randomUUID } from 'node:crypto'
import { cprSystem, type HospitalNotification } from '@roedtraad/domain'
import { writeHospitalNotification } from '@roedtraad/exchange'
import { connectQueue } from '@roedtraad/queue'
import pg from 'pg'
import { startRedis } from '../local-redis.ts'
import type { Figure } from './ingest.ts'
import { median, present } from './load.ts'
import { numberOf, type Stage } from './stage.ts'

const samples = 40
const mostLiveRatio = 3

/** Interleaved, one at a time, on each backend that the machine has. Milliseconds. */
export async function measureLive(stage: Stage): Promise<Figure[]> {
  const redis = await startRedis()
  const figures = [await measureBackend(stage, stage.queueUrl, 'PostgreSQL', 0)]
  if (redis !== undefined) figures.push(await measureBackend(stage, redis.url, 'Redis', samples * 2))
  await redis?.stop()
  return figures
}

async function measureBackend(stage: Stage, queueUrl: string, name: string, firstCitizen: number): Promise<Figure> {
  const worker = stage.startWorker(queueUrl)
  const stream = await openStream(stage)
  const hop = await openHop(stage, queueUrl.startsWith('redis') ? queueUrl : stage.bareQueueUrl)
  const ours: number[] = []
  const bare: number[] = []
  try {
    await untilIdle(stage)
    await stream.untilHeard(() => tell(stage, firstCitizen))
    for (let sample = 1; sample <= samples; sample++) {
      ours.push(await stream.untilHeard(() => tell(stage, firstCitizen + sample)))
      bare.push(await hop.once())
    }
  } finally {
    await hop.close()
    stream.close()
    await worker.stop()
  }
  const ratio = median(ours) / median(bare)
  return {
    name: `message → live stream on ${name} (ms)`,
    ours: present(ours),
    bare: present(bare),
    ratio,
    bound: `≤ ${mostLiveRatio}`,
    holds: ratio <= mostLiveRatio,
  }
}

/** What the set-up and the last measurement left to judge is judged first. */
async function untilIdle(stage: Stage): Promise<void> {
  for (;;) {
    const { rows } = await stage.admin.query<{ left: number }>(
      `select count(*)::int as left from outbox where state in ('waiting', 'sent')`,
    )
    if (rows[0]?.left === 0) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

const hospital = { sor: '265161000016000', gln: null, name: 'Herlev Hospital' }
const municipality = { sor: '953741000016009', gln: null, name: 'Rødby Kommune' }

function admissionOf(index: number): HospitalNotification {
  const at = new Date(Date.now() - 60_000).toISOString()
  return {
    bundleId: randomUUID(),
    headerId: randomUUID(),
    contentHash: '',
    patient: { identifiers: [{ system: cprSystem, value: numberOf(index) }], name: null, deceased: null },
    step: 'admit-inpatient',
    act: 'tell',
    class: 'IMP',
    episodes: [{ system: 'https://sor2.sum.dsdn.dk/#id=265161000016000', value: randomUUID() }],
    serviceProvider: hospital,
    sender: hospital,
    receiver: municipality,
    period: { start: at, end: null },
    leave: null,
    occurredAt: at,
    revises: [],
    reportOfAdmission: { requested: false, recipient: null },
  }
}

/** A grant of home care is open; a stay that begins raises HO1 and is heard at once. */
async function tell(stage: Stage, index: number): Promise<void> {
  const notification = admissionOf(index)
  const headers = { 'content-type': 'application/fhir+json', authorization: `Bearer ${stage.issuer.mint('system.hospital')}` }
  const body = JSON.stringify(writeHospitalNotification(notification, notification.occurredAt))
  const answer = await fetch(`${stage.ours}/fhir/$process-message`, { method: 'POST', headers, body })
  const text = await answer.text()
  if (!text.includes('"code":"ok"')) throw new Error(`the message was not taken: ${answer.status} ${text.slice(0, 300)}`)
}

interface Stream {
  /** Milliseconds from calling `deed` to the next `alerts` event. */
  untilHeard(deed: () => Promise<void>): Promise<number>
  close(): void
}

async function openStream(stage: Stage): Promise<Stream> {
  const control = new AbortController()
  const answer = await fetch(`${stage.ours}/api/v1/live`, {
    headers: { authorization: `Bearer ${stage.issuer.mint('assistant.elderly')}`, accept: 'text/event-stream' },
    signal: control.signal,
  })
  if (!answer.ok || answer.body === null) throw new Error(`the live stream answered ${answer.status}`)
  let hear: (() => void) | undefined
  void read(answer.body, () => hear?.()).catch(() => undefined)
  return {
    async untilHeard(deed) {
      const began = performance.now()
      const heard = new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('nothing was heard within 20 s')), 20_000)
        hear = () => {
          clearTimeout(late)
          resolve()
        }
      })
      await deed()
      await heard
      return performance.now() - began
    },
    close: () => control.abort(),
  }
}

async function read(body: ReadableStream<Uint8Array>, onAlerts: () => void): Promise<void> {
  const decoder = new TextDecoder()
  for await (const chunk of body) if (decoder.decode(chunk, { stream: true }).includes('event: alerts')) onAlerts()
}

/** A job through a queue of the same backend, handled by committing one row. */
async function openHop(stage: Stage, queueUrl: string): Promise<{ once(): Promise<number>; close(): Promise<void> }> {
  const queue = await connectQueue({ url: queueUrl, prefix: 'bench' })
  let done: (() => void) | undefined
  const pool = new pg.Pool({ connectionString: stage.adminUrl, max: 2 })
  const handle = async () => {
    await pool.query('insert into bare values ($1, $2)', [randomUUID(), '{}'])
    done?.()
  }
  await queue.work({ detect: handle, canary: handle })
  const once = async () => {
    const began = performance.now()
    const handled = new Promise<void>((resolve) => {
      done = resolve
    })
    await queue.add('canary', [{ id: randomUUID() }])
    await handled
    return performance.now() - began
  }
  await once()
  return { once, close: async () => void (await Promise.all([queue.close(), pool.end()])) }
}
