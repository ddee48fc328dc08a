// The files that belong to the repository: those that git tracks or would track, so that what lies about on one machine is nobody's fault.
import { execFileSync } from 'node:child_process'
import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout, without a slash at its end. */
export const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')

/** The environment without what a git hook leaves in it: there git would answer for the hook's own checkout, whatever the folder. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')))
}

/** Files of `checkout` below these folders (all, when none is named), relative to it and sorted. Links and files that are deleted but still tracked are left out. */
export function listFiles(checkout: string, folders: readonly string[] = []): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...folders]
  const listed = execFileSync('git', args, { cwd: checkout, encoding: 'utf8', env: plainEnvironment(), maxBuffer: 64_000_000 })
  const isFile = (file: string) => lstatSync(join(checkout, file), { throwIfNoEntry: false })?.isFile() === true
  return [...new Set(listed.split('\0'))].filter((file) => file !== '' && isFile(file)).sort()
}

/** Whether a generator wrote it. */
export function isGenerated(file: string): boolean {
  return /\.generated\.[a-z]+$/.test(file)
}
