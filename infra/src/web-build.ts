// Builds the web when anything that goes into it changed. Each build has a folder named by the digest of its inputs, so what is there is right,
// and an instance that still serves the one before keeps it.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './paths.ts'
import { isAboutSpace, Refusal } from './refusal.ts'

const web = join(root, 'services', 'web')
const dist = join(web, 'dist')
const vite = join(web, 'node_modules', 'vite', 'bin', 'vite.js')
const inputs = [web, join(root, 'packages', 'domain'), join(root, 'pnpm-lock.yaml'), join(root, 'tsconfig.base.json')]
const notInputs = new Set(['node_modules', 'dist', '.types', '.vite'])
const kept = 3

/** The folder with the built web, built now if need be. Throws Refusal with the builder's words. */
export async function buildWeb(): Promise<string> {
  const folder = join(dist, digestInputs())
  if (existsSync(join(folder, 'index.html'))) return folder
  const fresh = join(dist, `.building-${process.pid}`)
  try {
    await runVite(fresh)
    if (!existsSync(folder)) renameSync(fresh, folder)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  dropOld(folder)
  return folder
}

function digestInputs(): string {
  const hash = createHash('sha256')
  for (const file of inputs.flatMap(listFiles).sort())
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex').slice(0, 16)
}

function listFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .filter((name) => !notInputs.has(name))
    .flatMap((name) => listFiles(join(path, name)))
}

function runVite(outDir: string): Promise<void> {
  const child = spawn(process.execPath, [vite, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'], {
    cwd: web,
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-4_000)))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) return resolve()
      reject(
        new Refusal(
          isAboutSpace(said)
            ? 'The disk is full: the web could not be built; free some space and start again.'
            : `The web could not be built:\n${said.replace(/^\s+at .*\n?/gm, '').trim()}`,
        ),
      )
    })
  })
}

/** Keeps the last few builds, for instances that still serve them. */
function dropOld(current: string): void {
  const builds = readdirSync(dist)
    .filter((name) => /^[0-9a-f]{16}$/.test(name))
    .map((name) => join(dist, name))
    .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)
  for (const build of builds.slice(kept)) if (build !== current) rmSync(build, { recursive: true, force: true })
}
