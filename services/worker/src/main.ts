// The worker process: starts, says so in one line, and ends within ten seconds of SIGTERM or SIGINT. Logs are JSON lines with ids only.
import { ConfigProblem, readConfig } from './config.ts'
import { createLogger } from './log.ts'
import { presentError } from './parts.ts'
import { startWorker } from './start-worker.ts'

const stopWithinMs = 10_000

function readConfigOrExit() {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error
    console.error(error.message)
    process.exit(1)
  }
}

const config = readConfigOrExit()
const logger = createLogger(config)

/** A failure nobody caught leaves the process in a state nobody knows: it ends, and whoever supervises starts another. */
function die(error: unknown): never {
  logger.fatal({ error: presentError(error) }, 'the worker ends')
  process.exit(1)
}
process.on('uncaughtException', die)
process.on('unhandledRejection', die)

const worker = await startWorker(config, logger).catch(die)
logger.info({ pid: process.pid }, 'the worker is ready')

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  setTimeout(() => process.exit(0), stopWithinMs).unref()
  await worker.stop()
  process.exit(0)
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop().catch(die))
