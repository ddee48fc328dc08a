// Programs that others wrote, run over the checkout.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainEnvironment, root } from './files.ts'

export interface Ended {
  code: number | null
  /** What it wrote on both channels. */
  said: string
}

/** The script of a package that `from` (a folder of the checkout) depends on. Throws when there is none. */
export function getScript(from: string, name: string): string {
  const folder = join(root, from, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: Record<string, string> }
  const script = Object.values(bin)[0]
  if (script === undefined) throw new Error(`${name} brings no program`)
  return join(folder, script)
}

/** Runs a script of Node in a checkout to its end; it ends with us. */
export function runScript(script: string, args: readonly string[], checkout: string): Promise<Ended> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: checkout,
    env: { ...plainEnvironment(), NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const end = () => void child.kill()
  process.once('exit', end)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      process.removeListener('exit', end)
      resolve({ code, said })
    })
  })
}
