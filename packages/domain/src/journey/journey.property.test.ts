// Whatever is done in whatever order: nothing that was asked or joined is lost, taking back a taking back changes nothing, and the thread lies where a plain reader says.
import { expect, test } from 'vitest'
import { addDays, type Instant } from '../instant.ts'
import { decideDeed } from './decide-deed.ts'
import type { Deed, Doer } from './deed.ts'
import { findMisfit, foldJourney, listStanding } from './fold-journey.ts'
import type { Journey } from './journey.ts'
import { listPromises } from './promises.ts'
import { clipThread, foldThread } from './thread.ts'

const people: Record<string, string> = { anna: 'a', bo: 'b', cec: 'c', dan: 'a' }
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const runs = 150
const deedsEach = 40

/** Mulberry32: small, and the same everywhere. */
function createRandom(from: number): () => number {
  let state = from >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Pick = <T>(list: readonly T[]) => T | undefined

/** Something that somebody might try, fitting or not. */
function propose(
  journey: Journey,
  deeds: readonly Deed[],
  at: Instant,
  pick: Pick,
  chance: () => number,
): { deed: string; detail: Record<string, unknown>; targetId: string | null } {
  const [team, worker] = [pick(['a', 'b', 'c']) ?? 'a', pick(Object.keys(people)) ?? 'anna']
  const ground = { statute: 'X' }
  const idOf = (list: readonly { id: string }[]) => pick(list)?.id ?? 'none'
  const [loopId, activityId, goalId] = [idOf(journey.loops), idOf(journey.activities), idOf(journey.goals)]
  const asking = { words: '', dueAt: addDays(at, 7) }
  const tries: [string, Record<string, unknown>, (string | undefined)?][] = [
    ['join', { team, role: '', ground }],
    ['leave', { team, reason: 'x' }],
    ['assign', { team: people[worker], worker }],
    ['take-over', {}],
    ['step-down', { reason: 'x' }],
    ['name-substitute', { worker, team: people[worker] }],
    ['set-absence', { from: addDays(at, Math.floor(chance() * 5)), to: addDays(at, 5 + Math.floor(chance() * 9)) }],
    ['end-absence', {}],
    ['add-goal', { title: 'g' }],
    ['end-goal', { goalId, result: 'reached', words: '' }],
    ['add-activity', { title: 't', team, start: at }],
    ['finish-activity', { activityId, result: '' }],
    ['refer', { to: team, title: 'r', ...asking }],
    ['hand-over-activity', { to: team, activityId, ...asking }],
    ['hand-over-coordination', { to: team, ...asking }],
    ['accept-loop', { loopId }],
    ['decline-loop', { loopId, reason: 'x' }],
    ['begin-loop', { loopId }],
    ['finish-loop', { loopId, words: '' }],
    ['take-back-loop', { loopId, reason: 'x' }],
    ['close', { because: 'agreed', helped: 'not-asked', evaluation: '' }],
    ['reopen', { reason: 'x' }],
    ['withdraw', { reason: 'x' }, pick(deeds)?.id],
  ]
  const [deed, detail, targetId = null] = pick(tries) ?? ['take-over', {}]
  return { deed, detail, targetId }
}

function generate(random: () => number): Deed[] {
  const pick: Pick = (list) => list[Math.floor(random() * list.length)]
  let at = '2026-01-05T08:00:00.000Z'
  const deeds: Deed[] = [
    {
      id: 'd1',
      seq: 1,
      deed: 'open',
      detail: { level: 'coordinate', ground: { statute: 'X' }, reason: 'x' },
      at,
      actor: 'anna',
      team: 'a',
      targetId: null,
    },
  ]
  for (let attempt = 0; deeds.length < deedsEach && attempt < deedsEach * 12; attempt += 1) {
    const actor = pick(Object.keys(people)) ?? 'anna'
    const doer: Doer = { kind: 'person', username: actor, team: people[actor] ?? null, leads: actor === 'dan' }
    const wish = { id: `d${deeds.length + 1}`, at, ...propose(foldJourney(deeds), deeds, at, pick, random) }
    if (!decideDeed(deeds, wish, doer, true).allowed) continue
    deeds.push({ ...wish, seq: deeds.length + 1, actor, team: doer.team })
    at = new Date(Date.parse(at) + Math.floor(random() * random() * 40 * 86_400_000)).toISOString()
  }
  return deeds
}

/** Who has the thread in hand at an instant, read plainly from the deeds one by one; null: nobody. */
function holderAt(deeds: readonly Deed[], instant: Instant): string | null {
  let open = false
  let coordinator: string | null = null
  let substitute: string | null = null
  let absence: { from: string; to: string } | null = null
  const asked = new Map<string, { due: string; to: string; worker: string | undefined }>()
  const standing = listStanding(deeds)
  const hasLeft = (team: unknown, of: string | null) => of !== null && people[of] === team
  for (const { id, deed, detail, at, actor } of standing) {
    if (at > instant) break
    if (deed === 'open' || deed === 'reopen') open = true
    if (deed === 'close') open = false
    if (deed === 'open' || deed === 'take-over') [coordinator, absence] = [actor, null]
    if (deed === 'take-over') asked.clear()
    if (deed === 'step-down') [coordinator, absence] = [null, null]
    if (deed === 'name-substitute') substitute = String(detail['worker'])
    if (deed === 'set-absence') absence = detail as { from: string; to: string }
    if (deed === 'end-absence') absence = null
    if (deed === 'leave' && hasLeft(detail['team'], substitute)) substitute = null
    if (deed === 'hand-over-coordination') asked.set(id, { due: String(detail['dueAt']), to: String(detail['to']), worker: undefined })
    const loop = asked.get(String(detail['loopId']))
    if (loop !== undefined && ['accept-loop', 'decline-loop', 'take-back-loop'].includes(deed)) {
      asked.delete(String(detail['loopId']))
      if (deed === 'accept-loop') [coordinator, absence] = [actor, null]
    }
    if (coordinator === substitute) substitute = null
  }
  if (!open || coordinator === null) return null
  const rhythm = 60
  const lastSign = deeds.filter((deed) => deed.at <= instant).at(-1)?.at ?? ''
  if (addDays(lastSign, rhythm) <= instant) return null
  if ([...asked.values()].some(({ due }) => due <= instant)) return null
  if (absence !== null && absence.from <= instant && instant < absence.to) return substitute
  return coordinator
}

function holderOnThread(deeds: readonly Deed[], instant: Instant): string | null {
  const piece = foldThread(deeds).pieces.find(({ from, to }) => from <= instant && (to === null || instant < to))
  return piece?.username ?? null
}

test(`${runs} journeys of up to ${deedsEach} deeds (SEED=${seed})`, () => {
  const random = createRandom(seed)
  let asked = 0
  for (let run = 0; run < runs; run += 1) {
    const deeds = generate(random)
    const journey = foldJourney(deeds)
    const standing = listStanding(deeds)
    const count = (...names: string[]) => standing.filter((deed) => names.includes(deed.deed)).length
    expect(findMisfit(deeds)).toBeUndefined()
    expect(deeds.map((deed) => deed.seq)).toEqual(deeds.map((_, index) => index + 1))
    expect(journey.teams).toHaveLength(count('open', 'join'))
    expect(journey.loops.map((loop) => loop.id)).toEqual(
      standing.filter((deed) => /^(refer|hand-over)/.test(deed.deed)).map((deed) => deed.id),
    )
    expect(journey.goals).toHaveLength(count('add-goal'))
    expect(journey.activities).toHaveLength(count('add-activity'))
    // Whose move it is, is always somebody's who takes part.
    for (const promise of listPromises(journey)) expect(journey.teams.some((team) => team.team === promise.team)).toBe(true)
    const end = Date.parse(deeds.at(-1)?.at ?? '')
    for (let look = 0; look < 12; look += 1) {
      const instant = new Date(
        Date.parse(deeds[0]?.at ?? '') + random() * (end - Date.parse(deeds[0]?.at ?? '') + 90 * 86_400_000),
      ).toISOString()
      expect([run, instant, holderOnThread(deeds, instant)]).toEqual([run, instant, holderAt(deeds, instant)])
    }
    asked += journey.loops.length
  }
  // What makes the rest worth believing: there was something to lose.
  expect(asked).toBeGreaterThan(runs)
})

test('a withdrawal that is withdrawn leaves everything as it was', () => {
  const random = createRandom(seed + 1)
  for (let run = 0; run < 60; run += 1) {
    const deeds = generate(random)
    const target = deeds[1 + Math.floor(random() * (deeds.length - 1))]
    if (target === undefined) continue
    const revise = (seq: number, targetId: string): Deed => ({
      id: `w${seq}`,
      seq,
      deed: 'withdraw',
      detail: { reason: 'x' },
      at: deeds.at(-1)?.at ?? '',
      actor: 'anna',
      team: 'a',
      targetId,
    })
    const once = revise(deeds.length + 1, target.id)
    const twice = revise(deeds.length + 2, once.id)
    expect(foldJourney([...deeds, once, twice])).toEqual(foldJourney(deeds))
  }
})

test.each([
  [
    'takes the last asker for the holder',
    (deeds: readonly Deed[]) => deeds.findLast((deed) => deed.deed === 'hand-over-coordination')?.actor ?? deeds[0]?.actor ?? null,
  ],
  ['never lets it be loose', (deeds: readonly Deed[]) => foldJourney(deeds).coordination.coordinator?.username ?? deeds[0]?.actor ?? null],
])('a reader that %s is caught', (_, misread) => {
  const random = createRandom(7)
  const wrong = Array.from({ length: 60 }, () => generate(random)).filter((deeds) => {
    const instant = addDays(deeds.at(-1)?.at ?? '', 30)
    return misread(deeds) !== holderAt(deeds, instant)
  })
  expect(wrong.length).toBeGreaterThan(0)
  expect(clipThread(foldThread(generate(random)), '2025-01-01T00:00:00.000Z').pieces).toEqual([])
})
