import { isOpenable } from '@roedtraad/domain'
import { expect, it } from 'vitest'
import { checkGround, type GroundProposal } from './check-ground.ts'
import { groundTable } from './ground-table.ts'

const now = '2026-03-02T10:00:00.000Z'
const consent: GroundProposal = {
  code: 'SUL-43',
  kind: 'consent',
  purposeCode: 'coordination',
  categories: ['health'],
  fromAreas: ['health'],
  teamAreas: ['social'],
  form: 'written',
  givenAt: now,
  from: now,
  to: '2027-03-02T10:00:00.000Z',
  now,
}
const statute: GroundProposal = { ...consent, code: 'SUL-41', kind: 'statute', teamAreas: ['elderly'], form: null, givenAt: null, to: null }
const codes = (proposal: GroundProposal, rules = groundTable) => checkGround(proposal, rules).map(({ field, code }) => [field, code])

it('takes a consent of at most a year, counted from when it was given', () => {
  expect(codes(consent)).toEqual([])
  expect(codes({ ...consent, to: '2027-03-02T10:00:01.000Z' })).toEqual([['to', 'longer-than-allowed']])
  expect(codes({ ...consent, givenAt: '2026-02-01T10:00:00.000Z' })).toEqual([['to', 'longer-than-allowed']])
  expect(codes({ ...consent, to: null })).toEqual([['to', 'end-missing']])
  expect(codes({ ...consent, to: now })).toEqual([['to', 'end-before-start']])
})

it('names every fault with its field', () => {
  const wrong = {
    ...consent,
    categories: ['social'],
    fromAreas: ['social'],
    teamAreas: ['health'],
    form: 'oral',
    givenAt: '2026-03-03T10:00:00.000Z',
  }
  expect(codes(wrong)).toEqual([
    ['categories', 'category-not-opened'],
    ['fromAreas', 'area-not-opened'],
    ['teams', 'team-not-reached'],
    ['consent.form', 'form-not-valid'],
    ['consent.givenAt', 'in-the-future'],
  ])
  expect(codes({ ...consent, code: 'XYZ' })).toEqual([['code', 'unknown-ground']])
  expect(codes({ ...statute, form: 'oral' })).toEqual([['consent', 'consent-not-needed']])
})

it.each(groundTable.filter((rule) => rule.kind === 'statute').map((rule) => [rule.code, rule] as const))(
  'an application never rests on %s alone, nor on any other statute',
  (code, rule) => {
    const proposal = {
      ...statute,
      code,
      categories: rule.categories,
      fromAreas: rule.from,
      teamAreas: rule.to,
      to: '2026-04-01T10:00:00.000Z',
    }
    expect(codes(proposal)).toEqual([])
    expect(codes({ ...proposal, purposeCode: 'application' })).toEqual([['kind', 'consent-needed']])
    expect(codes({ ...consent, purposeCode: 'application' })).toEqual([])
  },
)

it('what never opens is refused, also where a table were to open it', () => {
  const loose = groundTable.map((rule) => ({
    ...rule,
    from: [...rule.from, 'family'],
    categories: [...rule.categories, 'criminal', 'control'] as const,
  }))
  expect(codes({ ...consent, fromAreas: ['family'] }, loose)).toEqual([['fromAreas', 'never-opened']])
  for (const category of ['criminal', 'control'])
    expect(codes({ ...consent, categories: [category] }, loose)).toEqual([['categories', 'never-opened']])
  for (const rule of groundTable)
    for (const area of rule.from)
      for (const category of rule.categories) expect([rule.code, isOpenable({ area, category })]).toEqual([rule.code, true])
})
