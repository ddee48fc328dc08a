// Keeps the database running: unlike a service it is never given up, because a full disk is emptied some time.
import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { endProcess, findProcess } from '../processes.ts'

export interface Keeper {
  /** The first start. Throws what `untilReady` throws. */
  start(): Promise<void>
  /** Milliseconds of real time when it last died by itself; 0: never. */
  diedAt(): number
  /** Ends it with this signal, and with harder ones when it does not heed it. */
  stop(signal: 'SIGINT' | 'SIGQUIT'): Promise<void>
}

interface Server {
  spawn(): ChildProcess
  /** Throws one sentence when this process does not become ready. */
  untilReady(child: ChildProcess): Promise<void>
  /** Told each new sentence about its troubles. */
  tell(sentence: string): void
}

const firstWaitMs = 100
const longestWaitMs = 5_000

/** Returns a keeper that has not started anything yet. */
export function keepRunning(server: Server): Keeper {
  let child: ChildProcess | undefined
  let stopping = false
  let died = 0
  const start = async () => {
    const one = server.spawn()
    child = one
    await server.untilReady(one)
    one.once('exit', () => {
      if (!stopping) void revive()
    })
  }
  const revive = async () => {
    server.tell('The database ended without being asked to and is started again.')
    let told = ''
    for (let wait = firstWaitMs; !stopping; wait = Math.min(wait * 2, longestWaitMs)) {
      died = Date.now()
      await sleep(wait)
      if (stopping) return
      const trouble = await start().then(
        () => undefined,
        (error: Error) => error.message,
      )
      if (trouble === undefined) return
      if (trouble !== told && !stopping) server.tell(trouble)
      told = trouble
    }
  }
  const stop = async (signal: 'SIGINT' | 'SIGQUIT') => {
    stopping = true
    await end(child, signal)
  }
  return { start, diedAt: () => died, stop }
}

async function end(child: ChildProcess | undefined, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const mark = findProcess(child.pid)
  if (mark === undefined) return
  await endProcess(mark, [
    [signal, 4_000],
    ['SIGQUIT', 500],
    ['SIGKILL', 500],
  ])
}
