// The files of an embedded PostgreSQL: made once and whole, with a random password beside them.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAboutSpace, Refusal } from '../refusal.ts'
import { handOver, type Runner } from './runner.ts'

export const ownerName = 'roedtraad'
/** Major version of the binaries; files of another one cannot be read by them. */
const majorVersion = '18'

export interface Cluster {
  data: string
  password: string
}

/** Makes the cluster unless it stands. `sync: false` is for tests only. Throws Refusal. */
export function openCluster(runner: Runner, options: { sync: boolean }): Cluster {
  const data = join(runner.home, 'data')
  const passwordFile = join(runner.home, 'password')
  mkdirSync(runner.home, { recursive: true, mode: 0o700 })
  handOver(runner, runner.home)
  if (!existsSync(data)) create(runner, data, passwordFile, options.sync)
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (version !== majorVersion)
    throw new Refusal(
      `${data} was made by PostgreSQL ${version} and cannot be read by ${majorVersion}: move DATA_DIR aside and start again.`,
    )
  if (!existsSync(passwordFile))
    throw new Refusal(
      `The password of the database is gone (${passwordFile}): put a copy of it back, or move DATA_DIR aside and start anew.`,
    )
  return { data, password: readFileSync(passwordFile, 'utf8') }
}

/** Made beside and moved into place, so that a start that was killed half-way leaves nothing that looks finished. */
function create(runner: Runner, data: string, passwordFile: string, sync: boolean): void {
  const fresh = `${data}.new`
  rmSync(fresh, { recursive: true, force: true })
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  handOver(runner, passwordFile)
  const settings = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const args = ['-D', fresh, `--username=${ownerName}`, `--pwfile=${passwordFile}`, ...settings, ...(sync ? [] : ['--no-sync'])]
  const [command = '', ...before] = [...runner.prefix, join(runner.programs, 'initdb')]
  const { status, stderr, error } = spawnSync(command, [...before, ...args], {
    cwd: runner.home,
    encoding: 'utf8',
    env: cleanEnvironment(),
    ...runner.user,
  })
  if (status === 0) {
    renameSync(fresh, data)
    return
  }
  rmSync(fresh, { recursive: true, force: true })
  const said = error?.message ?? stderr
  if (isAboutSpace(said)) throw new Refusal('The disk is full: the database could not be made; free at least 300 MB and start again.')
  throw new Refusal(`The embedded PostgreSQL could not be made: ${said.trim().split('\n').slice(-3).join(' ')}`)
}

/** PG* variables of the caller's own database would reach into ours. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, LC_ALL: 'C', TZ: 'UTC' }
}
