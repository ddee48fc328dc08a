// Installs the packages when the lockfile, the workspace or a package.json is not the one that was installed last; otherwise touches nothing and needs no network.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const installer = [
  '--yes',
  'pnpm@12.21.0',
  'install',
  '--frozen-lockfile',
  '--prefer-offline',
  '--prod=false',
  '--config.confirmModulesPurge=false',
]
/** An install of another command in the same checkout is waited for this long. */
const waitMilliseconds = 300_000

/** Makes node_modules what the lockfile says. Throws one sentence with the remedy. */
export async function install(root) {
  const stamp = join(root, 'node_modules', '.boot-stamp')
  const wanted = fingerprint(root)
  if (isInstalled(stamp, wanted)) return
  try {
    mkdirSync(join(root, 'node_modules'), { recursive: true })
    await underLock(join(root, 'node_modules', '.boot-lock'), async () => {
      if (isInstalled(stamp, wanted)) return
      process.stderr.write('Installing packages (only when they changed; about half a minute) …\n')
      const { code, output } = await run('npx', installer, root)
      if (code !== 0) throw new Error(explain(output))
      writeFileSync(stamp, wanted)
    })
  } catch (error) {
    throw error.code === undefined ? error : new Error(explain(`${error.code} ${error.message}`))
  }
}

const isInstalled = (stamp, wanted) => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted

/** Of everything that decides what is installed. */
function fingerprint(root) {
  const rooms = ['services', 'packages'].flatMap((folder) => listFolders(join(root, folder)))
  const packages = [root, ...rooms, join(root, 'infra'), join(root, 'infra', 'generate'), join(root, 'test')].map((folder) =>
    join(folder, 'package.json'),
  )
  const files = [join(root, 'pnpm-lock.yaml'), join(root, 'pnpm-workspace.yaml'), ...packages.filter((file) => existsSync(file))]
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`)
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

function listFolders(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name))
    .sort()
}

/** One install at a time. A lock whose process is gone is taken over. */
async function underLock(lock, work) {
  const until = Date.now() + waitMilliseconds
  while (!take(lock)) {
    if (Date.now() > until)
      throw new Error(`Another command is still installing packages here: wait for it, or delete ${lock} if there is none.`)
    await sleep(300)
  }
  try {
    await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (isAbandoned(lock)) rmSync(lock, { force: true })
    return false
  }
}

function isAbandoned(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    if (pid === 0) return Date.now() - statSync(lock).mtimeMs > 2_000
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

/** Runs quietly; what it said is only worth reading when it failed. */
function run(command, args, cwd) {
  // With NODE_ENV=production a package manager leaves out what tests and this very start need.
  // npm's own patience with a registry that does not answer is over a minute.
  const env = {
    ...process.env,
    NODE_ENV: '',
    CI: 'true',
    npm_config_fetch_retry_mintimeout: '1000',
    npm_config_fetch_retry_maxtimeout: '5000',
  }
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output = (output + text).slice(-20_000)))
  const pass = (signal) => child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, pass)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.removeListener(signal, pass)
      resolve({ code, output })
    })
  })
}

const causes = [
  [/ENOSPC|no space left/i, 'The disk is full: free about 1 GB and run the same command again.'],
  [
    /EACCES|EPERM|EROFS|permission denied/i,
    'The packages cannot be written here: make this folder and the npm cache writable for you and run the same command again.',
  ],
  [
    /ERR_PNPM_OUTDATED_LOCKFILE/,
    'pnpm-lock.yaml does not fit the package.json files: run `npx pnpm@12.21.0 install` and commit the lockfile.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|SOCKET_TIMEOUT|META_FETCH|ERR_PNPM_FETCH|network|code E\d\d\d/i,
    'The npm registry cannot be reached, and the packages are not installed yet: check the network or `npm config get registry` and run the same command again.',
  ],
]

function explain(output) {
  const cause = causes.find(([pattern]) => pattern.test(output))
  return cause?.[1] ?? `The packages could not be installed; the installer said:\n${output.trim().split('\n').slice(-20).join('\n')}`
}
