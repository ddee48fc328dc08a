import { describe, expect, it } from 'vitest'
import he8 from './catalogue/HE8.json' with { type: 'json' }
import { catalogue } from './catalogue/index.ts'
import { checkRule, listReads, toRule } from './check.ts'

const he7 = catalogue.find(({ id }) => id === 'HE7') ?? expect.unreachable()
const problemsOf = (more: Record<string, unknown>): string => {
  const faults = checkRule({ ...he7, ...more })
  return faults.map(({ field, problem }) => `${field} ${problem}`).join('\n')
}
const visit = { is: 'happened', kind: 'nursing.contact', daysBefore: null, daysAfter: null }

describe('checkRule', () => {
  it('finds nothing in the shipped rules, whose ids are unique', () => {
    for (const rule of catalogue) expect(checkRule(rule)).toEqual([])
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length)
    for (const rule of catalogue) expect(rule.reads).toEqual(listReads(rule))
  })

  it.each([
    ['an unnamed read', { reads: he7.reads.slice(1) }, 'does not name citizen.died'],
    ['an idle read', { reads: [...he7.reads, 'fall.registered'] }, 'names fall.registered, which nothing'],
    ['an unknown kind', { reads: [...he7.reads, 'tax.debt'] }, 'unknown kind tax.debt'],
    ['no paragraph', { statute: 'Sundhedsloven' }, 'statute names no paragraph'],
    ['no statute', { statute: undefined }, 'statute'],
    ['no recipients', { recipients: [] }, 'recipients'],
    ['a recipient without case', { recipients: [{ servingBy: 'nursing.contact' }] }, 'nursing.contact is no case'],
    ['no population', { population: { case: [] } }, 'population'],
    ['a wider reach than its class', { recipients: [{ servingBy: 'homecare.granted' }] }, 'elderly may not read nursing.contact'],
    ['a weight', { weight: 500 }, 'must not have additional properties'],
    ['a weighted part', { when: { is: 'all', of: [visit], weight: 3 } }, 'when.weight does not belong'],
    ['k of n', { when: { is: 'atLeast', count: 2, of: [visit] } }, 'no kind of condition: atLeast'],
    ['a score', { when: { is: 'score', above: 3 } }, 'no kind of condition: score'],
    ['a household', { population: { case: ['homenursing.granted'], household: true } }, 'population must not have additional properties'],
    ['an unreadable field', { when: { ...visit, where: { ethnicity: ['x'] } } }, 'reads ethnicity of nursing.contact'],
    ['a contradiction', { when: { is: 'all', of: [visit, { is: 'not', of: visit }] } }, 'a condition and its opposite'],
    ['too long a wait', { occasion: { ...he7.occasion, withinDays: 3 } }, 'waits 3 days'],
    ['a negative wait', { when: { is: 'silence', of: ['nursing.contact'], days: -1 } }, 'when.days must be >= 1'],
    ['no higher urgency', { urgency: 'high' }, 'is no higher than high'],
    ['an acute urgency', { urgency: 'acute' }, 'urgency'],
    ['an unknown word', { sentences: [{ da: '{cpr}', en: '{cpr}' }] }, 'asks for {cpr}'],
    ['different words', { sentences: [{ da: '{name}', en: 'Somebody' }] }, 'other things in Danish'],
    ['a gap of nothing', { sentences: [{ da: '{gap}', en: '{gap}' }] }, '{gap} without a sequence'],
    ['a sentence that may not fit', { sentences: [{ when: visit, da: 'a', en: 'b' }] }, 'is the last and has a condition'],
    ['shouting', { action: { da: 'Ring!', en: 'Call' } }, 'has an exclamation mark'],
    ['an end before the beginning', { validTo: '2020-01-01' }, 'validTo lies before'],
    ['class D', { class: 'D' }, 'class'],
  ])('finds %s', (_what, more, problem) => {
    expect(problemsOf(more)).toContain(problem)
    expect(() => toRule({ ...he7, ...more })).toThrow(/cannot be loaded/)
  })

  it('names the place of a fault in a nested condition', () => {
    const [first] = checkRule({ ...he8, when: { is: 'all', of: [{ is: 'not', of: { is: 'occasion', where: {} } }] } })
    expect(first?.field).toBe('when.of.0.of.where')
    expect(checkRule('a rule')).not.toEqual([])
  })
})
