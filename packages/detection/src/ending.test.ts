import { describe, expect, it } from 'vitest'
import { catalogue } from './catalogue/index.ts'
import { decideEnding, isCorrected } from './ending.ts'
import { at, contextAt, episode, fact } from './testing.ts'

const rule = catalogue.find(({ id }) => id === 'HE7') ?? expect.unreachable()
const nursing = fact('homenursing.granted', 'nursing', '2026-01-05T08:00:00.000Z', { to: null })
const discharged = fact('hospital.discharged', 'discharge', at('10T13:30'))
const evidence = [discharged, nursing]
const end = (facts: (typeof nursing)[], now = at('15T12:00'), closedKinds: string[] = [], silentKinds: string[] = []) =>
  decideEnding(rule, 'discharge', evidence, facts, contextAt(now, closedKinds, silentKinds))

describe('decideEnding', () => {
  it('ends nothing that is still true, nor what only a silent feed makes unknown', () => {
    expect(end(evidence)).toBeNull()
    expect(end(evidence, at('15T12:00'), [], ['nursing.contact'])).toBeNull()
  })

  it('is cleared by what has happened since, and names it', () => {
    const visit = fact('nursing.contact', 'visit', at('14T08:00'))
    expect(end([...evidence, visit])).toEqual({
      closure: 'cleared',
      because: {
        da: 'Der er sket noget siden: Besøg af sygeplejen lør. 14. nov. kl. 09.00.',
        en: 'Something has happened since: Nursing contact Sat 14 Nov at 09:00.',
      },
      factIds: ['visit'],
    })
    expect(end([...evidence, visit], '2027-01-15T12:00:00.000Z')?.closure).toBe('cleared')
    expect(end([...evidence, episode('again', at('14T02:00'), null)])?.closure).toBe('cleared')
  })

  it('is expired when only time has passed', () => {
    expect(end(evidence, '2027-01-15T12:00:00.000Z')).toMatchObject({ closure: 'expired', because: { da: 'Der er gået 30 dage.' } })
    expect(decideEnding({ ...rule, sunset: '2026-11-14' }, 'discharge', evidence, evidence, contextAt(at('15T12:00')))).toMatchObject({
      closure: 'expired',
      because: { da: 'Reglen gælder ikke længere.' },
    })
  })

  it('is retracted when the discharge is cancelled or moved, or no ground opens it', () => {
    expect(end([nursing])).toMatchObject({ closure: 'retracted', factIds: ['discharge'] })
    expect(end([nursing, { ...discharged, id: 'v2', from: at('14T13:30'), to: at('14T13:30') }])?.closure).toBe('retracted')
    expect(end(evidence, at('15T12:00'), ['hospital.discharged'])?.closure).toBe('retracted')
    expect(end(evidence, at('15T12:00'), ['nursing.contact'])).toMatchObject({ closure: 'retracted', factIds: [] })
  })
})

describe('isCorrected', () => {
  const stay = episode('stay', at('03T09:00'), null)
  it.each([
    ['a stay that ends', stay, { ...stay, to: at('10T13:30') }, false],
    ['an end that is taken back', { ...stay, to: at('10T13:30') }, stay, true],
    ['an end that comes later', { ...stay, to: at('10T13:30') }, { ...stay, to: at('11T13:30') }, false],
    ['an end that comes earlier', { ...stay, to: at('10T13:30') }, { ...stay, to: at('09T13:30') }, true],
    ['another beginning', stay, { ...stay, from: at('03T10:00') }, true],
    ['an admission that becomes acute ambulant', stay, episode('stay', at('03T09:00'), null, { class: 'EMER' }), true],
    ['an admission marked as planned', stay, episode('stay', at('03T09:00'), null, { planned: true }), false],
    ['another identity', stay, { ...stay, identityId: 'other' }, true],
    ['nothing left', stay, undefined, true],
  ])('%s', (_what, before, now, corrected) => {
    expect(isCorrected(before, now)).toBe(corrected)
  })
})
