// What goes wrong at the start is said to a person, in one sentence with its remedy; only faults of our own show their inside.
import { statfsSync } from 'node:fs'

/** A failure whose message is meant for the person who typed the command. */
export class Refusal extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'Refusal'
  }
}

const ownFaults = [TypeError, ReferenceError, RangeError, SyntaxError]

export const diskFull = 'The disk is full: free some space (300 MB are enough) and start again; what was kept is untouched.'
/** Two WAL segments of PostgreSQL: with less it cannot write any more. */
const leastBytes = 2 * 16_777_216

/** One sentence for an error of any kind. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, path } = error as { code?: unknown; path?: unknown }
  const where = typeof path === 'string' ? ` (${path})` : ''
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100' || isAboutSpace(error.message)) return diskFull
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `A file cannot be written or read${where}: give your user the right to it, or set DATA_DIR to a folder of yours.`
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT')
    return `A server that was named by its address does not answer (${error.message}): check DATABASE_URL and QUEUE_URL.`
  if (code === '28P01' || code === '28000') return 'The database refuses the user or the password in DATABASE_URL.'
  if (code === '42501') return 'The user in DATABASE_URL must be allowed to create roles and schemas.'
  return ownFaults.some((kind) => error instanceof kind) ? (error.stack ?? error.message) : error.message
}

/** Whether a program's own words tell of a full disk. */
export function isAboutSpace(text: string): boolean {
  return /no space left on device|disk quota exceeded|ENOSPC/i.test(text)
}

/** Whether there is too little space for anything to go on below this folder. */
export function isDiskFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize < leastBytes
  } catch {
    return false
  }
}
