import { expect, it } from 'vitest'
import type { JourneyTimeline } from '../../api/types.ts'
import { filterItems, listChoices, toItems, whoOf } from './timeline-items.ts'

const fact = (id: string, kind: string, from: string, team: string | null) => ({
  id,
  kind,
  label: kind,
  from,
  to: from,
  team,
  source: 's',
  text: id,
})
const deed = (id: string, at: string, by: string | null, withdrawn = false) => ({
  id,
  at,
  deed: 'add-goal',
  team: by === null ? null : 'home-care',
  by: by === null ? null : { username: by, name: by.toUpperCase() },
  text: id,
  withdrawn,
})
const timeline = {
  lanes: [
    { area: { id: 'health' }, items: [fact('weight', 'observation.weight', '2026-01-03', 'home-nursing')] },
    { area: { id: 'social' }, items: [fact('visit', 'social.contact', '2026-01-01', null)] },
  ],
  deeds: [deed('goal', '2026-01-02', 'fatima'), deed('wrong', '2026-01-02', 'fatima', true), deed('freed', '2026-01-04', null)],
} as unknown as JourneyTimeline
const items = toItems(timeline, (team) => (team === 'home-care' ? 'elderly' : ''), 'Deeds')
const ids = (list: { id: string }[]) => list.map((item) => item.id)
const any = { area: '', kind: '', who: '' }

it('lays facts and deeds in one order of time, without what was taken back', () => {
  expect(ids(items)).toEqual(['visit', 'goal', 'weight', 'freed'])
  expect(items.map((item) => item.area)).toEqual(['social', 'elderly', 'health', ''])
})

it.each([
  [{}, ['visit', 'goal', 'weight', 'freed']],
  [{ area: 'health' }, ['weight']],
  [{ kind: 'deed' }, ['goal', 'freed']],
  [{ who: 'person:fatima' }, ['goal']],
  [{ who: 'team:home-nursing' }, ['weight']],
  [{ area: 'social', kind: 'deed' }, []],
])('filters by %j', (filter, found) => {
  expect(ids(filterItems(items, { ...any, ...filter }))).toEqual(found)
})

it('offers what there is, each once, and says who did it', () => {
  const { kinds, teams, people } = listChoices(items, (team) => team)
  expect([kinds.map((one) => one.value), teams.map((one) => one.label), people.map((one) => one.label)]).toEqual([
    ['deed', 'observation.weight', 'social.contact'],
    ['home-care', 'home-nursing'],
    ['FATIMA'],
  ])
  expect(items.map((item) => whoOf(item, (team) => team, 'the product'))).toEqual(['', 'FATIMA', 'home-nursing', 'the product'])
})
