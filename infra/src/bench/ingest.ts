// One event by one event over HTTP, against a route that does nothing but check the token and insert one row.
import { measureRate, median, present } from './load.ts'
import { citizens, type Stage } from './stage.ts'
import { eventOf } from './ways.ts'

const rounds = 5
const leastIngestRatio = 0.4

export interface Figure {
  name: string
  ours: string
  bare: string
  ratio: number
  bound: string
  holds: boolean
}

let sent = 0
function nextEvent(): string {
  sent += 1
  return JSON.stringify(eventOf('nursing.contact', sent % citizens))
}

/** Interleaved rounds at 1 and at 16 in flight; requests per second, ours over bare. */
export async function measureIngest(stage: Stage, seconds: number): Promise<Figure[]> {
  const headers = { 'content-type': 'application/cloudevents+json', authorization: `Bearer ${stage.tokenOf('system.carerecord')}` }
  const figures: Figure[] = []
  for (const inFlight of [1, 16]) {
    const ours: number[] = []
    const bare: number[] = []
    const run = (url: string, path: string, time: number) => measureRate({ url, path, headers, body: nextEvent, inFlight, seconds: time })
    await run(stage.ours, '/api/v1/events', seconds / 2)
    await run(stage.bare, '/events', seconds / 2)
    for (let round = 0; round < rounds; round++) {
      ours.push(await run(stage.ours, '/api/v1/events', seconds))
      bare.push(await run(stage.bare, '/events', seconds))
    }
    const ratio = median(ours.map((rate, index) => rate / (bare[index] ?? Number.NaN)))
    figures.push({
      name: `single-event ingest, ${inFlight} in flight (requests/s)`,
      ours: present(ours, 0),
      bare: present(bare, 0),
      ratio,
      bound: `≥ ${leastIngestRatio}`,
      holds: ratio >= leastIngestRatio,
    })
  }
  return figures
}
