// Load with a fixed number in flight over kept connections, and the few statistics that are told of it.
import { Agent, request } from 'node:http'

/** Sends requests for `seconds`, `inFlight` at a time; returns how many were answered as wanted per second. Throws on any other answer. */
export async function measureRate(options: {
  url: string
  path: string
  headers: Record<string, string>
  body: () => string
  inFlight: number
  seconds: number
}): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.inFlight })
  const until = performance.now() + options.seconds * 1_000
  const began = performance.now()
  let answered = 0
  const one = async () => {
    while (performance.now() < until) {
      const status = await post(agent, options.url + options.path, options.headers, options.body())
      if (status !== 202) throw new Error(`${options.url}${options.path} answered ${status}`)
      answered += 1
    }
  }
  await Promise.all(Array.from({ length: options.inFlight }, one))
  agent.destroy()
  return answered / ((performance.now() - began) / 1_000)
}

function post(agent: Agent, url: string, headers: Record<string, string>, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(url, { agent, method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode ?? 0))
    })
    call.once('error', reject)
    call.end(body)
  })
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** `12.3 (11.0–14.2)`: median and range. */
export function present(values: readonly number[], digits = 1): string {
  return `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`
}
