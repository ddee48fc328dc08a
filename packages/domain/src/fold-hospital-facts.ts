// Stays as facts: each stay, the episodes they make up, their ends, and death.
import type { FactDraft } from './fact.ts'
import { historyOf, refsOf } from './fold-hospital-history.ts'
import type { Episode, EventRef } from './fold-hospital-messages.ts'
import { namesOf, stayId, stayKey } from './fold-hospital-names.ts'
import type { Stay } from './fold-hospital-stays.ts'
import { isStart, type Told } from './fold-hospital-told.ts'
import type { HospitalEpisodeDetail, HospitalStayDetail } from './hospital-stay.ts'
import type { Instant } from './instant.ts'

/** All facts of one episode. Stays that follow its end begin it anew: the same episode, another fact. */
export function presentEpisode(episode: Episode, stays: readonly Stay[]): FactDraft[] {
  const runs = listRuns(stays.filter((stay) => stay.state !== 'cancelled'))
  return [
    ...stays.map((stay) => presentStay(episode, stay)),
    ...runs.flatMap((run, index) => presentRun(episode, run, index === 0 ? '' : `:${index + 1}`)),
  ]
}

/** The citizen's death, if one stands: of several the one written last. */
export function presentDeath(deaths: readonly { episode: Episode; death: Told }[]): FactDraft[] {
  const standing = deaths.filter(({ death }) => death.cancelledAt === null).sort((a, b) => (a.death.writtenAt < b.death.writtenAt ? -1 : 1))
  const last = standing.at(-1)
  if (last === undefined) return []
  const { at, n, messages } = last.death
  return [toFact('citizen.died', 'died:hospital', at, at, newest(messages), { episode: last.episode.name, ...namesOf(n) })]
}

function presentStay(episode: Episode, stay: Stay): FactDraft {
  const cancelled = stay.state === 'cancelled'
  const detail: HospitalStayDetail = {
    stayId: stayId(episode, stay),
    episode: episode.name,
    episodeIdentifiers: episode.names,
    class: stay.class,
    state: stay.state,
    since: stay.since,
    ...namesOf(stay.n),
    providerSor: stay.n.serviceProvider.sor,
    endedBy: stay.endedBy,
    admissionReportDue: standingStarts(stay).some((told) => told.asksForReport),
    history: historyOf(stay),
  }
  const kind = cancelled ? 'hospital.stay.cancelled' : 'hospital.stay'
  return toFact(kind, stayKey(episode, stay), stay.from, stay.to, newest(refsOf(stay)), { ...detail })
}

function presentRun(episode: Episode, run: readonly Stay[], suffix: string): FactDraft[] {
  const ending = endOf(run)
  const ref = newest(run.flatMap(refsOf))
  const detail = toEpisodeDetail(episode, run, ending?.endedBy ?? null)
  const from = run[0]?.from ?? ref.writtenAt
  const whole = toFact('hospital.episode', `episode:${episode.name}${suffix}`, from, ending?.to ?? null, ref, { ...detail })
  if (ending === undefined || ending.endedBy === 'death') return [whole]
  const told = { episode: episode.name, endedBy: ending.endedBy, ...namesOf(latest(run).n) }
  return [
    whole,
    toFact('hospital.discharged', `discharged:${episode.name}${suffix}`, ending.to, ending.to, newest(endRefs(ending.stay)), told),
  ]
}

function toEpisodeDetail(episode: Episode, run: readonly Stay[], endedBy: Stay['endedBy']): HospitalEpisodeDetail {
  const inpatient = run.filter((stay) => stay.class === 'IMP')
  const admission = latest(inpatient.length > 0 ? inpatient : run)
  const acuteStarts = run.flatMap(standingStarts).filter((told) => told.step === 'admit-emergency')
  return {
    episode: episode.name,
    class: inpatient.length > 0 ? 'IMP' : 'EMER',
    acute: inpatient.length === 0 || acuteStarts.length > 0,
    planned: run.some((stay) => stay.deeds.some((deed) => deed.what === 'planned-by-hand' && deed.withdrawnBy === null)),
    stayId: stayId(episode, admission),
    endedBy,
    ...namesOf(admission.n),
  }
}

/** Stays that follow each other without everything having ended between them. */
function listRuns(stays: readonly Stay[]): Stay[][] {
  const runs: Stay[][] = []
  for (const stay of stays) {
    const last = runs.at(-1)
    const ending = last === undefined ? undefined : endOf(last)
    if (last === undefined || (ending !== undefined && stay.from > ending.to)) runs.push([stay])
    else last.push(stay)
  }
  return runs
}

/** When and how the last of these stays ended; undefined while one of them lasts. */
function endOf(run: readonly Stay[]): { to: Instant; endedBy: Stay['endedBy']; stay: Stay } | undefined {
  let ending: { to: Instant; endedBy: Stay['endedBy']; stay: Stay } | undefined
  for (const stay of run) {
    if (stay.to === null) return undefined
    if (ending === undefined || stay.to >= ending.to) ending = { to: stay.to, endedBy: stay.endedBy, stay }
  }
  return ending
}

/** The events that the end of a stay rests on. */
function endRefs(stay: Stay): EventRef[] {
  if (stay.endedBy === 'hand') return stay.deeds.filter((deed) => deed.what === 'ended-by-hand' && deed.withdrawnBy === null)
  const ends = stay.told.filter((told) => told.step === 'discharge' && told.cancelledAt === null && told.at === stay.to)
  return ends.length > 0 ? ends.flatMap((told) => told.messages) : refsOf(stay)
}

function standingStarts(stay: Stay): Told[] {
  return stay.told.filter((told) => isStart(told.step) && told.cancelledAt === null)
}

function latest(run: readonly Stay[]): Stay {
  return run.reduce((a, b) => (a.from > b.from ? a : b))
}

function newest(refs: readonly EventRef[]): EventRef {
  return refs.reduce((a, b) => (`${a.writtenAt} ${a.eventId}` > `${b.writtenAt} ${b.eventId}` ? a : b))
}

function toFact(kind: string, key: string, from: Instant, to: Instant | null, ref: EventRef, detail: Record<string, unknown>): FactDraft {
  const { eventId, source, identityId } = ref
  return { key, kind, identityId, from, to, value: null, unit: null, team: null, detail, source, eventId }
}
