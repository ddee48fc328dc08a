// A known-bad worker: nobody looks for rows that the queue has lost. The battery must see them missing.
import { createHandlers, createLogger, listSchedules, openParts, readConfig, startParts } from '@roedtraad/worker'

const config = readConfig(process.env)
const logger = createLogger(config)
const parts = await openParts(config, logger)
const schedules = listSchedules(parts).filter((schedule) => schedule.name !== 'reconciler')
await startParts(parts, config, createHandlers(parts), schedules)
logger.info('the worker is ready')
