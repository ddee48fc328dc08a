import { describe, expect, it } from 'vitest'
import { catalogue } from './catalogue/index.ts'
import { explain } from './explain.ts'
import { at, contextAt, fact } from './testing.ts'

const rule = catalogue.find(({ id }) => id === 'HE7') ?? expect.unreachable()
const nursing = fact('homenursing.granted', 'nursing', '2026-01-05T08:00:00.000Z', { to: null })
const discharged = fact('hospital.discharged', 'discharge', at('10T13:30'))
const visit = fact('nursing.contact', 'visit', at('12T08:00'))

describe('explain', () => {
  it('tells why, and what would end it', () => {
    const told = explain(rule, [nursing, discharged], contextAt(at('15T12:00')), 'da')
    expect(told.truth).toBe('true')
    expect(told.sentence).toContain('Reglen slår til.')
    expect(told.sentence).toContain('Ikke registreret i mindst 3 dage siden tirs. 10. nov. kl. 14.30: Besøg af sygeplejen (ja)')
    expect(told.occasions[0]?.whatWouldEndThis).toBe(
      'Det lukker af sig selv, når der registreres: Besøg af sygeplejen, eller dette begynder: Sygehusforløb, eller der registreres: Død, eller når dagene er gået (tors. 10. dec. kl. 14.30).',
    )
    expect(told.occasions[0]?.tree.evidence.map(({ factId }) => factId).sort()).toEqual(['discharge', 'nursing'])
  })

  it('tells why not, with the fact that decided it', () => {
    const told = explain(rule, [nursing, discharged, visit], contextAt(at('15T12:00')), 'da')
    expect(told.sentence).toBe(
      'Reglen slår ikke til. Ikke registreret i mindst 3 dage siden tirs. 10. nov. kl. 14.30: Besøg af sygeplejen (nej).',
    )
    expect(told.occasions[0]?.tree.evidence).toEqual([{ factId: 'visit', text: 'Besøg af sygeplejen tors. 12. nov. kl. 09.00' }])
    expect(told.occasions[0]?.whatWouldEndThis).toBeNull()
  })

  it('says the same nothing whether a closed kind has facts or not', () => {
    const context = contextAt(at('15T12:00'), ['nursing.contact', 'hospital.discharged'])
    const withFacts = explain(rule, [nursing, discharged, visit], context, 'en')
    expect(withFacts).toEqual(explain(rule, [nursing], context, 'en'))
    expect(withFacts).toMatchObject({ truth: 'unknown', occasions: [] })
  })

  it.each(['da', 'en'] as const)('explains every shipped rule in %s without a gap', (language) => {
    for (const shipped of catalogue) {
      const facts = [nursing, fact(shipped.occasion.fact, 'occasion', at('10T13:30'))]
      const text = JSON.stringify(explain(shipped, facts, contextAt(at('11T12:00')), language))
      expect(text).not.toMatch(/undefined|\{\w+\}|!/)
    }
  })
})
