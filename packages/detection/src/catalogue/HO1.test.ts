import { describe, expect, it } from 'vitest'
import { judge } from '../judge.ts'
import { renderSentence } from '../sentence.ts'
import { at, contextAt, episode, fact } from '../testing.ts'
import { catalogue } from './index.ts'

const rule = catalogue.find(({ id }) => id === 'HO1') ?? expect.unreachable()
const care = fact('homecare.granted', 'care', '2026-01-05T08:00:00.000Z', { to: null, team: 'home-care' })
const stay = episode('stay', at('03T09:00'), null)
const truthOf = (...facts: (typeof stay)[]): string | undefined => judge(rule, facts, contextAt(at('05T12:00')))[0]?.truth

describe('HO1: admitted, pause visits', () => {
  it('holds from the admission as long as the stay lasts, leave or not', () => {
    expect(truthOf(care, stay)).toBe('true')
    expect(truthOf(care, episode('stay', at('03T09:00'), null, { state: 'on-leave' }))).toBe('true')
    const facts = [care, stay]
    const [judgement] = judge(rule, facts, contextAt(at('05T12:00')))
    if (!judgement) expect.unreachable()
    expect(judgement).toMatchObject({ evidence: ['stay', 'care'], nextChange: '2027-11-03T09:00:00.000Z' })
    expect(renderSentence(rule, judgement, facts, { name: 'Else', now: at('05T12:00'), language: 'da' })).toBe(
      'Else er indlagt: sæt besøg på pause.',
    )
  })

  it('waits for an end that is known beforehand', () => {
    expect(judge(rule, [care, { ...stay, to: at('06T10:00') }], contextAt(at('05T12:00')))[0]).toMatchObject({
      truth: 'true',
      nextChange: at('06T10:00'),
    })
  })

  it('is quiet when the stay is over, not an admission, or nobody comes from home care', () => {
    expect(truthOf(care, { ...stay, to: at('05T10:00') })).toBe('false')
    expect(truthOf(care, episode('stay', at('03T09:00'), null, { class: 'EMER' }))).toBe('false')
    expect(truthOf(stay)).toBe('false')
    expect(truthOf({ ...care, to: at('04T10:00') }, stay)).toBe('false')
  })
})
