// From a journey as folded to the shape of the wire, in the reader's language.
import { findGroundRule } from '@roedtraad/access'
import {
  clipThread,
  type Instant,
  isOpenLoop,
  journeyTexts,
  type Language,
  maskName,
  type OpenPromise,
  type Thread,
  teams,
  tellDeed,
  tellThread,
} from '@roedtraad/domain'
import type { JourneyView, listJourneys } from '@roedtraad/use-cases'
import { toEtag } from '../plugins/preconditions.ts'
import type { Journey, JourneyPage } from './schema.ts'

const teamName = (language: Language) => (id: string) => teams.find((team) => team.id === id)?.name[language] ?? id
const sparkDays = 90
const dayMs = 86_400_000

/** The thread, with the reasons of its loose ends in words. */
export function presentThread(thread: Thread, language: Language) {
  const texts = journeyTexts(language)
  return { ...thread, loose: thread.loose.map((end) => ({ ...end, text: texts.looseReason[end.because] })) }
}

type Named = (worker: { username: string; team: string }) => { username: string; team: string; name: string }

/** The journey's page. */
export function presentJourney(view: JourneyView, language: Language): Journey {
  const { journey, names, now } = view
  const texts = journeyTexts(language)
  const named: Named = (worker) => ({ ...worker, name: names[worker.username] ?? worker.username })
  const { closed } = journey
  return {
    id: view.id,
    etag: toEtag(view.version),
    citizen: view.citizen,
    status: journey.status,
    level: journey.level,
    levelText: texts.level[journey.level],
    reason: journey.reason,
    openedAt: journey.openedAt,
    closed: closed === null ? null : { ...closed, becauseText: texts.closed[closed.because] },
    rhythmDays: journey.rhythmDays,
    holds: view.holds,
    ...presentPeople(view, named, language),
    thread: presentThread(view.thread, language),
    threadText: tellThread(view.thread, closed?.at ?? null, now, teamName(language), language),
    ...presentPlan(view, named, language),
    notes: journey.notes.map(({ by, ...note }) => ({ ...note, by: named(by) })),
    filings: journey.filings.map(({ askedAt: _, ...filing }) => filing),
    promises: view.promises.map((promise) => presentPromise(promise, names, now, language)),
    history: presentHistory(view, named, language),
    now,
  }
}

function presentPeople({ journey, standing }: JourneyView, named: Named, language: Language) {
  const { coordinator, substitute, absence, contact } = journey.coordination
  return {
    coordinator: coordinator && named(coordinator),
    substitute: substitute && named(substitute),
    absence,
    contact,
    teams: journey.teams.map(({ workers, ...team }) => ({
      ...team,
      standing: team.to === null ? presentStanding(standing[team.team], language) : null,
      workers: workers.map((username) => named({ username, team: team.team })),
    })),
    parties: journey.parties.map((party) => ({ ...party, kindText: journeyTexts(language).party[party.kind] })),
    manner: journey.manner,
  }
}

function presentStanding(standing: JourneyView['standing'][string] | undefined, language: Language) {
  if (standing === undefined) return null
  const { stands, code, to } = standing
  return { stands, title: findGroundRule(code ?? '')?.title[language] ?? journeyTexts(language).unknownGround, to }
}

function presentPlan({ journey }: JourneyView, named: Named, language: Language) {
  const texts = journeyTexts(language)
  const { ownGoal, goals, meetings, plans, closed } = journey
  return {
    ownGoal,
    goals,
    meetings,
    plans,
    activities: journey.activities.map(({ worker, ...activity }) => ({
      ...activity,
      worker: worker === null ? null : named({ username: worker, team: activity.team }),
      statusText: texts.activityStatus[activity.status],
    })),
    loops: journey.loops.map(({ worker, askedBy: _, ...loop }) => ({
      ...loop,
      title: loop.kind === 'handover-of-coordination' ? texts.coordination : loop.title,
      worker: worker === null ? null : named({ username: worker, team: loop.to }),
      stateText: isOpenLoop(loop) && closed !== null ? texts.lapsed(texts.closed[closed.because]) : texts.loopState[loop.state],
    })),
  }
}

