// Histories for property tests: whatever somebody might try, in any order, kept where the product allows it. Made of plain numbers, so that a failing one shrinks.
import { addDays, addMilliseconds, type Instant } from '../instant.ts'
import { decideDeed } from './decide-deed.ts'
import type { Deed, Doer } from './deed.ts'
import { foldJourney } from './fold-journey.ts'
import type { Journey } from './journey.ts'

/** One try: who does what to which, and how many hours passed before. */
export interface Try {
  who: number
  what: number
  which: number
  more: number
  hours: number
}

/** Everybody, by team; dan leads. */
export const people: Readonly<Record<string, string>> = { anna: 'a', bo: 'b', cec: 'c', dan: 'a' }
const job: Doer = { kind: 'job', username: 'clock', team: null, leads: false }
const doers = Object.entries(people).map(([username, team]): Doer => ({ kind: 'person', username, team, leads: username === 'dan' }))
/** What nobody but the product may do. */
const jobDeeds: readonly string[] = ['remind-loop', 'escalate-loop', 'free-assignment']

interface Wish {
  deed: string
  detail: Record<string, unknown>
  targetId: string | null
}

interface Chance {
  journey: Journey
  deeds: readonly Deed[]
  at: Instant
  /** One of a list, or undefined for an empty one. */
  pick: <T>(list: readonly T[]) => T | undefined
  days: number
}

type Writer = (chance: Chance) => Record<string, unknown>

const idOf = ({ pick }: Chance, list: readonly { id: string }[]) => pick(list)?.id ?? 'none'
const teamOf = ({ pick }: Chance) => pick(['a', 'b', 'c']) ?? 'a'
const workerOf = ({ pick }: Chance) => {
  const worker = pick(Object.keys(people)) ?? 'anna'
  return { worker, team: people[worker] }
}
/** A team that takes part, or any. */
const askedTeam = (chance: Chance) =>
  chance.pick(chance.journey.teams.filter((one) => one.to === null && one.team !== 'a'))?.team ?? teamOf(chance)
const asking = ({ at, days }: Chance) => ({ words: '', dueAt: addDays(at, days % 12) })
/** One of the last questions: the old ones are answered. */
const loop: Writer = (chance) => ({ loopId: idOf(chance, chance.journey.loops.slice(-3)) })
const activity: Writer = (chance) => ({ activityId: idOf(chance, chance.journey.activities) })
const reason = { reason: 'x' }

