// Serves the log-in page and judges what it sends. Guessing is slowed: a wrong password is answered after a second, one after the other.
import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Provider } from 'oidc-provider'
import { presentFailure, presentLogin } from './login-page.ts'
import type { Person } from './secrets.ts'

const mostBytes = 2_000
const slowMs = 1_000

export interface LoginParts {
  provider: Provider
  people: readonly Person[]
  publicUrl: string
}

/** Returns the handler of everything below the log-in path. */
export function createLogin(parts: LoginParts): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  let queue: Promise<unknown> = Promise.resolve()
  const beSlow = () => {
    queue = queue.then(() => sleep(slowMs))
    return queue
  }
  return async (request, response) => {
    const known = await parts.provider.interactionDetails(request, response).catch(() => undefined)
    if (known === undefined) return send(response, parts, 400, presentFailure(parts.publicUrl))
    if (request.method !== 'POST') {
      const username = new URL(request.url ?? '', parts.publicUrl).searchParams.get('username') ?? ''
      return send(response, parts, 200, presentLogin({ username: username.slice(0, 100), people: parts.people, refused: false }))
    }
    const form = new URLSearchParams(await readBody(request))
    const person = findPerson(parts.people, form.get('username')?.trim() ?? '', form.get('password')?.trim() ?? '')
    if (person !== undefined) return parts.provider.interactionFinished(request, response, { login: { accountId: person.username } })
    await beSlow()
    send(response, parts, 401, presentLogin({ username: form.get('username') ?? '', people: parts.people, refused: true }))
  }
}

function findPerson(people: readonly Person[], username: string, password: string): Person | undefined {
  const person = people.find((one) => one.username === username.toLowerCase())
  const given = Buffer.from(password)
  const wanted = Buffer.from(person?.password ?? '')
  return wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted) ? person : undefined
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length
    if (bytes > mostBytes) return ''
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Browsers apply form-action to the redirects that follow a form too, so the web's own address must be named. */
function send(response: ServerResponse, { publicUrl }: LoginParts, status: number, html: string): void {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ${publicUrl}`
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  response.end(html)
}
