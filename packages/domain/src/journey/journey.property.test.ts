// Whatever is done in whatever order: nothing that was said, joined or asked is lost, taking back a taking back changes nothing, and the thread lies, and hangs loose, where a plain reader says.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMilliseconds, type Instant } from '../instant.ts'
import type { Deed } from './deed.ts'
import { findMisfit, foldJourney } from './fold-journey.ts'
import { isOpenLoop, type Journey } from './journey.ts'
import { listPromises } from './promises.ts'
import { type Try, toHistory } from './testing-deeds.ts'
import { readHolder, readLoops, readMade, readStanding, readTeams } from './testing-reader.ts'
import { foldThread, type Thread } from './thread.ts'

const some = fc.nat({ max: 999 })
const tries: fc.Arbitrary<Try[]> = fc.array(
  fc.record({
    who: some,
    what: some,
    which: some,
    more: fc.nat({ max: 40 }),
    hours: fc.oneof(fc.constant(0), fc.nat({ max: 48 }), fc.nat({ max: 1_500 })),
  }),
  { minLength: 30, maxLength: 150, size: 'max' },
)

interface Product {
  fold: (deeds: readonly Deed[]) => Journey
  thread: (deeds: readonly Deed[]) => Thread
}
const product: Product = { fold: foldJourney, thread: foldThread }

const named = (list: readonly { id: string; title?: string; name?: string; words?: string }[]) =>
  list.map(({ id, title, name, words }) => [id, title ?? name ?? words])

/** Everything that was made is there, once and under its name; every stay of a team; every question with its answer. */
function expectNothingLost({ fold }: Product, deeds: readonly Deed[]): void {
  const journey = fold(deeds)
  const standing = readStanding(deeds)
  expect(findMisfit(deeds)).toBeUndefined()
  expect(named(journey.goals)).toEqual(readMade(standing, 'add-goal'))
  expect(named(journey.parties)).toEqual(readMade(standing, 'add-party'))
  expect(named(journey.activities)).toEqual(readMade(standing, 'add-activity'))
  expect(named(journey.meetings)).toEqual(readMade(standing, 'call-meeting'))
  expect(named(journey.notes)).toEqual(readMade(standing, 'write-note'))
  expect(named(journey.filings)).toEqual(readMade(standing, 'file'))
  expect(journey.teams.map(({ team, from, to }) => [team, from, to])).toEqual(readTeams(standing))
  expect(journey.loops.map(({ id, state }) => [id, state])).toEqual(readLoops(standing))
  for (const promise of listPromises(journey)) expect(journey.teams.some((team) => team.team === promise.team)).toBe(true)
}

function lieAt({ pieces, loose }: Thread, instant: Instant): string | null | 'closed' {
  const covers = ({ from, to }: { from: Instant; to: Instant | null }) => from <= instant && (to === null || instant < to)
  const held = pieces.filter(covers).map((piece) => piece.username)
  const all = [...held, ...loose.filter(covers).map(() => null)]
  if (all.length > 1) throw new Error('the thread lies in two places at once')
  return all[0] === undefined ? 'closed' : all[0]
}

/** At every deed, at every edge of the thread, and a millisecond on either side. */
function expectThread({ thread }: Product, deeds: readonly Deed[]): void {
  const told = thread(deeds)
  const edges = [...told.pieces, ...told.loose].flatMap(({ from, to }) => [from, to]).filter((at) => at !== null)
  const standing = readStanding(deeds)
  const instants = [...new Set([...deeds.map((deed) => deed.at), ...edges])].flatMap((at) =>
    [-1, 0, 1].map((ms) => addMilliseconds(at, ms)),
  )
  const first = deeds[0]?.at ?? ''
  for (const instant of instants.filter((at) => at >= first))
    expect([instant, lieAt(told, instant)]).toEqual([instant, readHolder(deeds, standing, instant)])
}

function check(using: Product, numRuns: number, endOnFailure = true): fc.RunDetails<[Try[]]> {
  const property = fc.property(tries, (tried) => {
    const deeds = toHistory(tried)
    expectNothingLost(using, deeds)
    expectThread(using, deeds)
  })
  return fc.check(property, { numRuns, endOnFailure })
}