/** What each deed says when it is tried. */
const writers: Readonly<Record<string, Writer>> = {
  join: (chance) => ({ team: teamOf(chance), role: 'r', ground: { statute: 'X' } }),
  leave: (chance) => ({ team: teamOf(chance), ...reason }),
  'renew-ground': (chance) => ({ team: teamOf(chance), ground: { statute: 'Y' } }),
  assign: workerOf,
  unassign: workerOf,
  'take-over': () => ({}),
  appoint: workerOf,
  'step-down': () => reason,
  'name-substitute': workerOf,
  'set-absence': ({ at, days }) => ({ from: addDays(at, days % 5), to: addDays(at, 5 + (days % 9)) }),
  'end-absence': () => ({}),
  'agree-rhythm': ({ days }) => ({ days: 10 + days }),
  'add-party': ({ at, days }) => ({ kind: 'relative', name: `p${days}`, relation: 'r', mayKnow: [], mayDo: [], from: at }),
  'end-party': (chance) => ({ partyId: idOf(chance, chance.journey.parties), ...reason }),
  'state-own-goal': ({ days }) => ({ words: `w${days}` }),
  'add-goal': ({ days }) => ({ title: `g${days}` }),
  'end-goal': (chance) => ({ goalId: idOf(chance, chance.journey.goals), result: 'reached', words: '' }),
  'follow-up': (chance) => ({
    subjectId: idOf(chance, [...chance.journey.goals, ...chance.journey.activities]),
    result: 'continue',
    words: '',
  }),
  'add-activity': (chance) => ({ title: `t${chance.days}`, team: teamOf(chance), start: chance.at }),
  'begin-activity': activity,
  'finish-activity': (chance) => ({ ...activity(chance), result: '' }),
  'cancel-activity': (chance) => ({ ...activity(chance), ...reason }),
  'call-meeting': ({ at, days }) => ({ title: `m${days}`, at: addDays(at, 1 + days), minutes: 60, place: '', teams: [], parties: [] }),
  'cancel-meeting': (chance) => ({ meetingId: idOf(chance, chance.journey.meetings), ...reason }),
  refer: (chance) => ({ to: askedTeam(chance), title: `r${chance.days}`, ...asking(chance) }),
  'hand-over-activity': (chance) => ({ to: askedTeam(chance), ...activity(chance), ...asking(chance) }),
  'hand-over-coordination': (chance) => ({ to: askedTeam(chance), ...asking(chance) }),
  'accept-loop': loop,
  'decline-loop': (chance) => ({ ...loop(chance), ...reason }),
  'begin-loop': loop,
  'finish-loop': (chance) => ({ ...loop(chance), words: '' }),
  'take-back-loop': (chance) => ({ ...loop(chance), ...reason }),
  'remind-loop': loop,
  'escalate-loop': loop,
  'free-assignment': (chance) => ({ worker: workerOf(chance).worker, because: 'left' }),
  'write-note': ({ days }) => ({ words: `n${days}` }),
  file: ({ days }) => ({ itemId: null, title: `f${days}`, kle: '27.36.04', caseId: 'S', date: '2026-01-05' }),
  close: ({ days }) => ({ because: days % 3 === 0 ? 'moved' : 'agreed', helped: 'not-asked', evaluation: '' }),
  reopen: () => reason,
}
/** What makes the rest possible, or is seldom allowed, is tried more often. */
const often = [
  'join',
  'reopen',
  'refer',
  'hand-over-activity',
  'hand-over-coordination',
  'accept-loop',
  'begin-loop',
  'finish-loop',
  'decline-loop',
  'remind-loop',
  'escalate-loop',
]
const names = [...Object.keys(writers), ...often.flatMap((name) => [name, name, name])]
const revisions = 6

function wishFor(chance: Chance, { what, which }: Try): Wish {
  const kind = what % (names.length + revisions)
  const name = names[kind]
  if (name !== undefined) return { deed: name, detail: writers[name]?.(chance) ?? {}, targetId: null }
  const target = chance.deeds[which % chance.deeds.length]
  const isCorrection = kind % 2 === 0 && target !== undefined && Object.hasOwn(writers, target.deed)
  const detail = isCorrection ? (writers[target.deed]?.(chance) ?? {}) : reason
  return { deed: isCorrection ? 'correct' : 'withdraw', detail, targetId: target?.id ?? null }
}

/** Anybody, but most answers come from the team that was asked. */
function doerFor({ deed, detail }: Wish, journey: Journey, { who }: Try): Doer {
  if (jobDeeds.includes(deed)) return job
  const asked = journey.loops.find((one) => one.id === detail['loopId'])?.to
  const askedDoers = doers.filter((one) => one.team === asked)
  const from = who % 4 > 0 && askedDoers.length > 0 ? askedDoers : doers
  return from[who % from.length] ?? job
}

/** The history that these tries leave behind: an opening by anna, then whatever was allowed. */
export function toHistory(tries: readonly Try[]): Deed[] {
  let at = '2026-01-05T08:00:00.000Z'
  const detail = { level: 'coordinate', ground: { statute: 'X' }, reason: 'x' }
  const deeds: Deed[] = [{ id: 'd1', seq: 1, deed: 'open', detail, at, actor: 'anna', team: 'a', targetId: null }]
  for (const one of tries) {
    at = addMilliseconds(at, one.hours * 3_600_000)
    const pick = <T>(list: readonly T[]) => list[one.which % Math.max(1, list.length)]
    const journey = foldJourney(deeds)
    const wish = { id: `d${deeds.length + 1}`, at, ...wishFor({ journey, deeds, at, pick, days: one.more }, one) }
    const doer = doerFor(wish, journey, one)
    if (decideDeed(deeds, wish, doer, true).allowed) deeds.push({ ...wish, seq: deeds.length + 1, actor: doer.username, team: doer.team })
  }
  return deeds
}
