// The worker as an operating system sees it: a process that can be frozen, killed without warning and started again.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface WorkerProcess {
  freeze(): void
  thaw(): void
  /** kill -9. Resolves when the process is gone. */
  kill(): Promise<void>
  /** SIGTERM. Resolves with the exit code. */
  terminate(): Promise<number | null>
  /** Everything it wrote. */
  output(): string
}

/** The product's own entry. */
export const productWorker = fileURLToPath(new URL('../../services/worker/src/main.ts', import.meta.url))

/** Starts a worker from this entry file; resolves when it says that it is ready. Throws with its output when it ends before. */
export async function startWorkerProcess(entry: string, environment: Record<string, string>): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [entry], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const gone = once(child, 'exit')
  await new Promise<void>((resolve, reject) => {
    const read = (text: Buffer) => {
      output += text
      if (output.includes('the worker is ready')) resolve()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`The worker ended with ${code} before it was ready:\n${output}`)))
  })
  return {
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
    terminate: () => terminate(child, gone),
    output: () => output,
  }
}

async function terminate(child: ChildProcess, gone: Promise<unknown[]>): Promise<number | null> {
  child.kill('SIGTERM')
  await gone
  return child.exitCode
}