function presentHistory({ history, lookedAt }: JourneyView, named: Named, language: Language) {
  return history.toReversed().map((deed) => ({
    id: deed.id,
    deed: deed.deed,
    at: deed.at,
    by: deed.team === null ? null : named({ username: deed.actor, team: deed.team }),
    text: tellDeed(deed, language),
    detail: deed.detail,
    targetId: deed.targetId,
    withdrawn: deed.withdrawn,
    isNew: lookedAt !== null && deed.at > lookedAt,
  }))
}

type Told = Pick<OpenPromise, 'id' | 'title' | 'team' | 'worker' | 'waitingTeam'> & { kind: string; dueAt: string | null }

/** One promise in words. */
export function presentPromise(promise: Told, names: Record<string, string>, now: Instant, language: Language) {
  const { id, team, worker, waitingTeam } = promise
  const texts = journeyTexts(language)
  const kind = promise.kind as keyof typeof texts.promise
  const dueAt = promise.dueAt === null ? null : new Date(promise.dueAt).toISOString()
  return {
    id,
    kind,
    kindText: texts.promise[kind],
    title: promise.title === 'coordination' ? texts.coordination : promise.title === '' ? texts.note : promise.title,
    team,
    worker: worker === null ? null : { username: worker, team, name: names[worker] ?? worker },
    waitingTeam,
    dueAt,
    overdue: dueAt !== null && dueAt < now,
  }
}

/** A page of the list. */
export function presentJourneyPage(
  { items, nextCursor, now }: Awaited<ReturnType<typeof listJourneys>>,
  team: string,
  language: Language,
): JourneyPage {
  return { items: items.map((row) => presentItem(row, team, now, language)), nextCursor, now }
}

type Row = Awaited<ReturnType<typeof listJourneys>>['items'][number]

function presentItem(row: Row, team: string, now: Instant, language: Language): JourneyPage['items'][number] {
  const texts = journeyTexts(language)
  const thread = clipThread(row.thread, now)
  const loose = thread.loose.at(-1)
  const mine = row.promises.filter((promise) => promise.team === team).map((promise) => presentPromise(promise, {}, now, language))
  return {
    id: row.id,
    citizen: {
      id: row.citizen_id,
      name: row.protected ? maskName(row.name) : row.name,
      birthDate: row.birth_date,
      protected: row.protected,
    },
    level: row.level,
    levelText: texts.level[row.level],
    status: row.status,
    openedAt: row.opened_at,
    changedAt: row.last_deed_at,
    isNew: row.looked_at === null || row.last_deed_at > row.looked_at,
    latest:
      row.latest === null
        ? null
        : { at: new Date(row.latest.at).toISOString(), by: row.latest.by, text: tellDeed({ deed: row.latest.deed, detail: {} }, language) },
    coordinator:
      row.coordinator === null
        ? null
        : { username: row.coordinator, name: row.coordinator_name ?? row.coordinator, team: row.coordinator_team ?? '' },
    substitute: row.substitute_name,
    loose:
      loose !== undefined && loose.to === null
        ? { since: loose.from, because: loose.because, text: texts.looseReason[loose.because] }
        : null,
    thread: presentThread(lastDays(thread, now), language),
    threadText: tellThread(thread, null, now, teamName(language), language),
    next: mine[0] ?? null,
    waiting: mine.filter((promise) => promise.kind === 'answer' || (promise.kind === 'filing' && promise.overdue)).length,
    overdue: mine.filter((promise) => promise.overdue).length,
  }
}

/** For the small picture in a list: the last ninety days. */
function lastDays(thread: Thread, now: Instant): Thread {
  const from = new Date(Date.parse(now) - sparkDays * dayMs).toISOString()
  const recent = <T extends { to: Instant | null }>(list: readonly T[]) => list.filter((one) => one.to === null || one.to > from)
  return { pieces: recent(thread.pieces), knots: thread.knots.filter((knot) => knot.at > from), loose: recent(thread.loose) }
}
