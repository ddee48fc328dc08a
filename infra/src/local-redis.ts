// A private Redis (or Valkey) for tests, where the machine has the program. The product itself never needs one.
import { type ChildProcess, spawn } from 'node:child_process'
import { findFreePort } from './ports.ts'
import { findProgram } from './programs.ts'

export interface LocalRedis {
  url: string
  stop(): Promise<void>
}

/** Starts an empty server on a free port; undefined where the machine has no program for it. */
export async function startRedis(): Promise<LocalRedis | undefined> {
  const program = findProgram('valkey-server', 'redis-server')
  if (program === undefined) return undefined
  const port = await findFreePort()
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction']
  const child = spawn(program, settings, { stdio: ['ignore', 'pipe', 'ignore'] })
  await untilReady(child, program)
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill('SIGKILL')
      }),
  }
}

function untilReady(child: ChildProcess, program: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code} before it was ready`)))
    child.stdout?.on('data', (text: Buffer) => {
      if (text.includes('Ready to accept connections')) resolve()
    })
  })
}
