// What truly happens to one citizen: her cases, her hospital stays and her death. The messages about it are made from this, never
// the other way round, so a test can compare what was told with what was so. All instants are epoch milliseconds.
import { anyHours, day, timeAfter } from './local-time.ts'
import type { Person } from './person.ts'
import type { Profile } from './profiles.ts'
import type { Random } from './random.ts'
import { drawSpans, endAfterStays, type Span } from './spans.ts'
import { drawStays, type Stay } from './stays.ts'

export interface Life {
  person: Person
  profile: Profile
  spans: Span[]
  stays: Stay[]
  diedAt: number | null
  /** The two years that are told, until now. */
  from: number
  now: number
}

/** Lives one life from `from` to `now`. */
export function drawLife(random: Random, person: Person, profile: Profile, from: number, now: number): Life {
  const spans = profile.cases.filter((one) => random.chance(one.share)).flatMap((one) => drawSpans(random, one, from, now))
  const { stays, diedAt } = drawStays(random, { spans, profile, deathAtHome: drawDeath(random, person, from, now), from, now })
  const lived = endAfterStays(random, spans, stays, now).filter((span) => diedAt === null || span.from < diedAt)
  return { person, profile, spans: lived.map((span) => endAtDeath(span, diedAt)), stays, diedAt, from, now }
}

/** Yearly risk by age after Gompertz, about one in ten at 85. */
function drawDeath(random: Random, person: Person, from: number, now: number): number | null {
  const age = (from - Date.parse(person.birthDate)) / day / 365.2425
  const perYear = 0.0005 * Math.exp(0.095 * (age - 30))
  const at = from + (random.exponential(365) / perYear) * day
  return at < now - day ? timeAfter(random, at, anyHours) : null
}

function endAtDeath(span: Span, diedAt: number | null): Span {
  return diedAt === null ? span : { ...span, to: Math.min(span.to ?? diedAt, diedAt) }
}
