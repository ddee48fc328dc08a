// `npm start` on a machine as it is: said in words, found again after a kill, and gone without a trace.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copyCheckout, listLeftover, listLines, listProcesses, type Npm, npm, readData } from './checkout.ts'

describe('npm start', () => {
  let checkout: ReturnType<typeof copyCheckout>
  let running: Npm
  let url: string
  beforeAll(async () => {
    checkout = copyCheckout()
    running = npm(checkout.folder, ['start'])
    url = await running.ready()
  })
  afterAll(async () => {
    for (const { pid } of listProcesses(checkout.folder)) process.kill(pid, 'SIGKILL')
    checkout.remove()
  })

  const run = async (args: string[], environment?: Record<string, string>) => {
    const one = npm(checkout.folder, args, environment)
    return { code: await one.ended(), lines: listLines(one) }
  }
  const me = async (token: string) => {
    const answer = await fetch(`${url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })
    return answer.ok ? ((await answer.json()) as { username: string }).username : answer.status
  }
  let token: string

  test('says before the ready line how everybody logs in', async () => {
    const [before, after] = running.said().split(/^ready .*$/m)
    expect(before).toMatch(new RegExp(`^Log in at ${url} `, 'm'))
    expect(before).toMatch(/^ {2}nurse\.health +[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4} {2}Maria Ravn/m)
    expect(after?.trim()).toBe('')
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
  })

  test('gives tokens for people and systems, and one sentence for who is nobody', async () => {
    const nurse = await run(['run', '-s', 'token', '--', 'nurse.health'])
    expect(nurse.lines).toHaveLength(1)
    token = nurse.lines[0] ?? ''
    expect(await me(token)).toBe('nurse.health')
    const nobody = await run(['run', '-s', 'token', '--', 'nobody'])
    expect(nobody).toEqual({ code: 1, lines: [expect.stringMatching(/^There is no user "nobody": .*\.$/)] })
  })

  test('keeps secrets in files that only their owner can read', () => {
    const modes = ['identity.json', 'keys.json', 'running.json'].map((file) => statSync(join(checkout.folder, '.local', file)).mode & 0o777)
    expect(modes).toEqual([0o600, 0o600, 0o600])
  })

  test('refuses in one sentence a second start on the same data, a port that is taken, and settings that mean nothing', async () => {
    const elsewhere = { DATA_DIR: join(checkout.folder, 'other data') }
    const [second, taken, wrong] = await Promise.all([
      run(['start']),
      run(['start'], { ...elsewhere, PORT: new URL(url).port }),
      run(['start'], { ...elsewhere, CLOCK: 'tomorrow' }),
    ])
    expect(second).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^Rød Tråd is already running on .*: stop it first, or set DATA_DIR to another folder\.$/)],
    })
    expect(taken).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^Port \d+ is taken by another program: free it, or set PORT to another one\.$/)],
    })
    expect(wrong).toEqual({ code: 1, lines: [expect.stringMatching(/^CLOCK cannot be used: /)] })
  })

  test('starts again after everything but the database was killed, with the same passwords and tokens', async () => {
    const passwords = readData(checkout.folder, 'identity.json').passwords
    const [databases, others] = [true, false].map((wanted) =>
      listProcesses(checkout.folder).filter(({ command }) => /bin\/postgres -D/.test(command) === wanted),
    )
    // The database's guard first, or it would do its duty before it is killed itself.
    others?.sort((a, b) => Number(/ guard /.test(b.command)) - Number(/ guard /.test(a.command)))
    expect([databases?.length, others?.length]).toEqual([1, expect.toSatisfy((count: number) => count >= 4)])
    for (const { pid } of others ?? []) process.kill(pid, 'SIGKILL')
    await sleep(1_000)
    expect(listProcesses(checkout.folder)).toEqual(databases)
    await running.ended()
    running = npm(checkout.folder, ['start'])
    url = await running.ready()
    expect(listProcesses(checkout.folder)).not.toContainEqual(databases?.[0])
    expect(readData(checkout.folder, 'identity.json').passwords).toEqual(passwords)
    expect(await me(token)).toBe('nurse.health')
  })

  test('leaves nothing behind when its terminal sends Ctrl-C', async () => {
    process.kill(-(running.child.pid ?? 0), 'SIGINT')
    await running.ended()
    expect(await listLeftover(checkout.folder)).toEqual([])
    expect(existsSync(join(checkout.folder, '.local', 'running.json'))).toBe(false)
    expect(await run(['run', '-s', 'token', '--', 'nurse.health'])).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^Rød Tråd is not running on /)],
    })
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('%s to npm alone stops everything', async (signal) => {
    const other = npm(checkout.folder, ['start'])
    await other.ready()
    other.child.kill(signal)
    await other.ended()
    expect(await listLeftover(checkout.folder)).toEqual([])
  })

  test('ends with npm, even when npm is killed without a word', async () => {
    const other = npm(checkout.folder, ['start'])
    await other.ready()
    other.child.kill('SIGKILL')
    expect(await listLeftover(checkout.folder)).toEqual([])
  })
})
