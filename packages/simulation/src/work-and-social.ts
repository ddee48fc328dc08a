// What the employment and social systems tell: meetings held and missed, letters about the rent, treatment, and days in psychiatry.
import { type Draft, fromTheOffice, listChances, listTimes, promptly, sometimes } from './drafts.ts'
import type { Life } from './life.ts'
import { anyHours, day, hour, officeHours, timeAfter } from './local-time.ts'
import type { Random } from './random.ts'
import type { Span } from './spans.ts'
import { isAway } from './stays.ts'

/** Everything both systems tell of one life beside the cases themselves, in no order. */
export function draftWorkAndSocial(random: Random, life: Life): Draft[] {
  const of = (kind: Span['kind']) => life.spans.filter((span) => span.kind === kind)
  const always = { from: life.from, to: null }
  return [
    ...of('sickleave').flatMap((span) => meetings(random, life, span, 38)),
    ...of('jobseeker').flatMap((span) => meetings(random, life, span, 32)),
    ...of('social.support').flatMap((span) => support(random, life, span)),
    ...rent(random, life, of('social.support').length > 0 ? of('social.support') : [always], of('social.support').length > 0 ? 0.7 : 0.02),
  ]
}

/** One case in eight lies: nobody calls her in. */
function meetings(random: Random, life: Life, span: Span, everyDays: number): Draft[] {
  const forgotten = random.chance(0.125)
  return listTimes(random, life, span, forgotten ? everyDays * 3 : everyDays, officeHours).map((at) =>
    promptly(random, {
      kind: random.chance(0.1) ? 'employment.meeting.missed' : 'employment.meeting.held',
      at,
      ...sometimes(random, 'employment'),
    }),
  )
}

function support(random: Random, life: Life, span: Span): Draft[] {
  const contacts = listTimes(random, life, span, random.pick([12, 20, 30]), officeHours)
  return [
    ...contacts.map((at) => promptly(random, { kind: 'social.contact', at, ...sometimes(random, 'social-adult') })),
    ...listChances(random, life, span, 0.25, officeHours).flatMap((at) => treatment(random, life, at)),
    ...listChances(random, life, span, 0.3, { from: 10, to: 17, weekdaysOnly: false }).flatMap((at) => psychiatry(random, life, at)),
  ]
}

/** Treatment is to begin within 14 days (serviceloven § 101); one in four waits longer. */
function treatment(random: Random, life: Life, at: number): Draft[] {
  const begins = timeAfter(random, at + (random.chance(0.75) ? random.integer(3, 12) : random.integer(15, 40)) * day, officeHours)
  const requested = promptly(random, { kind: 'substance.treatment.requested', at, ...sometimes(random, 'social-adult') })
  return happens(life, begins) ? [requested, promptly(random, { kind: 'substance.treatment.started', at: begins })] : [requested]
}

function psychiatry(random: Random, life: Life, at: number): Draft[] {
  const told = promptly(random, { kind: 'psychiatry.discharged', at, detail: { coordinationPlan: random.chance(0.3) } })
  const meets = timeAfter(random, at + random.integer(1, 6) * day, officeHours)
  const met = random.chance(0.7) && happens(life, meets)
  return met
    ? [told, promptly(random, { kind: 'social.contact', at: meets, detail: { reason: 'Efter udskrivelse fra psykiatrien' } })]
    : [told]
}

/** A letter about the rent; one in three is followed by another, and of those one in three by a notice of eviction. */
function rent(random: Random, life: Life, spans: readonly Pick<Span, 'from' | 'to'>[], perYear: number): Draft[] {
  return spans
    .flatMap((span) => listChances(random, life, span, perYear, officeHours))
    .flatMap((at) => {
      const second = timeAfter(random, at + random.integer(28, 70) * day, officeHours)
      const notice = timeAfter(random, second + random.integer(14, 40) * day, officeHours)
      const letters = [at, ...(random.chance(0.33) ? [second] : [])]
      const drafts = letters.map((when) => ({ kind: 'rent.arrears.notice', at: when }))
      if (letters.length === 2 && random.chance(0.33)) drafts.push({ kind: 'eviction.notice', at: notice })
      return drafts.filter((draft) => happens(life, draft.at)).map((draft) => fromTheOffice(random, draft, 2))
    })
}

function happens(life: Life, at: number): boolean {
  return at < life.now && (life.diedAt === null || at < life.diedAt) && !isAway(life.stays, at)
}

/** A move, once in twelve years, and the death, which the register tells on a working day after. */
export function draftRegister(random: Random, life: Life, newAddress: () => string): Draft[] {
  const moves = listChances(random, life, { from: life.from, to: null }, 1 / 12, anyHours)
  const drafts = moves.map((at) => fromTheOffice(random, { kind: 'citizen.moved', at, detail: { address: newAddress() } }, 5))
  if (life.diedAt !== null) drafts.push(fromTheOffice(random, { kind: 'citizen.died', at: life.diedAt }, 1))
  return drafts.map((draft) => ({ ...draft, recordedAt: Math.max(draft.recordedAt, draft.at + hour) }))
}
