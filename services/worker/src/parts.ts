// What every piece of the worker is handed, and how an error may be told: ids and codes, never what a row or a message held.
import type { Queue } from '@roedtraad/queue'
import type { Deps, FilingPort } from '@roedtraad/use-cases'
import type { Logger } from 'pino'

export interface Parts {
  deps: Deps
  queue: Queue
  /** Where documents are filed; null: nowhere. */
  filing: FilingPort | null
  logger: Logger
}

/** An error as it may stand in a log. A database error is told by its codes alone: its text can quote a value. */
export function presentError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const { name, message, stack } = error
  if (!('severity' in error)) return { name, message, stack }
  const { code, constraint, table, routine } = error as Error & Record<string, unknown>
  return { name, code, constraint, table, routine }
}
