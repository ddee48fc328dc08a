import { describe, expect, it } from 'vitest'
import { decideEnding } from '../ending.ts'
import { judge } from '../judge.ts'
import { renderSentence } from '../sentence.ts'
import { at, contextAt, episode, fact } from '../testing.ts'
import { catalogue } from './index.ts'

const rule = catalogue.find(({ id }) => id === 'HO2') ?? expect.unreachable()
const admitted = catalogue.find(({ id }) => id === 'HO1') ?? expect.unreachable()
const care = fact('homecare.granted', 'care', '2026-01-05T08:00:00.000Z', { to: null })
const contact = episode('stay', at('03T09:00'), null, { class: 'EMER', acute: true })
const context = contextAt(at('03T12:00'))

describe('HO2: at hospital, not admitted', () => {
  it('asks for a decision about the next visit', () => {
    const facts = [care, contact]
    const [judgement] = judge(rule, facts, context)
    if (!judgement) expect.unreachable()
    expect(judgement.truth).toBe('true')
    expect(renderSentence(rule, judgement, facts, { name: 'Else', now: context.now, language: 'da' })).toBe(
      'Else er på sygehus, ikke indlagt: tag stilling til næste besøg.',
    )
  })

  it('clears when the contact becomes an admission, and HO1 takes over', () => {
    const becomes = { ...contact, id: 'stay-2', detail: { ...contact.detail, class: 'IMP' } }
    expect(judge(rule, [care, becomes], context)[0]?.truth).toBe('false')
    expect(judge(admitted, [care, becomes], context)[0]?.truth).toBe('true')
    expect(decideEnding(rule, 'stay', [contact, care], [care, becomes], context)?.closure).toBe('cleared')
  })
})
