// What the systems tell of the cases themselves: that each was opened, and that it ended.
import { type Draft, fromTheOffice, sometimes } from './drafts.ts'
import type { Life } from './life.ts'
import { day } from './local-time.ts'
import type { SpanKind } from './profiles.ts'
import type { Random } from './random.ts'
import type { Span } from './spans.ts'

interface Told {
  start: string
  end: string
  team: string
  /** Within how many days it is written down: an employer tells of a sick leave when it has lasted a while. */
  startDays: number
  reasons: readonly string[]
}

const told: Record<SpanKind, Told> = {
  homecare: {
    start: 'homecare.granted',
    end: 'homecare.ended',
    team: 'visitation',
    startDays: 0,
    reasons: ['Klarer sig selv', 'Flyttet i plejebolig', 'Ønsker ikke hjælpen'],
  },
  homenursing: {
    start: 'homenursing.granted',
    end: 'homenursing.ended',
    team: 'home-nursing',
    startDays: 0,
    reasons: ['Behandlingen er færdig', 'Klarer selv medicinen', 'Såret er helet'],
  },
  sickleave: {
    start: 'sickleave.started',
    end: 'sickleave.ended',
    team: 'employment',
    startDays: 8,
    reasons: ['Raskmeldt', 'Delvist i arbejde'],
  },
  jobseeker: {
    start: 'jobseeker.registered',
    end: 'jobseeker.ended',
    team: 'employment',
    startDays: 0,
    reasons: ['I arbejde', 'I uddannelse', 'Meldt fra'],
  },
  'social.support': {
    start: 'social.support.granted',
    end: 'social.support.ended',
    team: 'social-adult',
    startDays: 1,
    reasons: ['Målet er nået', 'Anden indsats'],
  },
}

/** The kinds that open a case, each with the kind that ends it. */
export const endOfCase: ReadonlyMap<string, string> = new Map(Object.values(told).map(({ start, end }) => [start, end]))

/** Drafts of every start and of every end that lies before now. A case that death ended ends at the very instant of the death. */
export function draftCases(random: Random, life: Life): Draft[] {
  return life.spans.flatMap((span) => [start(random, life, span), ...end(random, life, span)])
}

function start(random: Random, life: Life, span: Span): Draft {
  const kind = told[span.kind]
  const young = span.kind === 'jobseeker' && span.from - Date.parse(life.person.birthDate) < 30 * 365.25 * day
  const from = { kind: kind.start, at: span.from, ...sometimes(random, young ? 'youth' : kind.team) }
  const hours = span.kind === 'homecare' ? { detail: { hoursPerWeek: random.integer(1, 14) } } : {}
  return fromTheOffice(random, { ...from, ...hours }, kind.startDays)
}

function end(random: Random, life: Life, span: Span): Draft[] {
  if (span.to === null) return []
  const kind = told[span.kind]
  const dead = span.to === life.diedAt
  const detail = { reason: dead ? 'Død' : random.pick(kind.reasons) }
  return [fromTheOffice(random, { kind: kind.end, at: span.to, detail, ...(dead ? {} : sometimes(random, kind.team)) }, dead ? 3 : 1)]
}
