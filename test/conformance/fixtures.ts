// Finds published examples of others beside the checkout. They are not ours to keep; without them the tests that need them say so.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Json } from './bundle.ts'

const root = resolve(process.env.ROEDTRAAD_SHARED ?? join(import.meta.dirname, '../../../shared'), 'fixtures')

export interface Fixture {
  /** File name without folder, prefix and ending: `STIN_A`. */
  name: string
  path: string
  text: string
}

/** Whether the examples of this folder are there; prints one sentence when they are not. */
export function hasFixtures(folder = 'medcom-hospitalnotification'): boolean {
  if (existsSync(join(root, folder))) return true
  console.log(`skipped: no published examples at ${join(root, folder)}; ROEDTRAAD_SHARED names another folder`)
  return false
}

/** Every example below a folder whose name begins so, in the order of its path. */
export function listFixtures(folder: string): Fixture[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.startsWith(folder))
  return files
    .filter((path) => /\.(json|xml)$/.test(path))
    .sort()
    .map((path) => ({ path, name: shortName(path), text: readFileSync(join(root, path), 'utf8') }))
}

/** The text of one file. */
export function readFixture(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** The receive protocol as published, its tables as CSV. */
export function readProtocolTable(): string {
  return readFixture('medcom-testprotocols/HospitalNotification_Testprotocol_Receive.tables.csv')
}

/** The Bundle of a JSON example. */
export function bundleOf(fixture: Fixture): Json {
  return JSON.parse(fixture.text) as Json
}

function shortName(path: string): string {
  return basename(path)
    .replace(/\.(json|xml)$/, '')
    .replace('HospitalNotification_Ex_', '')
}

/** Every order of the items: n! of them, so for short lists. */
export function listOrders<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item, index) => listOrders(items.toSpliced(index, 1)).map((rest) => [item, ...rest]))
}
