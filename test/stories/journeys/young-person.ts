// A young person without job or education, whose thread would have been lost on her eighteenth birthday.
import { expect } from 'vitest'
import type { Story, World } from '../world.ts'

const number = '3102501401'
const transition = { statute: 'BL-122' }

let id = ''
let citizenId = ''

async function openAtSeventeen(world: World): Promise<void> {
  await world.hear(
    number,
    ['citizen.registered', '2020-01-01T10:00:00Z', { detail: { name: 'Sofie Ungdom', birthDate: '2008-06-15' } }],
    ['jobseeker.registered', '2026-02-16T10:00:00Z', { team: 'youth' }],
  )
  citizenId = await world.find('caseworker.family', number)
  await world.call('caseworker.family', 'POST', `/api/v1/citizens/${citizenId}/intake`, { reason: 'Ungestøtte indtil 18' })
  const wrong = await world.call('caseworker.family', 'POST', '/api/v1/journeys', {
    citizenId,
    level: 'coordinate',
    ground: { statute: 'RSL-5' },
    reason: 'x',
  })
  expect([wrong.status, wrong.body['code']]).toEqual([403, 'ground-missing'])
  id = await world.open('caseworker.family', citizenId, 'Uden job og uddannelse, fylder 18 i juni', 'BL-122')
  await world.does('caseworker.family', id, 'join', { team: 'youth', role: 'Vejledning om job og uddannelse', ground: transition })
  const { citizen, threadText } = await world.sees('caseworker.youth', id)
  expect([citizen.age, threadText]).toEqual([17, 'Tråden har været hos Familieafdelingen siden man. 2. mar.'])
  // Nothing of the family's opens to anybody.
  expect(Object.keys(await world.lanes('caseworker.youth', citizenId))).toEqual(['employment'])
}

async function keepInformed(world: World): Promise<void> {
  await world.does('caseworker.family', id, 'write-note', { words: 'Kun for familieafdelingen: samtale med moderen' })
  await world.does('caseworker.youth', id, 'write-note', { words: 'Sofie vil gerne i praktik.', audience: 'journey' })
  expect(JSON.stringify(await world.sees('caseworker.youth', id))).not.toContain('moderen')
  expect(JSON.stringify(await world.sees('caseworker.family', id))).toContain('praktik')
}

async function handOver(world: World): Promise<void> {
  await world.does('caseworker.family', id, 'join', { team: 'employment', role: 'Har Sofie, når hun er 18', ground: transition })
  await world.does('caseworker.family', id, 'hand-over-coordination', { to: 'employment', words: 'Sofie fylder 18 den 15. juni.' })
  expect(await world.listed('caseworker.employment', id, '?view=waiting')).toMatchObject({ waiting: 1 })
}

async function lieLoose(world: World): Promise<void> {
  for (const username of ['caseworker.family', 'caseworker.youth', 'lead.employment'])
    expect(await world.listed(username, id, '?view=loose')).toMatchObject({ loose: { text: 'en overlevering er ikke besvaret' } })
  expect(await world.thread('lead.employment', id)).toBe('Tråden er løs siden man. 11. maj: en overlevering er ikke besvaret.')
}

async function takeUp(world: World): Promise<void> {
  await world.does('caseworker.employment', id, 'take-over', { reason: 'Jeg møder Sofie på torsdag.' })
  await world.does('caseworker.family', id, 'leave', { team: 'family', reason: 'Sofie bliver voksen' })
  expect(await world.mayShe('caseworker.family', id)).toBe('not-found')
  expect(await world.listed('caseworker.family', id)).toBeUndefined()
  expect(await world.listed('caseworker.employment', id, '?mine=true')).toMatchObject({ loose: null })
}

async function turnEighteen(world: World): Promise<void> {
  const { citizen, coordinator, threadText } = await world.sees('caseworker.youth', id)
  expect([citizen.age, coordinator?.name]).toEqual([18, 'Kirsten Holm'])
  expect(threadText).toBe(
    'Tråden har været hos Sygedagpenge og beskæftigelse siden man. 8. jun.; løs i 27 dage fra man. 11. maj; overleveret 1 gang.',
  )
}

export const youngPerson: Story = {
  name: 'a young person',
  steps: [
    {
      at: '2026-03-02T09:00:00.000Z',
      what: 'at seventeen the family department opens the journey, and the youth team takes part',
      tell: openAtSeventeen,
    },
    {
      at: '2026-03-16T12:00:00.000Z',
      what: 'the two teams keep each other informed, each with its own words kept apart',
      tell: keepInformed,
    },
    {
      at: '2026-05-04T09:00:00.000Z',
      what: 'six weeks before the birthday the thread is handed over, while there is still time',
      tell: handOver,
    },
    {
      at: '2026-05-12T09:00:00.000Z',
      what: 'nobody answers: the thread is loose on everybody’s list, five weeks before she would have been dropped',
      tell: lieLoose,
    },
    {
      at: '2026-06-08T09:00:00.000Z',
      what: 'a week before the birthday it is taken up, and the family department steps out',
      tell: takeUp,
    },
    {
      at: '2026-07-20T12:00:00.000Z',
      what: 'a month after her birthday she has a coordinator, and the thread tells what nearly happened',
      tell: turnEighteen,
    },
  ],
}
