// From what is sent to the open stream of the team's screen, against the barest hop that could carry it: a request with the same token,
// one job through the same kind of queue, one commit. At 16 in flight: until the last of sixteen sent at once is heard of, or answered.
import { startRedis } from '../local-redis.ts'
import type { Figure } from './ingest.ts'
import { median, present } from './load.ts'
import type { Stage } from './stage.ts'
import { openStream, type Stream } from './stream.ts'
import { eventWay, messageWay, type Way } from './ways.ts'

/** The first rounds find code and plans cold on both sides and are not counted. */
const rounds = [
  { inFlight: 1, warm: 60, counted: 40 },
  { inFlight: 16, warm: 2, counted: 8 },
]
const mostLiveRatio = 3

/** Interleaved, on each backend that the machine has. Milliseconds. */
export async function measureLive(stage: Stage): Promise<Figure[]> {
  const redis = await startRedis()
  const figures: Figure[] = []
  for (const [name, url] of [
    ['PostgreSQL', stage.queueUrl],
    ['Redis', redis?.url],
  ] as const)
    if (url !== undefined) figures.push(...(await measureBackend(stage, url, name)))
  await redis?.stop()
  return figures
}

async function measureBackend(stage: Stage, queueUrl: string, name: string): Promise<Figure[]> {
  const worker = stage.startWorker(queueUrl)
  const hop = await stage.startHop(queueUrl.startsWith('redis') ? queueUrl : stage.bareQueueUrl)
  const figures: Figure[] = []
  try {
    await untilIdle(stage)
    for (const way of [eventWay, messageWay]) {
      const stream = await openStream(stage, way.watcher)
      for (const { inFlight, warm, counted } of rounds)
        figures.push(
          await measureWay({ stage, way, stream, hopUrl: hop.url, name: `${way.name} → live stream on ${name}`, inFlight, warm, counted }),
        )
      stream.close()
    }
  } finally {
    await hop.stop()
    await worker.stop()
  }
  return figures
}

async function measureWay(options: {
  stage: Stage
  way: Way
  stream: Stream
  hopUrl: string
  name: string
  inFlight: number
  warm: number
  counted: number
}): Promise<Figure> {
  const { stage, way, stream, hopUrl, inFlight, warm, counted } = options
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < warm + counted; round++) {
    const citizens = Array.from({ length: inFlight }, () => stage.nextCitizen(way))
    const heard = await stream.untilHeard(inFlight, () => Promise.all(citizens.map((index) => way.send(stage, index))))
    const hopped = await hopOnce(stage, hopUrl, inFlight)
    if (round < warm) continue
    ours.push(heard)
    bare.push(hopped)
  }
  const ratio = median(ours) / median(bare)
  return {
    name: `${options.name}, ${inFlight} in flight (ms)`,
    ours: present(ours),
    bare: present(bare),
    ratio,
    bound: `≤ ${mostLiveRatio}`,
    holds: ratio <= mostLiveRatio,
  }
}

async function hopOnce(stage: Stage, url: string, inFlight: number): Promise<number> {
  const headers = { authorization: `Bearer ${stage.tokenOf('system.carerecord')}` }
  const began = performance.now()
  const one = async () => {
    const answer = await fetch(`${url}/hop`, { method: 'POST', headers })
    if (answer.status !== 202) throw new Error(`the bare hop answered ${answer.status}`)
    await answer.arrayBuffer()
  }
  await Promise.all(Array.from({ length: inFlight }, one))
  return performance.now() - began
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
