import { describe, expect, it } from 'vitest'
import { judge } from '../judge.ts'
import { renderSentence } from '../sentence.ts'
import { at, contextAt, episode, fact } from '../testing.ts'
import { catalogue } from './index.ts'

const rule = catalogue.find(({ id }) => id === 'HO3') ?? expect.unreachable()
const care = fact('homecare.granted', 'care', '2026-01-05T08:00:00.000Z', { to: null })
const ended = (endedBy: string) => episode('stay', at('03T09:00'), at('10T13:30'), { endedBy })
const say = (facts: (typeof care)[]): string => {
  const [judgement] = judge(rule, facts, contextAt(at('10T14:00')))
  if (!judgement) expect.unreachable()
  return `${judgement.truth}: ${renderSentence(rule, judgement, facts, { name: 'Else', now: at('10T14:00'), language: 'da' })}`
}

describe('HO3: the stay has ended', () => {
  it.each([
    ['discharge', 'true: Else er udskrevet: tag stilling til, hvornår besøg genoptages.'],
    ['hand', 'true: Sygehusopholdet for Else er afsluttet af en medarbejder: tag stilling til, hvornår besøg genoptages.'],
  ])('after %s', (endedBy, sentence) => {
    expect(say([care, ended(endedBy)])).toBe(sentence)
  })

  it('tells to cancel visits when the citizen died there, also dead on arrival', () => {
    const death = fact('citizen.died', 'death', at('10T13:30'))
    expect(say([care, ended('death'), death])).toBe('true: Else er død på sygehuset: aflys besøg.')
    expect(say([care, { ...ended('death'), from: at('10T13:30') }, death])).toBe('true: Else er død på sygehuset: aflys besøg.')
  })

  it('begins at the end and lasts three days', () => {
    const facts = [care, ended('discharge')]
    expect(judge(rule, facts, contextAt(at('10T13:29')))[0]).toMatchObject({ truth: 'false', nextChange: at('10T13:30') })
    expect(judge(rule, facts, contextAt(at('10T13:30')))[0]).toMatchObject({ truth: 'true', nextChange: at('13T13:30') })
    expect(judge(rule, facts, contextAt(at('13T13:30')))[0]).toMatchObject({ truth: 'false', nextChange: null })
  })

  it('is quiet while a stay lasts, when the citizen is back at hospital, or has died at home since', () => {
    expect(judge(rule, [care, episode('stay', at('03T09:00'), null)], contextAt(at('10T14:00')))).toEqual([])
    expect(say([care, ended('discharge'), episode('again', at('10T13:45'), null)])).toMatch(/^false/)
    expect(say([care, ended('discharge'), fact('citizen.died', 'death', at('10T13:50'))])).toMatch(/^false/)
  })
})
