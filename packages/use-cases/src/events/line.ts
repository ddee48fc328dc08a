// A line of single events of one sender: while one transaction is on its way, those that come meanwhile wait for the next and share it.
// Nobody waits for company: an event that finds the line empty goes at once.
import type { Deps } from '../deps.ts'

interface Waiting<T> {
  event: unknown
  resolve(outcome: T): void
  reject(error: unknown): void
}

interface Line {
  waiting: Waiting<unknown>[]
  running: boolean
}

const mostTogether = 100
const lines = new WeakMap<Deps, Map<string, Line>>()

/** Records `event` with whatever else of `sender` waits. `record` is given events in order of arrival and answers one outcome each. */
export function takeTogether<T>(
  deps: Deps,
  sender: string,
  event: unknown,
  record: (events: readonly unknown[]) => Promise<T[]>,
): Promise<T> {
  const line = lineOf(deps, sender)
  return new Promise<T>((resolve, reject) => {
    line.waiting.push({ event, resolve: resolve as (outcome: unknown) => void, reject })
    if (!line.running) void run(line, record)
  })
}

function lineOf(deps: Deps, sender: string): Line {
  const ofDeps = lines.get(deps) ?? new Map<string, Line>()
  lines.set(deps, ofDeps)
  const line = ofDeps.get(sender) ?? { waiting: [], running: false }
  ofDeps.set(sender, line)
  return line
}

async function run<T>(line: Line, record: (events: readonly unknown[]) => Promise<T[]>): Promise<void> {
  line.running = true
  while (line.waiting.length > 0) await recordSome(line.waiting.splice(0, mostTogether), record)
  line.running = false
}

/** When the shared transaction fails, each is tried alone: nobody answers for a neighbour's fault. */
async function recordSome<T>(some: readonly Waiting<unknown>[], record: (events: readonly unknown[]) => Promise<T[]>): Promise<void> {
  try {
    const outcomes = await record(some.map((one) => one.event))
    for (const [index, one] of some.entries()) one.resolve(outcomes[index])
  } catch (error) {
    if (some.length === 1) some[0]?.reject(error)
    else for (const one of some) await recordSome([one], record)
  }
}
