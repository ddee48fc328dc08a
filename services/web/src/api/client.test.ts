import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem, createClient, NoConnection } from './client.ts'

const client = createClient({ csrfToken: 'csrf', team: 'home-nursing', language: 'da' })
const answering = (answer: () => Response | Promise<Response>) => {
  const calls: [string, RequestInit][] = []
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    calls.push([path, init])
    return answer()
  })
  return calls
}
afterEach(() => vi.unstubAllGlobals())

describe('a deed', () => {
  it('carries team, language, CSRF token, key and the version that was seen', async () => {
    const calls = answering(() => new Response('{"id":"a"}', { headers: { etag: '"2"' } }))
    const answer = await client.send({ method: 'POST', path: '/x', body: { a: 1 }, etag: '"1"', key: 'k' })
    expect(answer).toEqual({ data: { id: 'a' }, etag: '"2"' })
    expect(calls[0]?.[1].headers).toEqual({
      Accept: 'application/json',
      'Accept-Language': 'da',
      'Acting-Team': 'home-nursing',
      'Content-Type': 'application/json',
      'Idempotency-Key': 'k',
      'If-Match': '"1"',
      'X-CSRF-Token': 'csrf',
    })
  })

  it('takes an answer without a body', async () => {
    answering(() => new Response(null, { status: 204 }))
    expect((await client.send({ method: 'POST', path: '/auth/logout', key: 'k' })).data).toBeNull()
  })
})

describe('what goes wrong', () => {
  it('is a problem with its code when the API says no', async () => {
    answering(() => new Response('{"code":"stale","detail":"Changed."}', { status: 412 }))
    const failure = await client.get('/x').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ApiProblem)
    expect(failure).toMatchObject({ status: 412, code: 'stale', message: 'Changed.' })
  })

  it('is a problem also when the answer is no JSON', async () => {
    answering(() => new Response('<html>', { status: 500 }))
    expect(await client.get('/x').catch((error: unknown) => error)).toMatchObject({ status: 500, code: 'http-500' })
  })

  it.each([
    ['nobody answers', () => Promise.reject(new TypeError('failed'))],
    ['the service is away', () => new Response('', { status: 503 })],
  ])('is no connection when %s', async (_, answer) => {
    answering(answer)
    expect(await client.get('/x').catch((error: unknown) => error)).toBeInstanceOf(NoConnection)
  })
})
