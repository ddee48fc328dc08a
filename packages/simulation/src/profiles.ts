// What sort of life a citizen leads with the municipality: which cases come and go, and how often she is at hospital. Rates are per year
// and days are means; they are set for a lively demonstration (many admissions), not taken from a statistic.
import type { Random } from './random.ts'

export type SpanKind = 'homecare' | 'homenursing' | 'sickleave' | 'jobseeker' | 'social.support'

/** How one sort of case comes and goes: how long it lasts, how long until the next, and the least of both. */
export interface Recurrence {
  kind: SpanKind
  /** Probability that she ever has it. */
  share: number
  openDays: number
  pauseDays: number
  leastDays: number
}
export interface Profile {
  name: string
  weight: number
  ages: { from: number; to: number }
  cases: readonly Recurrence[]
  hospitalStaysPerYear: number
  fallsPerYear: number
}

const recurs = (kind: SpanKind, share: number, openDays: number, pauseDays: number, leastDays = 20): Recurrence => ({
  kind,
  share,
  openDays,
  pauseDays,
  leastDays,
})

const profiles: readonly Profile[] = [
  {
    name: 'frail',
    weight: 44,
    ages: { from: 70, to: 98 },
    cases: [recurs('homecare', 0.92, 1000, 150), recurs('homenursing', 0.75, 300, 120)],
    hospitalStaysPerYear: 3.1,
    fallsPerYear: 0.9,
  },
  {
    name: 'wound or medicine',
    weight: 10,
    ages: { from: 42, to: 90 },
    cases: [recurs('homenursing', 1, 200, 130)],
    hospitalStaysPerYear: 1.3,
    fallsPerYear: 0.2,
  },
  {
    name: 'sick-listed',
    weight: 20,
    ages: { from: 21, to: 66 },
    cases: [recurs('sickleave', 1, 120, 240), recurs('jobseeker', 0.2, 150, 300)],
    hospitalStaysPerYear: 0.5,
    fallsPerYear: 0,
  },
  {
    name: 'out of work',
    weight: 10,
    ages: { from: 18, to: 64 },
    cases: [recurs('jobseeker', 1, 170, 200)],
    hospitalStaysPerYear: 0.1,
    fallsPerYear: 0,
  },
  {
    name: 'supported',
    weight: 9,
    ages: { from: 19, to: 70 },
    cases: [recurs('social.support', 1, 500, 200), recurs('jobseeker', 0.4, 200, 200)],
    hospitalStaysPerYear: 0.5,
    fallsPerYear: 0,
  },
  {
    name: 'in several places',
    weight: 7,
    ages: { from: 23, to: 65 },
    cases: [recurs('sickleave', 0.8, 150, 150), recurs('social.support', 0.9, 500, 150), recurs('homenursing', 0.4, 150, 200)],
    hospitalStaysPerYear: 1,
    fallsPerYear: 0.2,
  },
]

/** Everybody else: no case, and nothing to tell but a move, now and then a letter about the rent, and death. */
export const quietProfile: Profile = {
  name: 'quiet',
  weight: 0,
  ages: { from: 18, to: 96 },
  cases: [],
  hospitalStaysPerYear: 0,
  fallsPerYear: 0,
}

/** Draws a profile by weight. */
export function drawProfile(random: Random): Profile {
  let left = random.next() * profiles.reduce((sum, profile) => sum + profile.weight, 0)
  for (const profile of profiles) {
    left -= profile.weight
    if (left < 0) return profile
  }
  return quietProfile
}
