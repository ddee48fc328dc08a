// Generated histories: the bound is sound, closed kinds decide nothing, and the saboteurs of both are caught.
import { addDays, addMilliseconds, type Fact, type Instant } from '@roedtraad/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue } from './catalogue/index.ts'
import type { Context } from './conditions/shared.ts'
import { type Judgement, judge } from './judge.ts'
import type { Rule } from './rule.ts'
import { contextAt, fact } from './testing.ts'
import { latest } from './truth.ts'

type Judge = (rule: Rule, facts: readonly Fact[], context: Context) => Judgement[]

/** Around the end of summer time 2026. Days on the clock meet days, so that thresholds are hit to the millisecond. */
const start = '2026-09-20T07:30:00.000Z'
const instants = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom(0, 0, 0, 1, -1, 3_600_000, 20 * 3_600_000))
  .map(([days, more]) => addMilliseconds(addDays(start, days), more))
const kinds = [...new Set(catalogue.flatMap(({ reads }) => reads))]
const points = ['nursing.contact', 'hospital.discharged', 'discharge.followup.requested', 'citizen.died']
const episodeDetail = fc.record({
  episode: fc.constantFrom('a', 'b', 'c'),
  class: fc.constantFrom('IMP', 'EMER'),
  acute: fc.boolean(),
  planned: fc.boolean(),
  endedBy: fc.constantFrom('discharge', 'death', 'hand'),
})
const drafts = (rule: Rule) =>
  fc.record({
    kind: fc.constantFrom(...rule.reads, ...rule.reads, ...rule.population.case, rule.occasion.fact, rule.occasion.fact),
    from: instants,
    length: fc.constantFrom(null, null, 0, 1, 3, 10, 30),
    detail: episodeDetail,
    rare: fc.integer({ min: 0, max: 9 }),
  })
const histories = (rule: Rule): fc.Arbitrary<Fact[]> =>
  fc.array(drafts(rule), { minLength: 1, maxLength: 7 }).map((items) =>
    items
      .filter(({ kind, rare }) => kind !== 'citizen.died' || rare === 0)
      .map(({ kind, from, length, detail }, index) => {
        const to = points.includes(kind) ? from : length === null ? null : addDays(from, length)
        return fact(kind, `fact-${index}`, from, { to, detail: kind === 'hospital.episode' ? detail : {} })
      }),
  )
/** `now` lies at or after some fact of the history, so that its occasion is often a living one. */
const moments = fc.record({ pick: fc.nat(), days: fc.integer({ min: -2, max: 16 }), more: fc.constantFrom(0, 0, 1, -1, 5 * 3_600_000) })
const worlds = fc.constantFrom(...catalogue).chain((rule) =>
  fc
    .record({
      facts: histories(rule),
      moment: moments,
      closedKinds: fc.oneof(fc.constant<string[]>([]), fc.subarray(kinds, { maxLength: 2 })),
      silentKinds: fc.subarray(['nursing.contact']),
      later: fc.array(fc.integer({ min: 1, max: 70 * 24 * 60 }), { maxLength: 6 }),
    })
    .map(({ moment: { pick, days, more }, ...rest }): World => {
      const from = rest.facts[pick % Math.max(1, rest.facts.length)]?.from ?? start
      return { ...rest, rule, now: addMilliseconds(addDays(from, days), more) }
    }),
)
interface World {
  rule: Rule
  facts: Fact[]
  now: Instant
  closedKinds: string[]
  silentKinds: string[]
  later: number[]
}

/** Instants after `now` at which something is likely to turn, and some at which nothing is. */
function probes({ facts, now, later, rule }: World, before: Instant): Instant[] {
  const marks = facts.flatMap(({ from, to }) => [from, to ?? from])
  const spans = new Set([0, rule.occasion.withinDays, 3, 7])
  const turning = marks.flatMap((mark) => [...spans].map((days) => addDays(mark, days)))
  const around = turning.flatMap((instant) => [-1, 0, 1].map((step) => addMilliseconds(instant, step)))
  const free = later.map((minutes) => addMilliseconds(now, minutes * 60_000))
  return [...new Set([...around, ...free])].filter((instant) => instant > now && instant < before)
}

const answerOf = ({ truth, urgency, sentence }: Judgement): string => (truth === 'true' ? `${truth} ${urgency} ${sentence}` : truth)
const find = (judged: Judgement[], key: string): Judgement => judged.find((one) => one.occasionKey === key) ?? expect.unreachable()

/** Whether some answer changes before the instant that its judgement named. */
function changesTooEarly(judgeWith: Judge, world: World): boolean {
  const { facts, now, rule, closedKinds, silentKinds } = world
  const at = (instant: Instant): Judgement[] => judgeWith(rule, facts, contextAt(instant, closedKinds, silentKinds))
  const first = at(now)
  const bounds = first.map(({ nextChange }) => nextChange ?? addDays(now, 800))
  const before = latest(bounds) ?? now
  return probes(world, before).some((instant) => {
    const then = at(instant)
    return first.some((one) => {
      if (one.nextChange !== null && instant >= one.nextChange) return false
      return answerOf(find(then, one.occasionKey)) !== answerOf(one)
    })
  })
}

