// `npm start` and `npm test` on machines that are not as they should be: ports taken, another user, no network, no space, an old Node, no registry, no browser.
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { copyCheckout, listLeftover, listLines, type Npm, npm } from './checkout.ts'

const ordinaryUser = 54_321
const isRoot = process.getuid?.() === 0
/** A network with nobody in it but this machine itself. */
const withoutNetwork = [
  'unshare',
  ...(isRoot ? ['--net'] : ['--net', '--map-root-user']),
  'sh',
  '-c',
  'ip link set lo up && exec "$@"',
  'sh',
]

let checkout: ReturnType<typeof copyCheckout>
beforeAll(() => {
  checkout = copyCheckout()
})
afterAll(() => checkout.remove())

const end = async (running: Npm) => {
  process.kill(-(running.child.pid ?? 0), 'SIGINT')
  await running.ended()
}
const refused = async (folder: string, environment: Record<string, string>, through: string[] = []) => {
  const one = npm(folder, ['start'], environment, through)
  return { code: await one.ended(), lines: listLines(one) }
}

describe('a machine on which npm start works all the same', () => {
  const listeners: Server[] = []
  afterAll(() => listeners.forEach((listener) => void listener.close()))

  test('3000, 5432 and 6379 are taken by others', async () => {
    for (const port of [3000, 5432, 6379]) {
      const listener = createServer((socket) => socket.destroy())
      listeners.push(listener)
      // Where the machine's own services have taken one already, that is what is wanted.
      await new Promise<void>((done) => listener.once('error', () => done()).listen(port, '127.0.0.1', done))
    }
    const running = npm(checkout.folder, ['start'])
    const url = new URL(await running.ready())
    expect(Number(url.port)).toBeGreaterThan(3000)
    expect((await fetch(new URL('/readyz', url))).status).toBe(200)
    await end(running)
    expect(await listLeftover(checkout.folder)).toEqual([])
  })

  test('nothing is set, and the demonstration is there to be used', async () => {
    const running = npm(checkout.folder, ['start'], { SEED: '', DATA_DIR: join(checkout.folder, 'demonstration') })
    const url = await running.ready()
    const token = npm(checkout.folder, ['run', '-s', 'token', '--', 'nurse.health'], { DATA_DIR: join(checkout.folder, 'demonstration') })
    await token.ended()
    const list = async (path: string) => {
      const answer = await fetch(`${url}/api/v1/${path}`, { headers: { authorization: `Bearer ${token.said().trim()}` } })
      return ((await answer.json()) as { items: unknown[] }).items.length
    }
    expect(await list('alerts')).toBeGreaterThan(3)
    expect(await list('journeys')).toBeGreaterThan(3)
    await end(running)
  })

  test('there is no network, once the packages are there', async () => {
    const running = npm(checkout.folder, ['start'], {}, withoutNetwork)
    await running.ready()
    await end(running)
    expect(await listLeftover(checkout.folder)).toEqual([])
  })

  test('the queue is a Redis of its own', async (context) => {
    const redisUrl = inject('redisUrl')
    if (redisUrl === null) return context.skip('no Redis binary on this machine')
    const running = npm(checkout.folder, ['start'], { QUEUE_URL: redisUrl, DATA_DIR: join(checkout.folder, 'on redis') })
    // Ready means that a job went all the way through the queue.
    expect((await fetch(`${await running.ready()}/readyz`)).status).toBe(200)
    await end(running)
    expect(await listLeftover(checkout.folder)).toEqual([])
  })

  test.runIf(isRoot)('it is an ordinary user who starts, with a home and a checkout of his own', async () => {
    const own = copyCheckout()
    giveTo(ordinaryUser, own.folder)
    const home = mkdtempSync(join(tmpdir(), 'roedtraad home '))
    chownSync(home, ordinaryUser, ordinaryUser)
    const asUser = ['setpriv', `--reuid=${ordinaryUser}`, `--regid=${ordinaryUser}`, '--clear-groups']
    const running = npm(own.folder, ['start'], { HOME: home }, asUser)
    await running.ready()
    const owners = spawnSync('find', [join(own.folder, '.local'), '!', '-uid', String(ordinaryUser)], { encoding: 'utf8' })
    expect(owners.stdout).toBe('')
    await end(running)
    expect(await listLeftover(own.folder)).toEqual([])
    own.remove()
    rmSync(home, { recursive: true })
  })
})

describe('what is wrong is said in one plain sentence', () => {
  test.each([
    ['from the first byte', 4],
    ['while the database is made', 20_000],
    ['when the database has been made', 45_000],
  ])('the disk is full %s', async (_when, kilobytes) => {
    const DATA_DIR = join(checkout.folder, 'small disk')
    mkdirSync(DATA_DIR, { recursive: true })
    const onSmallDisk = inMountNamespace(`mount -t tmpfs -o size=${kilobytes}k tmpfs "$DATA_DIR"`)
    expect(await refused(checkout.folder, { DATA_DIR }, onSmallDisk)).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^The disk is full: .*free .* start again.*\.$/)],
    })
    expect(await listLeftover(checkout.folder)).toEqual([])
  })

  test('Node is too old', async () => {
    const old = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.18.3'})`
    expect(await refused(checkout.folder, { NODE_OPTIONS: `--import="${old}"` })).toEqual({
      code: 1,
      lines: ['Node 20.18.3 is too old: install Node 20.19 or newer and run the same command again.'],
    })
  })

  test('the registry cannot be reached, and nothing is installed yet', async () => {
    const bare = copyCheckout({ bare: true })
    const nobodyThere = { npm_config_registry: 'http://127.0.0.1:9/', HOME: bare.folder }
    expect(await refused(bare.folder, nobodyThere)).toEqual({
      code: 1,
      lines: [
        expect.stringMatching(/^Installing packages /),
        expect.stringMatching(/^The npm registry cannot be reached, .* run the same command again\.$/),
      ],
    })
    expect(existsSync(join(bare.folder, 'node_modules', '.boot-stamp'))).toBe(false)
    bare.remove()
  })

  test.each([
    ['passes over what needs them', '', 0],
    ['fails where nothing may be passed over', 'true', 1],
  ])('npm test without browser and Redis %s', async (_what, CI, code) => {
    const hidden = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'valkey-server', 'redis-server']
    const hide = `for name in ${hidden.join(' ')}; do while path=$(command -v $name); [ -f "$path" ]; do mount --bind /dev/null "$path"; done; done`
    const one = npm(checkout.folder, ['test', '--', 'test/database/catalogue.test.ts'], { CI }, inMountNamespace(hide))
    expect({ code: await one.ended(), said: one.said() }).toEqual({
      code,
      said: expect.stringMatching(/^skipped: no Redis binary on this machine; install .*\nskipped: no Chromium on this machine; install /m),
    })
  })
})

/** Runs its arguments where this shell command changed what is mounted, for them alone. */
function inMountNamespace(change: string): string[] {
  return ['unshare', ...(isRoot ? ['--mount'] : ['--mount', '--map-root-user']), 'sh', '-c', `${change}; exec "$@"`, 'sh']
}

/** All but what is installed, which is linked to ours and only read. */
function giveTo(user: number, folder: string): void {
  const own = ['(', '-name', 'node_modules', '-o', '-name', 'dist', ')', '-prune', '-o', '-exec', 'chown', `${user}:${user}`, '{}', '+']
  if (spawnSync('find', [folder, ...own]).status !== 0) throw new Error(`${folder} could not be given to ${user}`)
}
