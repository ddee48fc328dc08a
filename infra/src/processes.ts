// Processes of earlier runs: which still live, and ending them. A pid alone proves nothing, because the system gives it out again; so it is kept with its time of birth.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

export interface ProcessMark {
  pid: number
  /** When the process was born, in the words of the system; compared, never read. */
  born: string
}

/** The mark of a living process, or undefined. */
export function findProcess(pid: number): ProcessMark | undefined {
  const born = process.platform === 'linux' ? bornOnLinux(pid) : bornElsewhere(pid)
  return born === undefined ? undefined : { pid, born }
}

/** Whether this very process still lives. */
export function isAlive(mark: ProcessMark): boolean {
  return findProcess(mark.pid)?.born === mark.born
}

/** Sends each signal in turn and waits after each until the process is gone. `waits` in milliseconds. */
export async function endProcess(mark: ProcessMark, steps: readonly (readonly [NodeJS.Signals, number])[]): Promise<void> {
  for (const [signal, wait] of steps) {
    if (!isAlive(mark)) return
    sendSignal(mark.pid, signal)
    const until = Date.now() + wait
    while (Date.now() < until && isAlive(mark)) await sleep(20)
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function bornOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold spaces and brackets itself; the fields after the last one are safe to split.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const state = fields[0]
    return state === 'Z' || state === 'X' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

function bornElsewhere(pid: number): string | undefined {
  const born = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim()
  return born === '' ? undefined : born
}