/** Whether a rule fires that would not, were the closed kinds open: a closed kind has decided something. */
function firesOnWhatItMayNotKnow(judgeWith: Judge, { facts, now, rule, closedKinds }: World): boolean {
  const open = judge(rule, facts, contextAt(now))
  return judgeWith(rule, facts, contextAt(now, closedKinds)).some(
    (one) => one.truth === 'true' && find(open, one.occasionKey).truth !== 'true',
  )
}

const late: Judge = (rule, facts, context) =>
  judge(rule, facts, context).map((one) => (one.nextChange === null ? one : { ...one, nextChange: addMilliseconds(one.nextChange, 1) }))
const never: Judge = (rule, facts, context) => judge(rule, facts, context).map((one) => ({ ...one, nextChange: null }))
const twoValued: Judge = (rule, facts, context) =>
  judge(
    rule,
    facts.filter(({ kind }) => !context.closedKinds.has(kind)),
    { ...context, closedKinds: new Set() },
  )
const blindToTheFuture: Judge = (rule, facts, context) => {
  const past = judge(
    rule,
    facts.filter(({ from }) => from <= context.now),
    context,
  )
  return judge(rule, facts, context).map((one) => past.find(({ occasionKey }) => occasionKey === one.occasionKey) ?? one)
}

const caught = (property: (world: World) => boolean): boolean =>
  fc.check(
    fc.property(worlds, (world) => !property(world)),
    { numRuns: 4000, seed: 7, endOnFailure: true },
  ).failed

describe('nextChange', () => {
  it('is never later than a change', () => {
    fc.assert(
      fc.property(worlds, (world) => !changesTooEarly(judge, world)),
      { numRuns: 400, seed: 1 },
    )
  })

  it('is later than now, and seldom in vain', () => {
    let woken = 0
    let inVain = 0
    fc.assert(
      fc.property(worlds, ({ facts, now, rule, closedKinds, silentKinds }) => {
        for (const one of judge(rule, facts, contextAt(now, closedKinds, silentKinds))) {
          if (one.nextChange === null) continue
          expect(one.nextChange > now).toBe(true)
          woken += 1
          const then = judge(rule, facts, contextAt(one.nextChange, closedKinds, silentKinds))
          if (answerOf(find(then, one.occasionKey)) === answerOf(one)) inVain += 1
        }
      }),
      { numRuns: 2000, seed: 2 },
    )
    expect(woken).toBeGreaterThan(300)
    expect(inVain / woken).toBeLessThan(0.25)
  })

  it.each([
    ['a bound that is one millisecond late', late],
    ['a bound that never comes', never],
    ['a bound that is blind to future-dated facts', blindToTheFuture],
  ])('would not survive %s', (_what, saboteur) => {
    expect(caught((world) => changesTooEarly(saboteur, world))).toBe(true)
  })
})

describe('closed kinds', () => {
  it('never make a rule fire', () => {
    fc.assert(
      fc.property(worlds, (world) => !firesOnWhatItMayNotKnow(judge, world)),
      { numRuns: 3000, seed: 3 },
    )
  })

  it('leave no trace of what they hold', () => {
    fc.assert(
      fc.property(worlds, ({ facts, now, rule, closedKinds }) => {
        const context = contextAt(now, closedKinds)
        const without = facts.filter(({ kind }) => !closedKinds.includes(kind))
        expect(judge(rule, facts, context)).toEqual(judge(rule, without, context))
      }),
      { numRuns: 1000, seed: 4 },
    )
  })

  it('would not survive a logic of two values', () => {
    expect(caught((world) => firesOnWhatItMayNotKnow(twoValued, world))).toBe(true)
  })
})

describe('judge', () => {
  it('does not depend on the order of the facts', () => {
    fc.assert(
      fc.property(worlds, ({ facts, now, rule }) => {
        const context = contextAt(now)
        const keyed = (judged: Judgement[]): Judgement[] => judged.toSorted((a, b) => (a.occasionKey < b.occasionKey ? -1 : 1))
        expect(keyed(judge(rule, facts.toReversed(), context))).toEqual(keyed(judge(rule, facts, context)))
      }),
      { numRuns: 1000, seed: 5 },
    )
  })

  it('fires, and fires not, often enough for all of this to mean something', () => {
    const seen: Record<string, number> = {}
    fc.assert(
      fc.property(worlds, ({ facts, now, rule }) => {
        for (const { truth } of judge(rule, facts, contextAt(now))) seen[`${rule.id} ${truth}`] = (seen[`${rule.id} ${truth}`] ?? 0) + 1
      }),
      { numRuns: 4000, seed: 6 },
    )
    for (const { id } of catalogue)
      for (const truth of ['true', 'false']) expect(seen[`${id} ${truth}`] ?? 0, `${id} ${truth}`).toBeGreaterThan(10)
  })
})
