import { expect, test } from 'vitest'
import { concurrency, idsPerJob, toDetectJobs } from './jobs.ts'

const ids = (count: number) => Array.from({ length: count }, (_, index) => `id-${index}`)

test.each([
  [0, 0],
  [1, 1],
  [concurrency, concurrency],
  [concurrency + 1, 5],
  [concurrency * idsPerJob, concurrency],
  [501, 21],
])('%i ids become %i jobs that carry each id once', (count, expected) => {
  const jobs = toDetectJobs(ids(count))
  expect(jobs).toHaveLength(expected)
  expect(jobs.flatMap((job) => job.ids)).toEqual(ids(count))
  expect(jobs.every((job) => job.ids.length <= idsPerJob)).toBe(true)
})
