// The one way in: `node infra/boot.mjs <command>` installs what is missing and hands over to Node 24 from node_modules.
// Plain JavaScript for any Node that a machine may have, because it is also what says that this Node is too old.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install } from './boot/install.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const followParent = new URL('./src/follow-parent.ts', import.meta.url).href
const command = (name) => ['--import', followParent, join(root, 'infra', 'src', `${name}.ts`)]
const generator = (name) => ['--import', followParent, join(root, 'infra', 'generate', 'src', `${name}.ts`)]
const commands = {
  start: command('start'),
  test: [vitest, 'run'],
  token: command('token'),
  send: command('send'),
  bench: command('bench'),
  check: generator('check'),
  generate: generator('generate'),
}

/** What the child may take to stop in order; after that it is ended. */
const graceMilliseconds = 14_000
const watchMilliseconds = 300

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Error(`Node ${process.versions.node} is too old: install Node 20.19 or newer and run the same command again.`)
}

/** Children of this house find its own Node and tools first. */
function environment() {
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(process.platform === 'win32' ? ';' : ':')
  return { ...process.env, PATH: path }
}

/** The processes whose end must end us: npm does not pass on its own death, and some shells stand between npm and us. */
function listParents() {
  const parents = [{ pid: process.ppid, isGone: () => process.ppid !== parents[0].pid }]
  if (process.env.npm_lifecycle_event === undefined || process.platform !== 'linux') return parents
  try {
    const [name, , npm] = readStat(process.ppid)
    if (/^(sh|dash|bash|ash|busybox)$/.test(name)) parents.push({ pid: npm, isGone: () => !existsSync(`/proc/${npm}`) })
  } catch {
    // Without /proc the direct parent is all that can be watched.
  }
  return parents
}

function readStat(pid) {
  const [, name, rest] = /\((.*)\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  const [state, parent] = rest.split(' ')
  return [name, state, Number(parent)]
}

function hand(args) {
  // The channel carries nothing: that it closes tells the child that we are gone, even by kill -9. Vitest has channels of its own.
  const stdio = args[0] === vitest ? 'inherit' : ['inherit', 'inherit', 'inherit', 'ipc']
  const child = spawn(node, args, { cwd: root, env: environment(), stdio })
  const stop = (signal) => {
    child.kill(signal)
    setTimeout(() => child.kill('SIGKILL'), graceMilliseconds).unref()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal === 'SIGHUP' ? 'SIGTERM' : signal))
  const parents = listParents()
  const watch = setInterval(() => {
    if (!parents.some((parent) => parent.isGone())) return
    clearInterval(watch)
    stop('SIGTERM')
  }, watchMilliseconds)
  watch.unref()
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)))
  })
}

async function main([name, ...rest]) {
  checkNode()
  const args = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined
  if (args === undefined) throw new Error(`"${name ?? ''}" is no command: use one of ${Object.keys(commands).join(', ')}.`)
  await install(root)
  process.exitCode = await hand([...args, ...rest])
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
