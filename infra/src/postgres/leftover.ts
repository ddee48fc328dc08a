// A PostgreSQL that an earlier run left on our files: found by its own pid file, and stopped before another one starts.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { endProcess, findProcess } from '../processes.ts'

/** Stops the server that still runs on these files, if one does. */
export async function stopLeftover(data: string): Promise<void> {
  const pid = readPidFile(data)[0]
  const mark = pid === undefined ? undefined : findProcess(Number(pid))
  if (mark === undefined || !isOurs(mark.pid, data)) return clearPidFile(data, pid)
  await endProcess(mark, [
    ['SIGINT', 6_000],
    ['SIGQUIT', 3_000],
    ['SIGKILL', 2_000],
  ])
}

/** Lines of postmaster.pid: pid first, "ready" in the eighth once it takes connections. Empty without the file. */
export function readPidFile(data: string): string[] {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** A pid file of before a reboot may name somebody else's process, and PostgreSQL would then refuse to start. */
function clearPidFile(data: string, pid: string | undefined): void {
  if (pid !== undefined) rmSync(join(data, 'postmaster.pid'), { force: true })
}

function isOurs(pid: number, data: string): boolean {
  if (process.platform !== 'linux') return true
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(data)
  } catch {
    return false
  }
}
