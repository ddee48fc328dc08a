import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claimDataDir, findRunning, openDataDir, readOrCreate, writePrivate } from './data-dir.ts'
import { findProcess, isAlive } from './processes.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roedtraad data '))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('one instance at a time: the second is told where the first is', async () => {
  const first = await claimDataDir(folder)
  first.update({ url: 'http://127.0.0.1:3000' })
  await expect(claimDataDir(folder)).rejects.toThrow(/^Rød Tråd is already running on .* \(http:\/\/127\.0\.0\.1:3000\): stop it first/)
  first.release()
  const second = await claimDataDir(folder)
  second.release()
  expect(findRunning(folder)).toBeUndefined()
})

test('of many at once exactly one wins', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => claimDataDir(folder)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a claim of a process that is gone is taken over, and what it left running is ended', async () => {
  const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  const mark = findProcess(left.pid ?? 0)
  if (mark === undefined) throw new Error('the process did not start')
  writePrivate(join(folder, 'running.json'), { pid: 2 ** 22 + 1, born: '1', children: [mark] })
  const claim = await claimDataDir(folder)
  expect(isAlive(mark)).toBe(false)
  claim.release()
})

test('a process of the same number that was born at another time is not ours, and is left alone', async () => {
  const mark = findProcess(process.pid)
  writePrivate(join(folder, 'running.json'), { pid: process.pid, born: 'long ago', children: [{ ...mark, born: 'long ago' }] })
  const claim = await claimDataDir(folder)
  expect(findRunning(folder)?.born).toBe(mark?.born)
  claim.release()
})

test('secrets are made once, for their owner alone, and never made anew over a damaged file', () => {
  const file = join(folder, 'keys.json')
  expect(readOrCreate(file, () => ({ key: 'first' }))).toEqual({ key: 'first' })
  expect(readOrCreate(file, () => ({ key: 'second' }))).toEqual({ key: 'first' })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  writeFileSync(file, '{"key":')
  expect(() => readOrCreate(file, () => ({ key: 'third' }))).toThrow(/keys\.json is damaged or cannot be read/)
})

test('a folder that cannot be made is refused by name', () => {
  writeFileSync(join(folder, 'file'), '')
  expect(() => openDataDir(join(folder, 'file', 'below'))).toThrow(/^DATA_DIR .*below cannot be written \(ENOTDIR\)/)
})
