// Facts for the tests of this room, in as few words as possible. Nothing that is shipped imports it.
import { addMilliseconds, type Fact, type Instant } from '@roedtraad/domain'
import type { Context } from './conditions/shared.ts'

/** A fact of one citizen; `from` and `to` default to a point at `from`. Its id is its key unless another version is named. */
export function fact(kind: string, key: string, from: Instant, more: Partial<Fact> = {}): Fact {
  return {
    id: key,
    key,
    kind,
    from,
    to: from,
    value: null,
    unit: null,
    team: null,
    detail: {},
    source: 'urn:test',
    eventId: key,
    identityId: 'identity',
    citizenId: 'citizen',
    knownFrom: from,
    knownTo: null,
    ...more,
  }
}

/** A hospital episode, lasting while `to` is null. */
export function episode(key: string, from: Instant, to: Instant | null, detail: Record<string, unknown> = {}): Fact {
  const told = {
    episode: key,
    class: 'IMP',
    acute: false,
    planned: false,
    endedBy: to === null ? null : 'discharge',
    hospital: 'OUH',
    department: null,
  }
  return fact('hospital.episode', key, from, { to, detail: { ...told, ...detail } })
}

export function contextAt(now: Instant, closedKinds: string[] = [], silentKinds: string[] = []): Context {
  return { now, closedKinds: new Set(closedKinds), silentKinds: new Set(silentKinds) }
}

/** `at('12T14:30')`: an instant of November 2026 (UTC). */
export function at(text: string): Instant {
  return `2026-11-${text}:00.000Z`
}

export const justBefore = (instant: Instant): Instant => addMilliseconds(instant, -1)
