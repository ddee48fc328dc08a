import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Supervised, supervise } from './supervise.ts'

let folder: string
let running: Supervised | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roedtraad supervise '))
})
afterEach(async () => {
  await running?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Supervises a service with this program text. */
function run(program: string, blameless = false) {
  const file = join(folder, 'service.mjs')
  writeFileSync(file, program)
  const said: string[] = []
  const gaveUp: string[] = []
  const watchers = {
    tell: (sentence: string) => void said.push(sentence),
    isBlameless: async () => blameless,
    giveUp: (sentence: string) => void gaveUp.push(sentence),
    changed: () => undefined,
  }
  running = supervise({ name: 'service', file, environment: {}, logFile: join(folder, 'log', 'service.log') }, watchers)
  return { said, gaveUp, service: running }
}

const waiting = { timeout: 15_000, interval: 20 }
const forEver = 'setInterval(() => {}, 1000)'

test('a service that fails three times in a row is given up, with its own last words', async () => {
  const { said, gaveUp } = run("console.error('the key is missing'); process.exit(3)")
  await vi.waitFor(() => expect(gaveUp).toHaveLength(1), waiting)
  expect(gaveUp[0]).toBe('The service ended (exit code 3) 3 times in a row and is not started again; it said: the key is missing')
  expect(said).toHaveLength(2)
  expect(readFileSync(join(folder, 'log', 'service.log'), 'utf8').match(/missing/g)).toHaveLength(3)
})

test('a service that is killed from outside is started again however often', async () => {
  const { service, gaveUp, said } = run(forEver)
  const pids = new Set<number>()
  while (pids.size < 5) {
    const pid = await vi.waitFor(() => {
      const mark = service.mark()
      if (mark === undefined || pids.has(mark.pid)) throw new Error('not there yet')
      return mark.pid
    }, waiting)
    pids.add(pid)
    process.kill(pid, 'SIGKILL')
  }
  await vi.waitFor(() => expect(said).toHaveLength(5), waiting)
  expect(gaveUp).toEqual([])
})

test('a service that fails while the database is away is started again however often', async () => {
  const { said, gaveUp } = run('process.exit(1)', true)
  await vi.waitFor(() => expect(said.length).toBeGreaterThan(3), waiting)
  expect(gaveUp).toEqual([])
})

test('a service that does not heed SIGTERM is ended all the same', async () => {
  const { service } = run(`process.on('SIGTERM', () => {}); console.log('up'); ${forEver}`)
  await vi.waitFor(() => expect(readFileSync(join(folder, 'log', 'service.log'), 'utf8')).toContain('up'), waiting)
  const before = Date.now()
  await service.stop()
  expect(service.mark()).toBeUndefined()
  expect(Date.now() - before).toBeLessThan(8_000)
})
