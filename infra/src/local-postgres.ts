// The embedded PostgreSQL: a real server of our own on a free port of this machine, kept in DATA_DIR, restarted when it dies, stopped last.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findFreePort } from './ports.ts'
import { type Cluster, cleanEnvironment, openCluster, ownerName } from './postgres/cluster.ts'
import { startGuard } from './postgres/guard.ts'
import { keepRunning } from './postgres/keep-running.ts'
import { readPidFile, stopLeftover } from './postgres/leftover.ts'
import { chooseRunner, type Runner } from './postgres/runner.ts'
import { diskFull, isAboutSpace, isDiskFull, Refusal } from './refusal.ts'

export interface LocalPostgres {
  /** As the owner of everything, who may create roles and databases. */
  adminUrl: string
  /** Milliseconds of real time when it last died by itself; 0: never. */
  diedAt(): number
  /** Waits for running transactions' end by cutting them, then for the files to be safe. */
  stop(): Promise<void>
}

export interface PostgresOptions {
  /** An existing folder that keeps everything. */
  dataDir: string
  /** False only for tests: a power cut would then lose what was answered. */
  fsync: boolean
  /** Goes with the server, even after a kill -9; for tests. */
  scratch?: string
  /** Told in one sentence when the server died and is started again. */
  onTrouble?: (sentence: string) => void
}

const startWithinMs = 60_000
const settings = (fsync: boolean) => [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=300',
  'shared_buffers=128MB',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_checkpoints=off',
  // A new installation fills its tables within minutes; plans made for empty ones must not last as long.
  'autovacuum_naptime=5s',
  // Statements and details of errors hold personal data; the log keeps neither.
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  ...(fsync ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'wal_level=minimal', 'max_wal_senders=0']),
]

/** Starts PostgreSQL on the files below `dataDir`, making them the first time. Throws Refusal. */
export async function startPostgres(options: PostgresOptions): Promise<LocalPostgres> {
  const runner = await chooseRunner(options.dataDir)
  if (!runner.home.startsWith(options.dataDir))
    options.onTrouble?.(`The database lies in ${runner.home}, because it may not run as root and cannot reach ${options.dataDir}.`)
  const cluster = openCluster(runner, { sync: options.fsync })
  await stopLeftover(cluster.data)
  const port = await findFreePort()
  const guard = startGuard(runner.home, options.scratch)
  const log = join(runner.home, 'log')
  writeFileSync(log, '', { mode: 0o600 })
  const keeper = keepRunning({
    spawn: () => {
      const child = spawnServer(runner, cluster, port, options.fsync)
      guard.watch(child.pid ?? 0)
      return child
    },
    untilReady: (child) => untilReady(child, cluster.data, log),
    tell: (sentence) => options.onTrouble?.(sentence),
  })
  const stop = async () => {
    await keeper.stop(options.fsync ? 'SIGINT' : 'SIGQUIT')
    guard.dismiss()
  }
  const address = (database: string) => `postgres://${ownerName}:${cluster.password}@127.0.0.1:${port}/${database}`
  try {
    await keeper.start()
    await ensureDatabase(address('postgres'))
  } catch (error) {
    await stop()
    throw error
  }
  return { adminUrl: address(ownerName), diedAt: keeper.diedAt, stop }
}

/** The last words of the log; none where it is gone. */
function readEnd(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').slice(-4_000).trim() : ''
}

function spawnServer(runner: Runner, cluster: Cluster, port: number, fsync: boolean): ChildProcess {
  const log = openSync(join(runner.home, 'log'), 'a', 0o600)
  const args = ['-D', cluster.data, '-p', String(port), ...settings(fsync).flatMap((setting) => ['-c', setting])]
  const [command = '', ...before] = [...runner.prefix, join(runner.programs, 'postgres')]
  // Apart from our terminal: its clients must be gone before Ctrl-C reaches it.
  const child = spawn(command, [...before, ...args], {
    cwd: runner.home,
    detached: true,
    stdio: ['ignore', log, log],
    env: cleanEnvironment(),
    ...runner.user,
  })
  closeSync(log)
  child.unref()
  return child
}

async function untilReady(child: ChildProcess, data: string, log: string): Promise<void> {
  let ended: string | undefined
  child.once('error', (error) => (ended = error.message))
  child.once('exit', () => (ended = readEnd(log)))
  const until = Date.now() + startWithinMs
  while (ended === undefined && Date.now() < until) {
    const [pid, , , , , , , state] = readPidFile(data)
    if (Number(pid) === child.pid && state?.trim() === 'ready') return
    await sleep(15)
  }
  if (ended === undefined) child.kill('SIGKILL')
  const words = ended ?? 'it is not ready after a minute'
  throw new Refusal(
    isDiskFull(dirname(log)) || isAboutSpace(words)
      ? diskFull
      : `The embedded PostgreSQL does not start: ${words.split('\n').slice(-3).join(' ')}`,
  )
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [ownerName])
    if (rowCount === 0) await client.query(`create database ${ownerName}`)
  } finally {
    await client.end()
  }
}
