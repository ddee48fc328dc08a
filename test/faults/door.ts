// The product's own API as a process of its own, and a sender with a token in front of it.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startTestIssuer } from '@roedtraad/api'

export interface Door {
  /** Sends as this system; the answer's status and text. Rejects when there was no answer. */
  post(username: string, path: string, contentType: string, body: unknown): Promise<{ status: number; text: string }>
  close(): Promise<void>
}

const entry = fileURLToPath(new URL('../../services/api/src/main.ts', import.meta.url))
const startWithinMs = 20_000

/** Starts the API on a free port; resolves when it answers. */
export async function openDoor(environment: { DATABASE_URL: string; KEYS_FILE: string }): Promise<Door> {
  const issuer = await startTestIssuer()
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const rest = {
    ISSUER_URL: issuer.url,
    ISSUER_AUDIENCE: 'urn:roedtraad:api',
    OIDC_CLIENT_ID: 'roedtraad',
    OIDC_CLIENT_SECRET: 'battery',
    PUBLIC_URL: url,
  }
  const child = spawn(process.execPath, [entry], {
    env: { NODE_ENV: 'production', PORT: String(port), ...environment, ...rest },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await untilAlive(child, url).catch(async (error) => {
    child.kill('SIGKILL')
    await issuer.close()
    throw error
  })
  return {
    post: async (username, path, contentType, body) => {
      const headers = { authorization: `Bearer ${issuer.mint(username)}`, 'content-type': contentType }
      const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: response.status, text: await response.text() }
    },
    close: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
      await issuer.close()
    },
  }
}

async function untilAlive(child: ChildProcess, url: string): Promise<void> {
  let complaint = ''
  child.stderr?.on('data', (text: Buffer) => {
    complaint += text
  })
  const end = Date.now() + startWithinMs
  while (
    !(await fetch(`${url}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`The API did not start:\n${complaint}`)
    await sleep(50)
  }
}

/** A port of this machine that nobody listens on now. */
export async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No free port was given.')
  return address.port
}
