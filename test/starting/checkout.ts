// A checkout of its own, in a folder with a space in its name, in which `npm start` is really started, stopped and killed.
// Sources are copied; what is installed is linked where the disk allows it, because it is large and only read.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../support/instance.ts'

const readyWithinMs = 60_000

/** Copies this checkout as it stands; what is installed and built comes along unless it is to be `bare`, as a fresh clone is. */
export function copyCheckout(options: { bare?: boolean } = {}): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'roedtraad check out '))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const list = ['ls-files', '--cached', '--others', '--exclude-standard']
  const files = spawnSync('git', list, { cwd: root, encoding: 'utf8' }).stdout.split('\n')
  for (const file of files.filter((name) => name !== '' && existsSync(join(root, name)))) cpSync(join(root, file), join(folder, file))
  if (options.bare) return { folder, remove }
  for (const installed of ['.', 'infra', 'infra/generate', 'test', ...listRooms('services'), ...listRooms('packages')]) {
    copyFolder(join(root, installed, 'node_modules'), join(folder, installed, 'node_modules'))
  }
  copyFolder(join(root, 'services/web/dist'), join(folder, 'services/web/dist'))
  return { folder, remove }
}

const listRooms = (parent: string) => readdirSync(join(root, parent)).map((room) => `${parent}/${room}`)

function copyFolder(from: string, to: string): void {
  if (!existsSync(from)) return
  mkdirSync(dirname(to), { recursive: true })
  if (spawnSync('cp', ['-al', from, to]).status === 0) return
  rmSync(to, { recursive: true, force: true })
  if (spawnSync('cp', ['-a', from, to]).status !== 0) throw new Error(`${from} could not be copied`)
}

export interface Npm {
  child: ChildProcess
  /** What it printed so far. */
  said(): string
  /** Waits for the ready line and returns its address. */
  ready(): Promise<string>
  /** The exit code; waits for the end. */
  ended(): Promise<number | null>
}

/** Runs npm there, apart from our own terminal, as a person would; `through` is a command that runs its arguments in other surroundings. */
export function npm(folder: string, args: string[], environment: Record<string, string> = {}, through: string[] = []): Npm {
  const [command = 'npm', ...rest] = [...through, 'npm', ...args]
  const child = spawn(command, rest, { cwd: folder, env: cleanEnvironment(environment), stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()))
  const end = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  return { child, said: () => said, ended: () => end, ready: () => findReady(child, () => said) }
}

/** What it said to a person: neither npm's echo of the command nor its own complaint that the command failed. */
export function listLines(one: Npm): string[] {
  const lines = one.said().split('\n')
  return lines.filter((line) => line !== '' && !/^(>|npm )/.test(line))
}

/** Neither our runner's settings nor another instance's reach in; the port is free to choose. */
function cleanEnvironment(environment: Record<string, string>): NodeJS.ProcessEnv {
  const ours = /^(DATABASE_URL|QUEUE_URL|DATA_DIR|CLOCK|ISSUER_URL|PUBLIC_URL|PORT|NODE_ENV|VITEST.*|npm_.*)$/
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name))), SEED: 'empty', ...environment }
}

async function findReady(child: ChildProcess, said: () => string): Promise<string> {
  const until = Date.now() + readyWithinMs
  while (Date.now() < until && child.exitCode === null) {
    const url = /^ready (http:\S+)$/m.exec(said())?.[1]
    if (url !== undefined) return url
    await sleep(50)
  }
  throw new Error(`npm start was not ready:\n${said()}`)
}

/** Processes that still run something in this folder. */
export function listProcesses(folder: string): { pid: number; command: string }[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
  const processes = stdout.split('\n').map((line) => /^\s*(\d+) (.*)$/.exec(line))
  return processes.flatMap((found) => (found?.[2]?.includes(folder) ? [{ pid: Number(found[1]), command: found[2] }] : []))
}

/** Waits until nothing runs there any more, and returns what still does after ten seconds. */
export async function listLeftover(folder: string): Promise<string[]> {
  for (let attempt = 0; attempt < 100 && listProcesses(folder).length > 0; attempt += 1) await sleep(100)
  return listProcesses(folder).map(({ command }) => command)
}

/** What a JSON file of DATA_DIR says. */
export function readData(folder: string, file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, '.local', file), 'utf8')) as Record<string, unknown>
}
