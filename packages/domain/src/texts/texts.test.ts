import { describe, expect, it } from 'vitest'
import { describeFact, formatInstant, formatRelative, nameStep, textsIn, toLanguage } from './index.ts'

describe('dates', () => {
  it.each([
    ['2026-10-12T12:30:00.000Z', 'man. 12. okt. kl. 14.30', 'Mon 12 Oct at 14:30'],
    ['2026-12-31T23:05:00.000Z', 'fre. 1. jan. kl. 00.05', 'Fri 1 Jan at 00:05'],
    ['2026-05-05T06:00:00.000Z', 'tirs. 5. maj kl. 08.00', 'Tue 5 May at 08:00'],
  ])('%s is read on the Copenhagen clock', (instant, danish, english) => {
    expect(formatInstant(instant, 'da')).toBe(danish)
    expect(formatInstant(instant, 'en')).toBe(english)
  })

  it('tells the year only when it is another one', () => {
    expect(formatInstant('2025-10-12T12:30:00.000Z', 'da', '2026-11-23T12:00:00.000Z')).toBe('søn. 12. okt. 2025 kl. 14.30')
    expect(formatInstant('2026-10-12T12:30:00.000Z', 'da', '2026-11-23T12:00:00.000Z')).toBe('man. 12. okt. kl. 14.30')
  })

  it.each([
    ['2026-11-20T12:00:00.000Z', 'for 3 dage siden'],
    ['2026-11-22T12:00:00.000Z', 'for 1 dag siden'],
    ['2026-11-22T12:30:00.000Z', 'for 23 timer siden'],
    ['2026-11-23T11:59:30.000Z', 'lige nu'],
    ['2026-11-25T12:00:00.000Z', 'om 2 dage'],
  ])('%s is told relative to now', (instant, text) => {
    expect(formatRelative(instant, '2026-11-23T12:00:00.000Z', 'da')).toBe(text)
  })
})

describe('words', () => {
  it('names a corrected message as MedCom does', () => {
    expect(nameStep({ step: 'admit-inpatient', act: 'tell' }, 'da')).toBe('Start sygehusophold – indlagt')
    expect(nameStep({ step: 'discharge', act: 'cancel' }, 'da')).toBe(
      'Annullering: Slut sygehusophold – afsluttet til hjemmet/primær sektor',
    )
  })

  it('describes a fact with its span, value and place', () => {
    const fact = { kind: 'observation.weight', value: 62.5, unit: 'kg', detail: {}, from: '2026-11-20T07:00:00.000Z' }
    expect(describeFact({ ...fact, to: fact.from }, 'da')).toBe('Vægt: 62,5 kg fre. 20. nov. kl. 08.00')
    const stay = { kind: 'hospital.episode', value: null, unit: null, detail: { class: 'IMP', hospital: 'OUH', department: null } }
    expect(describeFact({ ...stay, from: '2026-11-20T07:00:00.000Z', to: null }, 'da')).toBe(
      'Sygehusforløb siden fre. 20. nov. kl. 08.00 (indlagt, OUH)',
    )
  })

  it('has no exclamation marks and nothing untranslated', () => {
    for (const language of ['da', 'en'] as const) expect(JSON.stringify(textsIn(language))).not.toContain('!')
    expect(Object.keys(textsIn('en'))).toEqual(Object.keys(textsIn('da')))
  })

  it.each([
    [undefined, 'da'],
    ['en-GB,en;q=0.9,da;q=0.5', 'en'],
    ['da;q=0.4, en;q=0.8', 'en'],
    ['de', 'da'],
    ['en;q=0, da', 'da'],
  ])('Accept-Language %s means %s', (header, language) => {
    expect(toLanguage(header)).toBe(language)
  })
})
