// The sender's own record, outside the system under test: a line on disk before each request and one after it.
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'

export type Answer = 'ok' | 'refused' | 'unknown'
interface Line {
  name: string
  at: 'before' | Answer
}

export interface Ledger {
  /** Sends, with a line before and a line after. What throws is written down as unknown: it may have been done. */
  record(name: string, send: () => Promise<boolean>): Promise<void>
  close(): void
}

/** Opens a ledger in this file. */
export function openLedger(path: string): Ledger {
  const file = openSync(path, 'a')
  const write = (line: Line) => {
    writeSync(file, `${JSON.stringify(line)}\n`)
    fsyncSync(file)
  }
  return {
    record: async (name, send) => {
      write({ name, at: 'before' })
      const answer = await send().then(
        (ok): Answer => (ok ? 'ok' : 'refused'),
        (): Answer => 'unknown',
      )
      write({ name, at: answer })
    },
    close: () => closeSync(file),
  }
}

/** What the sender knows: every name it sent, with the answer it had. */
export function readLedger(path: string): Map<string, Answer> {
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  const answers = new Map<string, Answer>()
  for (const line of lines.map((text) => JSON.parse(text) as Line)) answers.set(line.name, line.at === 'before' ? 'unknown' : line.at)
  return answers
}
