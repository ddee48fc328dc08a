// DATA_DIR holds all that the embedded parts keep. One instance at a time: running.json is both the lock and the place where commands look for it.
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endProcess, findProcess, isAlive, type ProcessMark } from './processes.ts'
import { explain, Refusal } from './refusal.ts'

/** What a running instance tells the other commands. Readable only for its own user: the address of the database holds a password. */
export interface Running extends ProcessMark {
  url?: string
  /** Address of the local identity provider; absent with another one. */
  issuer?: string
  /** The database as its owner, for tests and tools. */
  adminUrl?: string
  queueUrl?: string
  children?: ProcessMark[]
}

export interface Claim {
  update(fields: Partial<Running>): void
  release(): void
}

/** Makes the folder and proves that it can be written. Throws Refusal. */
export function openDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const probe = join(dataDir, `.probe-${process.pid}`)
    writeFileSync(probe, 'x'.repeat(4096))
    rmSync(probe)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new Refusal(explain(error))
    throw new Refusal(`DATA_DIR ${dataDir} cannot be written (${code}): give your user the right to it, or set DATA_DIR to another folder.`)
  }
}

/** Takes DATA_DIR for this process, and ends what a killed instance left running. Throws Refusal when another instance lives there. */
export async function claimDataDir(dataDir: string): Promise<Claim> {
  const file = join(dataDir, 'running.json')
  let running: Running = { ...(findProcess(process.pid) ?? { pid: process.pid, born: '' }) }
  for (let attempt = 0; !createAtOnce(file, running); attempt += 1) {
    const other = findRunning(dataDir)
    if (other !== undefined && (isAlive(other) || attempt > 3)) {
      throw new Refusal(
        `Rød Tråd is already running on ${dataDir}${other.url === undefined ? '' : ` (${other.url})`}: stop it first, or set DATA_DIR to another folder.`,
      )
    }
    for (const child of other?.children ?? [])
      await endProcess(child, [
        ['SIGTERM', 3_000],
        ['SIGKILL', 2_000],
      ])
    rmSync(file, { force: true })
  }
  return {
    update(fields) {
      running = { ...running, ...fields }
      writePrivate(file, running)
    },
    release: () => rmSync(file, { force: true }),
  }
}

/** What running.json says, or undefined where none can be read. Says nothing about whether that instance still lives. */
export function findRunning(dataDir: string): Running | undefined {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as Running
  } catch {
    return undefined
  }
}

/** Writes JSON that only its owner may read, whole or not at all. */
export function writePrivate(file: string, value: unknown): void {
  const fresh = `${file}.${process.pid}.new`
  writeFileSync(fresh, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  chmodSync(fresh, 0o600)
  renameSync(fresh, file)
}

/** Reads a JSON file of DATA_DIR, or makes it. Throws Refusal where it stands and cannot be read: making it anew could lose what only it can open. */
export function readOrCreate<T>(file: string, create: () => T): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new Refusal(`${file} is damaged or cannot be read: put a copy of it back, or move DATA_DIR aside and start anew.`)
  }
  const value = create()
  writePrivate(file, value)
  return value
}

/** False when the file stands already. It is never seen half written, so two starts at once cannot both win. */
function createAtOnce(file: string, value: unknown): boolean {
  const fresh = `${file}.${process.pid}.new`
  try {
    writePrivate(fresh, value)
    linkSync(fresh, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(fresh, { force: true })
  }
}
