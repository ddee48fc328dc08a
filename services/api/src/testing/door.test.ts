// The way in with a token, what the door says about itself, and what it does when the database is away.
import { setTimeout as wait } from 'node:timers/promises'
import { localMunicipality } from '@roedtraad/domain'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { perMinute } from '../plugins/protect.ts'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'
import { adminUrl, type Door, openDoor } from './open-door.ts'

const planted: Slice = async (slice) => {
  slice.post(
    '/api/v1/planted',
    { config: { policy: 'person' }, schema: { response: { 200: Type.Object({ username: Type.String() }) } } },
    async (request) => ({
      username: actorOf(request).username,
      hidden: 'not in the schema',
    }),
  )
  slice.get(
    '/api/v1/limited',
    { config: { policy: 'person', ...perMinute(3) }, schema: { response: { 204: Type.Null() } } },
    async (_request, reply) => reply.code(204).send(null),
  )
  slice.get('/api/v1/logs', { config: { policy: 'log-reader' }, schema: { response: { 204: Type.Null() } } }, async (_request, reply) =>
    reply.code(204).send(null),
  )
}

let door: Door
beforeAll(async () => {
  if (adminUrl !== undefined) door = await openDoor([planted])
}, 60_000)
afterAll(() => door?.close())

const codeOf = async (answer: Promise<{ statusCode: number; json: () => { code: string } }>) => [
  (await answer).statusCode,
  (await answer).json().code,
]

