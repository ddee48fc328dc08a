import { describe, expect, it } from 'vitest'
import { judge } from '../judge.ts'
import { listRecipients } from '../recipients.ts'
import { renderSentence } from '../sentence.ts'
import { at, contextAt, episode, fact, justBefore } from '../testing.ts'
import { catalogue } from './index.ts'

const rule = catalogue.find(({ id }) => id === 'HE7') ?? expect.unreachable()
const nursing = fact('homenursing.granted', 'nursing', '2026-01-05T08:00:00.000Z', { to: null, team: 'home-nursing' })
const stay = episode('stay', at('03T09:00'), at('10T13:30'))
const discharged = fact('hospital.discharged', 'discharge', at('10T13:30'), { detail: { hospital: 'OUH' } })
const facts = [nursing, stay, discharged]
const truthAt = (now: string, held = facts): string | undefined => judge(rule, held, contextAt(now))[0]?.truth

describe('HE7: no follow-up after discharge', () => {
  it('waits three calendar days to the minute', () => {
    expect(judge(rule, facts, contextAt(at('10T14:00')))[0]).toMatchObject({ truth: 'false', nextChange: at('13T13:30') })
    expect(truthAt(justBefore(at('13T13:30')))).toBe('false')
    expect(judge(rule, facts, contextAt(at('13T13:30')))).toEqual([
      {
        occasionKey: 'discharge',
        truth: 'true',
        urgency: 'normal',
        evidence: ['discharge', 'nursing'],
        nextChange: at('17T13:30'),
        sentence: 0,
      },
    ])
  })

  it('is the same card, more urgent, after seven, and past after thirty', () => {
    expect(judge(rule, facts, contextAt(at('17T13:30')))[0]).toMatchObject({ urgency: 'high', nextChange: '2026-12-10T13:30:00.000Z' })
    expect(truthAt('2026-12-10T13:30:00.000Z')).toBe('false')
  })

  it('counts days on the Copenhagen clock, over the end of summer time', () => {
    const autumn = [nursing, fact('hospital.discharged', 'discharge', '2026-10-23T12:00:00.000Z')]
    expect(judge(rule, autumn, contextAt('2026-10-24T12:00:00.000Z'))[0]?.nextChange).toBe('2026-10-26T13:00:00.000Z')
  })

  it.each([
    ['a visit after the discharge', fact('nursing.contact', 'visit', at('11T08:00'))],
    ['a new stay', episode('again', at('14T02:00'), null)],
    ['death', fact('citizen.died', 'death', at('14T02:00'))],
  ])('is quiet after %s', (_what, more) => {
    expect(truthAt(at('15T12:00'), [...facts, more])).toBe('false')
  })

  it('still speaks when the only visit was before the discharge, and when a new stay is over', () => {
    expect(truthAt(at('15T12:00'), [...facts, fact('nursing.contact', 'visit', at('10T10:00'))])).toBe('true')
    expect(truthAt(at('15T12:00'), [...facts, episode('again', at('14T02:00'), at('14T20:00'))])).toBe('true')
  })

  it('is about those with home nursing on the day, or for whom the hospital asked', () => {
    const later = { ...nursing, from: at('12T08:00') }
    const request = fact('discharge.followup.requested', 'request', at('09T10:00'), { team: 'home-nursing' })
    expect(truthAt(at('15T12:00'), [later, stay, discharged])).toBe('false')
    expect(truthAt(at('15T12:00'), [request, stay, discharged])).toBe('true')
    expect(truthAt(at('15T12:00'), [{ ...request, from: at('02T10:00') }, stay, discharged])).toBe('false')
    expect(truthAt(at('15T12:00'), [stay, discharged])).toBe('false')
    const ended = { ...nursing, to: at('12T08:00') }
    expect(truthAt(at('15T12:00'), [ended, stay, discharged])).toBe('true')
  })

  it('does not know while the feed of visits is silent or closed, and looks at nothing closed', () => {
    expect(judge(rule, facts, contextAt(at('15T12:00'), [], ['nursing.contact']))[0]?.truth).toBe('unknown')
    expect(judge(rule, facts, contextAt(at('15T12:00'), ['nursing.contact']))[0]?.truth).toBe('unknown')
    expect(judge(rule, facts, contextAt(at('15T12:00'), ['hospital.discharged']))).toEqual([])
  })

  it('judges each discharge for itself', () => {
    const second = fact('hospital.discharged', 'second', at('14T10:00'))
    expect(judge(rule, [...facts, second], contextAt(at('15T12:00'))).map((one) => [one.occasionKey, one.truth])).toEqual([
      ['discharge', 'true'],
      ['second', 'false'],
    ])
  })

  it('tells the team that serves the citizen, in a sentence', () => {
    const [judgement] = judge(rule, facts, contextAt(at('13T20:00')))
    if (!judgement) expect.unreachable()
    const reading = { name: 'Else Lund', now: at('13T20:00'), language: 'da' } as const
    expect(renderSentence(rule, judgement, facts, reading)).toBe(
      'Ingen fra sygeplejen har besøgt Else Lund siden udskrivelsen for 3 dage siden.',
    )
    expect(renderSentence(rule, judgement, [nursing], reading)).toBe('Der er brug for at tale sammen om denne borger.')
    expect(listRecipients(rule, 'discharge', facts, contextAt(at('13T20:00')))).toEqual([
      { servingBy: 'homenursing.granted', team: 'home-nursing', factId: 'nursing' },
    ])
  })
})
