// Live updates over a real connection of the database.
import { setTimeout as wait } from 'node:timers/promises'
import { createKeys } from '@roedtraad/database'
import { createDeps } from '@roedtraad/use-cases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isOver, type Standing } from '../live/is-over.ts'
import { adminUrl, type Door, logIn, openDoor } from './open-door.ts'

let door: Door
beforeAll(async () => {
  if (adminUrl !== undefined) door = await openDoor()
}, 60_000)
afterAll(() => door?.close())

describe.skipIf(adminUrl === undefined)('live', () => {
  /** Reads a stream until `enough` says so, or three seconds have passed. */
  async function watch(
    headers: Record<string, string>,
    query = '',
    enough = (text: string) => text.includes('event: alerts'),
    during?: () => Promise<unknown>,
  ) {
    const stop = new AbortController()
    const response = await fetch(`${door.address}/api/v1/live${query}`, { headers, signal: stop.signal })
    let text = ''
    let ended = false
    const reading = (async () => {
      for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk as Uint8Array)
      ended = true
    })().catch(() => undefined)
    await wait(200)
    await during?.()
    for (let turn = 0; turn < 60 && !ended && !enough(text); turn++) await wait(50)
    stop.abort()
    await reading
    return { status: response.status, type: response.headers.get('content-type'), text, ended }
  }
  const notify = (team: string, ...alertIds: string[]) =>
    door.admin(`select pg_notify('live', '${JSON.stringify({ municipality: 'roedby', team, alertIds })}')`)

  it('says hello first, then ids and counts for the acting team alone', async () => {
    const seen = await watch(door.as('nurse.health'), '', undefined, async () => {
      await notify('social-adult', 'not-mine')
      await notify('home-nursing', 'mine')
    })
    expect([seen.status, seen.type]).toEqual([200, 'text/event-stream'])
    expect(seen.text).toBe(
      'event: hello\ndata: {"team":"home-nursing","open":0}\n\nevent: alerts\ndata: {"alertIds":["mine"],"open":0}\n\n',
    )
  })
  it('takes the team from the query, with a cookie, as EventSource does', async () => {
    const { rt_session } = await logIn(door, 'lead.health')
    const seen = await watch({ cookie: `rt_session=${rt_session}` }, '?team=rehabilitation', (text) => text.includes('hello'))
    expect(seen.text).toContain('{"team":"rehabilitation","open":0}')
    expect((await watch({ cookie: `rt_session=${rt_session}` }, '?team=family')).status).toBe(403)
    expect((await watch({ cookie: `rt_session=${rt_session}` })).status).toBe(400)
  })
  it('comes back by itself after its database connection was cut, and tells everybody to look', async () => {
    const seen = await watch(door.as('nurse.health'), '', undefined, () =>
      door.admin(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'listen live' and datname = '${door.name}'`,
      ),
    )
    expect(seen.text).toContain('event: alerts\ndata: {"alertIds":[],"open":0}')
  })

  it('is over when the session, the token, the membership or the account is, and not when the database is away', async () => {
    const { rt_session } = await logIn(door, 'nurse.health')
    const standing = { username: 'nurse.health', team: 'home-nursing', sessionId: rt_session, tokenExpires: null }
    const over = (change: Partial<Standing> = {}, deps = door.deps) => isOver(deps, { ...standing, ...change })
    expect(await over()).toBe(false)
    expect(await over({ sessionId: 'x'.repeat(43) })).toBe(true)
    expect(await over({ sessionId: null, tokenExpires: Date.now() / 1000 + 60 })).toBe(false)
    expect(await over({ sessionId: null, tokenExpires: Date.now() / 1000 - 1 })).toBe(true)
    expect(await over({ team: 'family' })).toBe(true)
    const away = createDeps({
      databaseUrl: 'postgres://rt_api:x@127.0.0.1:1/none',
      keys: createKeys(),
      municipality: 'roedby',
      ownSorIds: [],
    })
    expect(await over({}, away)).toBe(false)
    await door.admin(`update users set active = false where username = 'nurse.health'`)
    expect(await over()).toBe(true)
  })
})
