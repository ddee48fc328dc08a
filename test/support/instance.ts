// The whole product as a stranger starts it: `npm start` in a data folder of its own, spoken to over HTTP only.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const readyWithinMs = 90_000

export interface Instance {
  url: string
  /** What it printed so far. */
  said(): string
  token(username: string): Promise<string>
  /** A call as this user; JSON in and out unless headers say otherwise. */
  call(
    username: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: unknown; headers: Headers; text: string }>
  stop(): Promise<void>
}

/** A data folder that several starts share. */
export function makeDataDir(): { dataDir: string; remove(): void } {
  const dataDir = mkdtempSync(join(tmpdir(), 'roedtraad data '))
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) }
}

/** `npm start` with this environment, ready to be used. */
export async function startInstance(environment: Record<string, string>): Promise<Instance> {
  const env = { ...process.env, SEED: 'empty', ...environment }
  const npm = spawn('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let said = ''
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const url = await untilReady(npm, () => said)
  const tokens = new Map<string, Promise<string>>()
  const token = (username: string) => {
    const known = tokens.get(username) ?? run(['run', '-s', 'token', '--', username], env)
    tokens.set(username, known)
    return known
  }
  return {
    url,
    said: () => said,
    token,
    async call(username, method, path, body, headers = {}) {
      const authorization = `Bearer ${await token(username)}`
      const asText = typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body)
      const type = asText === undefined || 'content-type' in headers ? {} : { 'content-type': 'application/json' }
      const answer = await fetch(url + path, {
        method,
        headers: { authorization, ...type, ...headers },
        ...(asText === undefined ? {} : { body: asText }),
      })
      const text = await answer.text()
      return {
        status: answer.status,
        headers: answer.headers,
        text,
        body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
      }
    },
    stop: () => stop(npm),
  }
}

function untilReady(npm: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready within ${readyWithinMs} ms:\n${said()}`)), readyWithinMs)
    npm.stdout?.on('data', () => {
      const found = /^ready (http:\S+)$/m.exec(said())?.[1]
      if (found === undefined) return
      clearTimeout(late)
      resolve(found)
    })
    npm.once('exit', (code) => {
      clearTimeout(late)
      reject(new Error(`ended with ${code}:\n${said()}`))
    })
  })
}

function stop(npm: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (npm.exitCode !== null || npm.pid === undefined) return resolve()
    npm.once('exit', () => resolve())
    process.kill(-npm.pid, 'SIGINT')
  })
}

/** Runs npm and returns what it printed; throws with what it complained of. */
function run(args: string[], environment: Record<string, string | undefined>): Promise<string> {
  return new Promise((resolve, reject) => {
    const npm = spawn('npm', args, { cwd: root, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let complaint = ''
    npm.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    npm.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
    npm.once('close', (code) =>
      code === 0 ? resolve(out.trim()) : reject(new Error(`npm ${args.join(' ')} ended with ${code}: ${complaint}`)),
    )
  })
}

/** Asks again until the answer pleases, or gives the last one after `withinMs`. */
export async function until<T>(ask: () => Promise<T>, pleases: (answer: T) => boolean, withinMs = 20_000): Promise<T> {
  const end = Date.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (pleases(answer) || Date.now() > end) return answer
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
}
