// JSON lines on standard output. What is logged is ids, counts and codes; see presentError for errors.
import { type Logger, pino } from 'pino'
import type { Config } from './config.ts'

/** The logger of this process. */
export function createLogger(config: Pick<Config, 'logLevel'>): Logger {
  return pino({ name: 'worker', level: config.logLevel })
}
