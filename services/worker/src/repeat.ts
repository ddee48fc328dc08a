// A deed done again and again: never twice at once, never stopped by an error, sooner when woken.
import type { Logger } from 'pino'
import { presentError } from './parts.ts'

export interface Schedule {
  name: string
  everyMs: number
  /** Database channel whose notification makes it run at once. */
  wokenBy?: string
  /** `notices` are what it was woken with since its last run; none when the clock struck. */
  deed: (notices: readonly string[]) => Promise<void>
}

export interface Repeating {
  /** Runs it now, or once more after the run that is going on. */
  wake(notice: string): void
  /** Starts no more and waits for the run that is going on. */
  stop(): Promise<void>
}

/** Runs the deed at once and then every `everyMs` of real time, counted from the end of a run. */
export function repeat(schedule: Schedule, logger: Logger): Repeating {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  const notices: string[] = []

  const start = (...woken: string[]) => {
    notices.push(...woken)
    clearTimeout(timer)
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = run().finally(() => {
      running = undefined
      if (stopped) return
      timer = setTimeout(start, again ? 0 : schedule.everyMs)
      again = false
    })
  }
  const run = async () => {
    try {
      await schedule.deed(notices.splice(0))
    } catch (error) {
      logger.error({ schedule: schedule.name, error: presentError(error) }, 'a recurring deed failed and will be tried again')
    }
  }

  start()
  return {
    wake: start,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
