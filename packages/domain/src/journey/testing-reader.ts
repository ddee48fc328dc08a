// A plain reader of deeds, who shares nothing with the fold: what should be there, who takes part, where every question stands, and who has the thread in hand.
import { addDays, type Instant } from '../instant.ts'
import type { Deed } from './deed.ts'
import { people } from './testing-deeds.ts'

/** Deeds that count, each with what it says now. */
export function readStanding(deeds: readonly Deed[]): Deed[] {
  const isTaken = (deed: Deed): boolean => deeds.some((one) => one.deed === 'withdraw' && one.targetId === deed.id && !isTaken(one))
  return deeds
    .filter((deed) => !['withdraw', 'correct'].includes(deed.deed) && !isTaken(deed))
    .map((deed) => ({
      ...deed,
      detail: deeds.findLast((one) => one.deed === 'correct' && one.targetId === deed.id && !isTaken(one))?.detail ?? deed.detail,
    }))
}

const asks = ['refer', 'hand-over-activity', 'hand-over-coordination']

/** Ids of the things that these deeds made, with their names. */
export function readMade(standing: readonly Deed[], ...names: string[]): [string, unknown][] {
  return standing
    .filter(({ deed }) => names.includes(deed))
    .map(({ id, detail }) => [id, detail['title'] ?? detail['name'] ?? detail['words']])
}

/** Each stay of a team in the journey: [team, from, to]. */
export function readTeams(standing: readonly Deed[]): [string, Instant, Instant | null][] {
  const stays: [string, Instant, Instant | null][] = []
  for (const { deed, detail, at, team } of standing) {
    if (deed === 'open') stays.push([String(team), at, null])
    if (deed === 'join') stays.push([String(detail['team']), at, null])
    const stay = deed === 'leave' ? stays.find(([who, , to]) => who === detail['team'] && to === null) : undefined
    if (stay !== undefined) stay[2] = at
  }
  return stays
}

const answers: Readonly<Record<string, string>> = {
  'decline-loop': 'declined',
  'begin-loop': 'under-way',
  'finish-loop': 'done',
  'take-back-loop': 'taken-back',
}

/** Every question that was asked, and where it stands: [id, state]. */
export function readLoops(standing: readonly Deed[]): [string, string][] {
  return standing.filter(({ deed }) => asks.includes(deed)).map((asked) => [asked.id, standOf(asked, standing)])
}

function standOf(asked: Deed, standing: readonly Deed[]): string {
  let state = 'requested'
  for (const { deed, detail, seq, team } of standing.filter((one) => one.seq > asked.seq)) {
    const about = detail['loopId'] === asked.id
    if (about && deed === 'accept-loop') state = asked.deed === 'refer' ? 'accepted' : 'done'
    if (about) state = answers[deed] ?? state
    const taker = deed === 'take-over' ? team : deed === 'appoint' ? detail['team'] : undefined
    if (taker !== undefined && seq > asked.seq && asked.deed === 'hand-over-coordination' && state === 'requested')
      state = taker === asked.detail['to'] ? 'done' : 'taken-back'
  }
  return state
}

/** Who has the thread in hand at an instant; `null`: nobody, and that is a loose end; `closed`: there is no thread. */
export function readHolder(deeds: readonly Deed[], standing: readonly Deed[], instant: Instant): string | null | 'closed' {
  const now = standing.filter(({ at }) => at <= instant)
  const { open, coordinator, substitute, absence, rhythm } = followCoordination(now)
  if (!open) return 'closed'
  const lastSign = deeds.findLast((deed) => deed.team !== null && deed.at <= instant)?.at ?? ''
  const waits = now.some(
    (asked) => asked.deed === 'hand-over-coordination' && standOf(asked, now) === 'requested' && String(asked.detail['dueAt']) <= instant,
  )
  if (coordinator === null || waits || addDays(lastSign, rhythm) <= instant) return null
  return absence !== null && absence.from <= instant && instant < absence.to ? substitute : coordinator
}

interface Coordination {
  open: boolean
  coordinator: string | null
  substitute: string | null
  absence: { from: Instant; to: Instant } | null
  rhythm: number
}

function followCoordination(standing: readonly Deed[]): Coordination {
  const held: Coordination = { open: false, coordinator: null, substitute: null, absence: null, rhythm: 60 }
  for (const done of standing) {
    const { deed, detail } = done
    if (deed === 'open' || deed === 'reopen') held.open = true
    if (deed === 'close') held.open = false
    if (deed === 'agree-rhythm') held.rhythm = Number(detail['days'])
    if (deed === 'name-substitute') held.substitute = String(detail['worker'])
    if (deed === 'set-absence') held.absence = { from: String(detail['from']), to: String(detail['to']) }
    if (deed === 'end-absence') held.absence = null
    if (deed === 'leave' && held.substitute !== null && people[held.substitute] === detail['team']) held.substitute = null
    if (deed === 'free-assignment' && held.substitute === detail['worker']) held.substitute = null
    const next = takerOf(done, standing, held)
    if (next === undefined) continue
    Object.assign(held, { coordinator: next, absence: null })
    if (held.substitute === next) held.substitute = null
  }
  return held
}

/** Who has it after this deed; undefined where the deed is about something else. */
function takerOf({ deed, detail, actor }: Deed, standing: readonly Deed[], held: Coordination): string | null | undefined {
  if (deed === 'open' || deed === 'take-over') return actor
  if (deed === 'appoint') return String(detail['worker'])
  if (deed === 'step-down') return null
  if (deed === 'free-assignment') return held.coordinator === detail['worker'] ? null : undefined
  if (deed !== 'accept-loop') return undefined
  return standing.some(({ id, deed: asked }) => id === detail['loopId'] && asked === 'hand-over-coordination') ? actor : undefined
}
