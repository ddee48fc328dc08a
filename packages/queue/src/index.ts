export { connectQueue, type Queue, type QueueLogger } from './connect-queue.ts'
export { queueSchema } from './connection.ts'
export { type JobHandlers, type JobName, type JobPayload, toDetectJobs } from './jobs.ts'
export { setUpQueue } from './set-up-queue.ts'
