// Keeps one service running: starts it again when it ends, slower each time, and gives up only when it ends by its own fault three times in a row.
// Being killed from outside, or failing while the database is away, is not its fault.
import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { HeldPort } from './ports.ts'
import { findProcess, type ProcessMark } from './processes.ts'

export interface Service {
  name: string
  /** The file that Node runs. */
  file: string
  environment: Record<string, string>
  logFile: string
  /** Takes the port that each new process of the service is handed. May throw one sentence. */
  holdPort?: () => Promise<HeldPort>
}

export interface Watchers {
  /** One sentence about what happened. */
  tell(sentence: string): void
  /** Whether an end right now has another cause than the service itself. */
  isBlameless(): Promise<boolean>
  /** Called once, when it is not started again. */
  giveUp(sentence: string): void
  /** The process is another one now. */
  changed(): void
}

export interface Supervised {
  mark(): ProcessMark | undefined
  stop(): Promise<void>
}

const quickMs = 10_000
const mostQuickEnds = 3
const firstWaitMs = 250
const longestWaitMs = 10_000
const stopWithinMs = 5_000
const logBytes = 20_000_000
const followParent = new URL('./follow-parent.ts', import.meta.url).href
const outside = new Set<NodeJS.Signals | null>(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'])

/** Starts the service and keeps it running until `stop`. */
export function supervise(service: Service, watchers: Watchers): Supervised {
  let child: ChildProcess | undefined
  let stopping = false
  let quickEnds = 0
  const launch = async () => {
    const port = await service.holdPort?.()
    if (stopping) return port?.release()
    const born = Date.now()
    const started = spawnService(service)
    child = started.child
    void port?.handTo(child)
    watchers.changed()
    child.once('exit', (code, signal) => void ended(Date.now() - born, code, signal, started.lastWords()))
  }
  const ended = async (livedMs: number, code: number | null, signal: NodeJS.Signals | null, words: string) => {
    if (stopping) return
    const own = !outside.has(signal) && !(await watchers.isBlameless())
    quickEnds = own ? (livedMs < quickMs ? quickEnds + 1 : 1) : 0
    const how = `The ${service.name} ended (${signal ?? `exit code ${code}`})`
    const said = own && words !== '' ? `; it said: ${words}` : ''
    if (quickEnds >= mostQuickEnds) return watchers.giveUp(`${how} ${mostQuickEnds} times in a row and is not started again${said || '.'}`)
    watchers.tell(`${how} and is started again${said || '.'}`)
    await sleep(Math.min(firstWaitMs * 4 ** quickEnds, longestWaitMs))
    if (!stopping) start()
  }
  const start = () => void launch().catch((error: Error) => watchers.giveUp(error.message))
  start()
  return {
    mark: () => (child?.pid === undefined ? undefined : findProcess(child.pid)),
    async stop() {
      stopping = true
      if (child !== undefined) await end(child)
    },
  }
}

function spawnService({ file, environment, logFile }: Service): { child: ChildProcess; lastWords(): string } {
  // Apart from our terminal, so that Ctrl-C reaches it through us, in order; the channel tells it when we are gone.
  const child = spawn(process.execPath, ['--import', followParent, file], {
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const write = openLog(logFile)
  let words = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: Buffer) => {
      write(text)
      words = (words + text.toString()).slice(-2_000)
    })
  }
  child.on('error', () => undefined)
  return { child, lastWords: () => words.trim().split('\n').slice(-4).join('\n') }
}

/** A log that never grows over twice its size, and that a full disk does not stop: what cannot be written is dropped. */
function openLog(file: string): (text: Buffer) => void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  let bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  return (text) => {
    try {
      if (bytes > logBytes) {
        renameSync(file, `${file}.1`)
        bytes = 0
      }
      appendFileSync(file, text, { mode: 0o600 })
      bytes += text.length
    } catch {
      // The services go on; the log is the least of what a full disk takes.
    }
  }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return resolve()
    const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
