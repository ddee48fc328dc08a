// What a check of this house is. Its planted faults lie in a tree of their own in the temp folder, never in the checkout: a running server or test sees nothing of them.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { plainEnvironment } from './files.ts'

export interface Check {
  title: string
  /** The faults in a checkout, one sentence each. */
  find(checkout: string): Promise<string[]> | string[]
  /** Absent where the check is somebody else's program, which has tests of its own. */
  planted?: Planted
}

/** A small checkout with faults in it. */
export interface Planted {
  files: Readonly<Record<string, string>>
  /** Links to folders of the tree, by their own path. */
  links?: Readonly<Record<string, string>>
  /** Every one must be part of a fault that is found, and every fault that is found must hold one of these. */
  caught: readonly string[]
  /** Where the check itself can look at nothing but the real checkout: the part of it that looks. */
  find?: Check['find']
}

/** What the check makes of its planted faults; empty when it catches every one and nothing else. */
export async function provePlanted(check: Check): Promise<string[]> {
  if (check.planted === undefined) return []
  const { caught, find = check.find } = check.planted
  const tree = plant(check.planted)
  try {
    const found = await find(tree.folder)
    const missed = caught.filter((fault) => !found.some((one) => one.includes(fault)))
    const invented = found.filter((one) => !caught.some((fault) => one.includes(fault)))
    return [
      ...missed.map((fault) => `the check is broken: it does not catch the planted "${fault}"`),
      ...invented.map((fault) => `the check is broken: it finds a fault where none was planted: ${fault}`),
    ]
  } finally {
    tree.remove()
  }
}

function plant({ files, links = {} }: Planted): { folder: string; remove: () => void } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'roedtraad-planted-')))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  // Also when the check is broken off.
  process.once('exit', remove)
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  for (const [link, target] of Object.entries(links)) {
    mkdirSync(dirname(join(folder, link)), { recursive: true })
    symlinkSync(join(folder, target), join(folder, link), 'junction')
  }
  writeFileSync(join(folder, '.gitignore'), 'node_modules/\n')
  execFileSync('git', ['init', '--quiet', '.'], { cwd: folder, env: plainEnvironment(), stdio: 'ignore' })
  return {
    folder,
    remove() {
      process.removeListener('exit', remove)
      remove()
    },
  }
}
