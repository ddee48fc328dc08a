import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { repeat } from './repeat.ts'

const logger = pino({ level: 'silent' })
const hour = 3_600_000

/** A deed that takes one turn of the clock and counts how often it ran, and how often at once. */
function counting(fail = false) {
  const seen = { runs: 0, now: 0, most: 0 }
  const deed = async () => {
    seen.now += 1
    seen.most = Math.max(seen.most, seen.now)
    await sleep(5)
    seen.now -= 1
    seen.runs += 1
    if (fail) throw new Error('no')
  }
  return { seen, deed }
}

test('it runs at once and again by the clock', async () => {
  const { seen, deed } = counting()
  const repeating = repeat({ name: 'x', everyMs: 1, deed }, logger)
  await expect.poll(() => seen.runs).toBeGreaterThan(2)
  await repeating.stop()
})

test('many calls to wake during one run become one more run, never two at once', async () => {
  const { seen, deed } = counting()
  const repeating = repeat({ name: 'x', everyMs: hour, deed }, logger)
  for (let count = 0; count < 50; count++) repeating.wake('')
  await sleep(60)
  await repeating.stop()
  expect(seen).toMatchObject({ runs: 2, most: 1 })
})

test('an error does not end it', async () => {
  const { seen, deed } = counting(true)
  const repeating = repeat({ name: 'x', everyMs: 1, deed }, logger)
  await expect.poll(() => seen.runs).toBeGreaterThan(2)
  await repeating.stop()
})

test('stopping waits for the run that goes on, and nothing runs afterwards', async () => {
  const { seen, deed } = counting()
  const repeating = repeat({ name: 'x', everyMs: 1, deed }, logger)
  repeating.wake('')
  await repeating.stop()
  const { runs } = seen
  repeating.wake('')
  await sleep(20)
  expect(seen.runs).toBe(runs)
  expect(seen.now).toBe(0)
})
