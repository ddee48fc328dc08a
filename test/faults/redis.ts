// A Redis that a test may freeze, kill and empty. Only where the machine has one: the global set-up says so, and fails on CI, where it has not.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort } from './door.ts'

export interface LocalRedis {
  url: string
  /** Stops answering without closing anything, and goes on. */
  freeze(): void
  thaw(): void
  /** kill -9, and a new empty one on the same port. */
  killAndRestart(downMs: number): Promise<void>
  stop(): void
}

/** Starts an empty Redis on a free port. */
export async function startRedis(policy = 'noeviction'): Promise<LocalRedis> {
  const port = await findFreePort()
  let child = await launch(port, policy)
  return {
    url: `redis://127.0.0.1:${port}`,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    killAndRestart: async (downMs) => {
      child.kill('SIGKILL')
      await sleep(downMs)
      child = await launch(port, policy)
    },
    stop: () => void child.kill('SIGKILL'),
  }
}

async function launch(port: number, policy: string): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--maxmemory-policy', policy]
  const program = ['valkey-server', 'redis-server'].find((name) => spawnSync(name, ['--version']).status === 0)
  if (program === undefined) throw new Error('There is no redis-server on this machine.')
  const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'ignore'] })
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)))
    child.stdout?.on('data', (text: Buffer) => {
      if (text.includes('Ready to accept connections')) resolve()
    })
  })
  return child
}
