// Where the citizen is, read from the facts: at home, at hospital, on leave from it, or dead.
import { cprSystem } from './event.ts'
import type { FactDraft } from './fact.ts'
import type { HospitalStayDetail } from './hospital-stay.ts'
import type { Instant } from './instant.ts'

export type PresenceState = 'at-home' | 'at-hospital' | 'on-leave' | 'deceased'

/** `since` is null where nothing tells when it began (at home, and no stay known). */
export interface Presence {
  state: PresenceState
  since: Instant | null
}

type Told = Pick<FactDraft, 'kind' | 'from' | 'to' | 'detail'>

/**
 * The presence at `at` that these facts (`hospital.stay`, `citizen.died`) tell.
 * A transfer sends no discharge, so within an episode the newest open stay speaks; with two admissions at once, one that is not on leave counts.
 */
export function readPresence(facts: readonly Told[], at: Instant): Presence {
  const died = facts.find((fact) => fact.kind === 'citizen.died' && fact.from <= at)
  if (died !== undefined) return { state: 'deceased', since: died.from }
  const stays = facts.filter((fact) => fact.kind === 'hospital.stay' && fact.from <= at)
  const open = newestOfEpisodes(stays.filter((stay) => stay.to === null || stay.to > at))
  if (open.length === 0) return { state: 'at-home', since: last(stays.map((stay) => stay.to).filter((to) => to !== null)) }
  const present = open.filter((stay) => stateOf(stay) !== 'on-leave')
  if (present.length > 0)
    return { state: 'at-hospital', since: first(stays.filter((stay) => stay.to === null || stay.to > at).map((stay) => stay.from)) }
  return { state: 'on-leave', since: last(open.map((stay) => (stay.detail as unknown as HospitalStayDetail).since)) }
}

function newestOfEpisodes(open: readonly Told[]): Told[] {
  const newest = new Map<unknown, Told>()
  for (const stay of [...open].sort((a, b) => (a.from < b.from ? -1 : 1))) newest.set(stay.detail['episode'], stay)
  return [...newest.values()]
}

function stateOf(stay: Told): string {
  return (stay.detail as unknown as HospitalStayDetail).state
}

function first(instants: readonly Instant[]): Instant | null {
  return instants.length === 0 ? null : instants.reduce((a, b) => (a < b ? a : b))
}

function last(instants: readonly Instant[]): Instant | null {
  return instants.length === 0 ? null : instants.reduce((a, b) => (a > b ? a : b))
}

/** A protected name as it may stand on a screen: initials. */
export function maskName(name: string): string {
  const initials = name
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => `${[...part][0]?.toUpperCase()}.`)
  return initials.join(' ')
}

/** A number as it may stand on a screen: the birth part of a CPR number, and nothing of the rest. */
export function maskIdentifier(system: string, value: string): string {
  return system === cprSystem && value.length === 10
    ? `${value.slice(0, 6)}-••••`
    : `${'•'.repeat(Math.min(8, Math.max(4, value.length - 2)))}${value.slice(-2)}`
}

/** Whole years from a birth date (YYYY-MM-DD) to an instant, by the Danish calendar date. */
export function ageAt(birthDate: string, at: Instant): number {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format(new Date(at))
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}
