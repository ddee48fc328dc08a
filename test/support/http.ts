// The API of a test municipality behind a real socket, with tokens of a real issuer: for tests that walk over HTTP and move the clock themselves.
import { buildApp, startTestIssuer } from '@roedtraad/api'
import type { TestMunicipality } from './municipality.ts'

export interface HttpAnswer {
  status: number
  etag: string | null
  body: Record<string, unknown>
}

export interface HttpDoor {
  /** A call as this user; JSON in and out. `etag` goes as If-Match. */
  call(username: string, method: string, path: string, body?: unknown, etag?: string | null): Promise<HttpAnswer>
  /** CloudEvents as this system sends them; the answer's body. */
  send(system: string, ...events: unknown[]): Promise<Record<string, unknown>>
  /** A GET of something that is not JSON. */
  read(username: string, path: string): Promise<{ status: number; type: string; bytes: Uint8Array }>
  close(): Promise<void>
}

/** Opens the door over the municipality's own dependencies. */
export async function openHttp(municipality: TestMunicipality): Promise<HttpDoor> {
  const issuer = await startTestIssuer()
  const app = await buildApp(municipality.api, { issuerUrl: issuer.url })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    async call(username, method, path, body, etag) {
      const answer = await fetch(address + path, {
        method,
        headers: {
          authorization: `Bearer ${issuer.mint(username)}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(etag ? { 'if-match': etag } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      return {
        status: answer.status,
        etag: answer.headers.get('etag'),
        body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      }
    },
    async send(system, ...events) {
      const answer = await fetch(`${address}/api/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${issuer.mint(system)}`, 'content-type': 'application/cloudevents-batch+json' },
        body: JSON.stringify(events),
      })
      return (await answer.json()) as Record<string, unknown>
    },
    async read(username, path) {
      const answer = await fetch(address + path, { headers: { authorization: `Bearer ${issuer.mint(username)}` } })
      return { status: answer.status, type: answer.headers.get('content-type') ?? '', bytes: new Uint8Array(await answer.arrayBuffer()) }
    },
    async close() {
      await app.close()
      await issuer.close()
    },
  }
}