describe('a journey', () => {
  test('loses nothing, and its thread lies where a plain reader says', () => {
    const told = check(product, 300, false)
    expect(told.failed ? fc.defaultReportMessage(told) : 'nothing lost').toBe('nothing lost')
  })

  test('is done enough for that to mean something', () => {
    const histories = fc.sample(tries, { numRuns: 250, seed: 7 }).map(toHistory)
    const done = new Map<string, number>()
    for (const deed of histories.flat()) done.set(deed.deed, (done.get(deed.deed) ?? 0) + 1)
    const rare = [
      'free-assignment',
      'remind-loop',
      'escalate-loop',
      'correct',
      'withdraw',
      'reopen',
      'begin-loop',
      'finish-loop',
      'accept-loop',
      'leave',
    ]
    expect(rare.filter((name) => (done.get(name) ?? 0) < 6)).toEqual([])
    expect(histories.flatMap((deeds) => foldThread(deeds).loose.map((end) => end.because))).toEqual(
      expect.arrayContaining(['nobody-coordinates', 'coordinator-away', 'handover-unanswered', 'silence']),
    )
  })

  test('a withdrawal that is withdrawn leaves everything as it was', () => {
    const revise = (deeds: readonly Deed[], targetId: string): Deed[] => {
      const at = deeds.at(-1)?.at ?? ''
      return [
        ...deeds,
        {
          id: `w${deeds.length}`,
          seq: deeds.length + 1,
          deed: 'withdraw',
          detail: { reason: 'x' },
          at,
          actor: 'anna',
          team: 'a',
          targetId,
        },
      ]
    }
    fc.assert(
      fc.property(tries, some, (tried, which) => {
        const deeds = toHistory(tried)
        const target = deeds[1 + (which % Math.max(1, deeds.length - 1))]
        if (target === undefined) return
        const once = revise(deeds, target.id)
        expect(foldJourney(revise(once, once.at(-1)?.id ?? ''))).toEqual(foldJourney(deeds))
      }),
      { numRuns: 60 },
    )
  })
})

const without =
  (...names: string[]) =>
  (deeds: readonly Deed[]) =>
    deeds.filter((deed) => !names.includes(deed.deed))

test.each<[string, Partial<Product>]>([
  [
    'forgets the first stay of a team that came back',
    {
      fold: (deeds) => ({
        ...foldJourney(deeds),
        teams: foldJourney(deeds).teams.filter((one, index, all) => all.findLastIndex(({ team }) => team === one.team) === index),
      }),
    },
  ],
  [
    'drops what is still asked when the journey closes',
    {
      fold: (deeds) => {
        const journey = foldJourney(deeds)
        return journey.status === 'closed' ? { ...journey, loops: journey.loops.filter((loop) => !isOpenLoop(loop)) } : journey
      },
    },
  ],
  ['keeps what was withdrawn', { fold: (deeds) => foldJourney(without('withdraw')(deeds)) }],
  ['keeps what was said before the correction', { fold: (deeds) => foldJourney(without('correct')(deeds)) }],
  ['takes a declined question for one that waits', { fold: (deeds) => foldJourney(without('decline-loop')(deeds)) }],
  [
    'never hears the silence',
    { thread: (deeds) => ({ ...foldThread(deeds), loose: foldThread(deeds).loose.filter((end) => end.because !== 'silence') }) },
  ],
  ['takes the product for a sign of life', { thread: (deeds) => foldThread(deeds.map((deed) => ({ ...deed, team: deed.team ?? 'a' }))) }],
  ['does not see an absence', { thread: (deeds) => foldThread(without('set-absence', 'end-absence')(deeds)) }],
  ['hears an answer where nobody gave one', { thread: (deeds) => foldThread(without('hand-over-coordination', 'accept-loop')(deeds)) }],
])('one that %s is caught', (_, saboteur) => {
  expect(check({ ...product, ...saboteur }, 400).failed).toBe(true)
})