describe.skipIf(adminUrl === undefined)('the door', () => {
  describe('with a token', () => {
    it('tells who I am', async () => {
      const me = (await door.app.inject({ url: '/api/v1/me', headers: door.as('nurse.health') })).json()
      expect(me).toMatchObject({
        username: 'nurse.health',
        name: 'Maria Ravn',
        role: 'caseworker',
        csrfToken: null,
        language: 'da',
        actingTeam: 'home-nursing',
        demo: true,
      })
      expect(me.teams).toEqual([
        expect.objectContaining({ id: 'home-nursing', lead: false, area: { id: 'health', name: { da: 'Sundhed', en: 'Health' } } }),
      ])
      expect(me.areas).toHaveLength(5)
      expect(Math.abs(Date.parse(me.now) - Date.now())).toBeLessThan(60_000)
    })
    it('takes the acting team from the header, and none where several are possible', async () => {
      expect((await door.app.inject({ url: '/api/v1/me', headers: door.as('lead.health') })).json().actingTeam).toBeNull()
      expect(
        (await door.app.inject({ url: '/api/v1/me', headers: door.as('lead.health', { 'acting-team': 'rehabilitation' }) })).json()
          .actingTeam,
      ).toBe('rehabilitation')
      expect(
        await codeOf(door.app.inject({ url: '/api/v1/me', headers: door.as('nurse.health', { 'acting-team': 'social-adult' }) })),
      ).toEqual([403, 'not-a-member'])
    })
    it('refuses who is not known, who is a system, and whose role is another', async () => {
      expect(await codeOf(door.app.inject({ url: '/api/v1/me', headers: door.as('somebody') }))).toEqual([403, 'unknown-user'])
      expect(await codeOf(door.app.inject({ url: '/api/v1/me', headers: door.as('system.hospital') }))).toEqual([403, 'not-for-this-role'])
      expect(await codeOf(door.app.inject({ url: '/api/v1/logs', headers: door.as('nurse.health') }))).toEqual([403, 'not-for-this-role'])
      expect((await door.app.inject({ url: '/api/v1/logs', headers: door.as('dpo') })).statusCode).toBe(204)
    })
    it('a closed account is worth nothing at the next request', async () => {
      const headers = door.as('therapist.health')
      expect((await door.app.inject({ url: '/api/v1/me', headers })).statusCode).toBe(200)
      await door.admin(`update users set active = false where username = 'therapist.health'`)
      expect(await codeOf(door.app.inject({ url: '/api/v1/me', headers }))).toEqual([403, 'unknown-user'])
    })
    it('answers only what the response schema names', async () => {
      expect((await door.app.inject({ method: 'POST', url: '/api/v1/planted', headers: door.as('nurse.health') })).json()).toEqual({
        username: 'nurse.health',
      })
    })
    it('limits a route per user', async () => {
      const ask = (username: string) => door.app.inject({ url: '/api/v1/limited', headers: door.as(username) })
      for (let turn = 0; turn < 3; turn++) expect((await ask('nurse.health')).statusCode).toBe(204)
      const refused = await ask('nurse.health')
      expect([refused.statusCode, refused.json().code, Number(refused.headers['retry-after'])]).toEqual([
        429,
        'too-many-requests',
        expect.any(Number),
      ])
      expect((await ask('lead.health')).statusCode).toBe(204)
    })
  })

  it('without anything, every route but the public ones answers 401 and how to log in', async () => {
    for (const url of ['/api/v1/me', '/api/v1/live', '/api/v1/limited', '/api/v1/logs', '/api/v1/me?x=1', '/%61pi/v1/me']) {
      const answer = await door.app.inject(url)
      expect([url, answer.statusCode, answer.headers['www-authenticate']]).toEqual([url, 401, 'Bearer realm="roedtraad"'])
    }
    for (const url of ['/api/v1/me/', '//api/v1/me', '/api/v1/ME', '/api/v1/me;x', '/api/v1/me%00', '/api/v1/x/../me'])
      expect([401, 404]).toContain((await door.app.inject(url)).statusCode)
    expect((await door.app.inject({ method: 'HEAD', url: '/api/v1/me' })).statusCode).toBe(401)
  })

  it('healthz, readyz and metrics', async () => {
    expect((await door.app.inject('/healthz')).json()).toEqual({ status: 'alive' })
    expect(await codeOf(door.app.inject('/readyz'))).toEqual([503, 'not-ready'])
    await door.admin(`insert into heartbeats values ('${localMunicipality}', 'canary', now() - interval '5 minutes')`)
    expect((await door.app.inject('/readyz')).json().detail).toContain('late')
    await door.admin(`update heartbeats set at = now()`)
    expect((await door.app.inject('/readyz')).json()).toEqual({ status: 'ready', canaryAgeSeconds: 0 })
    const metrics = await door.app.inject('/metrics')
    expect(metrics.headers['content-type']).toContain('text/plain')
    expect(metrics.body).toContain('http_request_duration_seconds_bucket{le="0.005",method="GET",route="/api/v1/me",status="200"}')
    expect(metrics.body).toContain('nodejs_eventloop_lag_seconds')
    expect(metrics.body).toContain('database_connections{state="open"}')
  })

  it('describes itself, and the page to read it runs under the policy of the browser', async () => {
    const description = (await door.app.inject('/openapi.json')).json()
    expect(description.openapi).toBe('3.1.1')
    expect(Object.keys(description.paths)).toEqual(expect.arrayContaining(['/api/v1/me', '/api/v1/live', '/auth/login', '/healthz']))
    expect(Object.keys(description.paths).filter((path) => path.startsWith('/docs'))).toEqual([])
    expect(description.components.schemas.Problem.required).toContain('code')
    expect(description.paths['/api/v1/me'].get.security).toEqual([{ token: [] }, { session: [] }])
    expect(JSON.stringify(description)).not.toContain('def-')
    const page = await door.app.inject('/docs/')
    expect(page.statusCode).toBe(200)
    expect(page.headers['content-security-policy']).toContain("script-src 'self';")
    expect(page.headers['content-security-policy']).not.toContain('upgrade-insecure-requests')
    expect(page.body).not.toMatch(/<script>|https?:\/\//)
  })

  it('answers 503 while the database is away, and works again afterwards', async () => {
    const headers = door.as('nurse.health')
    await door.cluster(`alter database ${door.name} connection limit 0`)
    await door.cluster(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${door.name}'`)
    await wait(100)
    const away = await door.app.inject({ url: '/api/v1/me', headers })
    expect([away.statusCode, away.json().code, away.headers['retry-after']]).toEqual([503, 'unavailable', '5'])
    expect((await door.app.inject('/healthz')).statusCode).toBe(200)
    expect((await door.app.inject('/readyz')).statusCode).toBe(503)
    await door.cluster(`alter database ${door.name} connection limit -1`)
    expect((await door.app.inject({ url: '/api/v1/me', headers })).statusCode).toBe(200)
  })
})
