import { describe, expect, it } from 'vitest'
import { judge } from '../judge.ts'
import { renderSentence } from '../sentence.ts'
import { at, contextAt, episode, fact } from '../testing.ts'
import { catalogue } from './index.ts'

const rule = catalogue.find(({ id }) => id === 'HE8') ?? expect.unreachable()
const care = fact('homecare.granted', 'care', '2026-01-05T08:00:00.000Z', { to: null, team: 'home-care' })
const first = episode('first', at('01T09:00'), at('09T15:00'))
const again = episode('again', at('11T08:00'), null)
const now = at('11T09:00')
const judgeAgain = (facts = [care, first, again], instant = now) =>
  judge(rule, facts, contextAt(instant)).find(({ occasionKey }) => occasionKey === 'again')
const say = (second: typeof again, instant = now): string => {
  const facts = [care, first, second]
  const judgement = judgeAgain(facts, instant) ?? expect.unreachable()
  return renderSentence(rule, judgement, facts, { name: 'Else', now: instant, language: 'da' })
}

describe('HE8: at hospital again within 30 days', () => {
  it('rests on both episodes and is past after fourteen days', () => {
    expect(judgeAgain()).toEqual({
      occasionKey: 'again',
      truth: 'true',
      urgency: 'normal',
      evidence: ['again', 'care', 'first'],
      nextChange: at('25T08:00'),
      sentence: 2,
    })
    expect(judgeAgain([care, first, again], at('25T08:00'))?.truth).toBe('false')
    expect(judge(rule, [care, first, again], contextAt(now))[0]).toMatchObject({ occasionKey: 'first', truth: 'false' })
  })

  it('is more urgent when acute', () => {
    expect(judgeAgain([care, first, episode('again', at('11T08:00'), null, { acute: true })])?.urgency).toBe('high')
  })

  it.each([
    ['30 days before on the Copenhagen clock', '2026-10-12T07:00:00.000Z', 'true'],
    ['longer ago', '2026-10-12T06:59:59.999Z', 'false'],
  ])('an earlier episode that ended %s', (_when, ended, truth) => {
    expect(judgeAgain([care, { ...first, from: '2026-10-01T08:00:00.000Z', to: ended }, again])?.truth).toBe(truth)
  })

  it.each([
    ['somebody marked it as planned', [care, first, episode('again', at('11T08:00'), null, { planned: true })]],
    ['it is the same episode', [care, episode('old', at('01T09:00'), at('09T15:00'), { episode: 'again' }), again]],
    ['the first has not ended', [care, { ...first, to: null }, again]],
    ['nobody serves the citizen', [first, again]],
    ['the citizen has died', [care, first, again, fact('citizen.died', 'death', at('11T08:30'))]],
  ])('is quiet when %s', (_why, facts) => {
    expect(judgeAgain(facts)?.truth).toBe('false')
  })

  it('says what kind of stay it is, and when it is over', () => {
    expect(say(again)).toBe('Else er indlagt igen, 2 dage efter udskrivelsen; akut eller planlagt fremgår ikke.')
    expect(say(episode('again', at('11T08:00'), null, { acute: true }))).toBe('Else er indlagt akut igen, 2 dage efter udskrivelsen.')
    expect(say(episode('again', at('09T20:00'), null, { acute: true, class: 'EMER' }))).toBe(
      'Else er på sygehus igen (akut ambulant), samme dag som udskrivelsen.',
    )
    expect(say(episode('again', at('10T08:00'), at('12T10:00'), { acute: true }), at('13T10:00'))).toBe(
      'Else var indlagt akut igen, dagen efter udskrivelsen, og er udskrevet nu.',
    )
  })
})
