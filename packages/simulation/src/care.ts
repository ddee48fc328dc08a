// What the care record tells of home care and home nursing: visits, weights, scores, falls, and who came after a discharge.
import { type Draft, listChances, listTimes, promptly, sometimes } from './drafts.ts'
import type { Life } from './life.ts'
import { anyHours, careHours, day, hour, minute, timeAfter, winter } from './local-time.ts'
import type { Random } from './random.ts'
import { isOpen, type Span } from './spans.ts'
import { isAway, type Stay } from './stays.ts'

const visitHours = { from: 8, to: 16, weekdaysOnly: false }

/** Everything the care record tells of one life, in no order. */
export function draftCare(random: Random, life: Life): Draft[] {
  const nursing = life.spans.filter((span) => span.kind === 'homenursing')
  const homecare = life.spans.filter((span) => span.kind === 'homecare')
  const visits = nursing.flatMap((span) => nurseVisits(random, life, span))
  return [
    ...visits,
    ...life.stays.flatMap((stay) => afterDischarge(random, life, stay)),
    ...scores(random, life, visits),
    ...weights(random, life, [...nursing, ...homecare]),
    ...falls(random, life),
    ...homecare.flatMap((span) => missedVisits(random, life, span)),
  ]
}

function nurseVisits(random: Random, life: Life, span: Span): Draft[] {
  const weekly = random.pick([3.5, 7, 7, 10, 14])
  const notResumed = (at: number) => life.stays.some((stay) => stay.to !== null && at > stay.to && at <= (stay.nurseComesAt ?? stay.to))
  return listTimes(random, life, span, weekly, visitHours, notResumed).map((at) => nurseVisit(random, at))
}

function nurseVisit(random: Random, at: number, reason?: string): Draft {
  return promptly(random, { kind: 'nursing.contact', at, ...sometimes(random, 'home-nursing'), ...(reason ? { detail: { reason } } : {}) })
}

/** The hospital asks for a follow-up after one discharge in four, and a nurse comes to whom the municipality helps at home. */
function afterDischarge(random: Random, life: Life, stay: Stay): Draft[] {
  if (stay.to === null || stay.endedBy !== 'discharge' || !isOpen(life.spans, stay.to, ['homecare', 'homenursing'])) return []
  const drafts: Draft[] = []
  const asked = stay.to - random.integer(20, 180) * minute
  if (random.chance(0.25))
    drafts.push({
      kind: 'discharge.followup.requested',
      at: asked,
      recordedAt: asked + minute,
      detail: { reason: 'Opfølgning efter udskrivelse' },
    })
  const comes = stay.nurseComesAt
  const hindered = comes === null || comes >= life.now || isAway(life.stays, comes)
  if (!hindered && isOpen(life.spans, comes, ['homecare', 'homenursing']))
    drafts.push(nurseVisit(random, comes, 'Opfølgning efter udskrivelse'))
  return drafts
}

/** Scores are taken at some visits, and run higher in the days before an admission. */
function scores(random: Random, life: Life, visits: readonly Draft[]): Draft[] {
  return visits.flatMap(({ at }) => {
    const failing = life.stays.some((stay) => stay.acute && stay.from > at && stay.from - at < 4 * day)
    if (!random.chance(failing ? 0.7 : 0.12)) return []
    const value = failing ? random.integer(1, 7) : random.pick([0, 0, 0, 0, 0, 0, 0, 1, 1, 2])
    return [promptly(random, { kind: 'observation.tobs', at, value, ...sometimes(random, 'home-nursing') })]
  })
}

/** Weighed once a month where it is agreed; one in six loses weight steadily. */
function weights(random: Random, life: Life, spans: readonly Span[]): Draft[] {
  const [first] = spans
  if (first === undefined || life.profile.fallsPerYear < 0.5 || random.chance(0.35)) return []
  const monthly = random.chance(1 / 6) ? -0.6 : 0
  let weight = 68 + 13 * random.normal()
  return listTimes(random, life, first, 30, visitHours).map((at) => {
    weight = Math.min(140, Math.max(38, weight + monthly + 0.5 * random.normal()))
    return promptly(random, { kind: 'observation.weight', at, value: Math.round(weight * 10) / 10, ...sometimes(random, 'home-nursing') })
  })
}

function falls(random: Random, life: Life): Draft[] {
  const helped = life.spans.filter((span) => span.kind === 'homecare' || span.kind === 'homenursing')
  const times = helped.flatMap((span) => listChances(random, life, span, life.profile.fallsPerYear * 0.8, anyHours))
  return times
    .filter((at) => random.next() < winter(at) / 1.2)
    .map((at) => promptly(random, { kind: 'fall.registered', at, detail: { injury: random.chance(0.3) } }))
}

/** Most miss a visit now and then; one in twelve often does. */
function missedVisits(random: Random, life: Life, span: Span): Draft[] {
  const perYear = random.chance(1 / 12) ? 20 : 3
  return listChances(random, life, span, perYear, careHours).flatMap((at) => {
    const missed = (when: number) =>
      promptly(random, {
        kind: 'homecare.visit.missed',
        at: when,
        ...sometimes(random, 'home-care'),
        detail: { reason: random.pick(['Aflyst af borgeren', 'Døren blev ikke åbnet', 'Ikke hjemme']) },
      })
    const next = timeAfter(random, at + 12 * hour, careHours)
    const again = random.chance(0.12) && next < Math.min(span.to ?? life.now, life.now) && !isAway(life.stays, next)
    return again ? [missed(at), missed(next)] : [missed(at)]
  })
}
