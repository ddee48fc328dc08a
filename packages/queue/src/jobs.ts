// Every job in the system. They share one queue and one consumer, so that the canary proves the very consumer that judges.
// A payload is ids only: what lies in a queue lies there in clear text.
import { type Static, type TSchema, Type } from 'typebox'

const Id = Type.String({ format: 'uuid' })

/** How many ids one detection job may carry. */
export const idsPerJob = 25

/** What a job is called and carries. `first` jobs overtake those that wait. */
interface JobDefinition<Schema extends TSchema> {
  schema: Schema
  first: boolean
}

const job = <Schema extends TSchema>(schema: Schema, first: boolean): JobDefinition<Schema> => ({ schema, first })

export const jobs = {
  /** Judge the citizens of these outbox rows. */
  detect: job(Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: idsPerJob }) }, { additionalProperties: false }), false),
  /** Come out at the other end and say so. Overtakes a backlog: it asks whether the consumer lives, not how much it has to do. */
  canary: job(Type.Object({ id: Id }, { additionalProperties: false }), true),
}

/** How many jobs one worker process handles at once. */
export const concurrency = 8

export type JobName = keyof typeof jobs
export type JobPayload<Name extends JobName> = Static<(typeof jobs)[Name]['schema']>

/** What a consumer does with each job. What it throws ends the job; nothing is retried inside the queue. */
export type JobHandlers = { [Name in JobName]: (payload: JobPayload<Name>) => Promise<void> }

/** Whether the queue holds a job of this name. */
export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobs, name)
}

/** Few ids become a job each, many become as many full jobs as needed: short ways when it is quiet, few round trips when it is not. */
export function toDetectJobs(ids: readonly string[]): JobPayload<'detect'>[] {
  const size = Math.min(idsPerJob, Math.ceil(ids.length / concurrency))
  return Array.from({ length: Math.ceil(ids.length / (size || 1)) }, (_, index) => ({ ids: ids.slice(index * size, (index + 1) * size) }))
}
