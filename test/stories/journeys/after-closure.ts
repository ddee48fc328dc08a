// After a journey is closed it turns out that something in it was wrong: it is corrected and withdrawn, and both what was said and what is said stay.
import { expect } from 'vitest'
import type { Story, World } from '../world.ts'

const number = '3102501601'
const ground = { statute: 'RSL-5' }

let id = ''
const deeds: Record<string, string> = {}

async function openAndClose(world: World): Promise<void> {
  await world.hear(
    number,
    ['citizen.registered', '2020-01-01T10:00:00Z', { detail: { name: 'Rita Rettet', birthDate: '1950-01-30' } }],
    ['homenursing.granted', '2025-12-01T10:00:00Z'],
  )
  id = await world.open('nurse.health', await world.find('nurse.health', number), 'To team')
  await world.does('nurse.health', id, 'join', { team: 'home-care', role: 'Hjælper dagligt', ground })
  const remember = (name: string, journey: { history: { id: string }[] }) => {
    deeds[name] = journey.history[0]?.id ?? ''
  }
  remember(
    'activity',
    await world.does('nurse.health', id, 'add-activity', {
      title: 'Træne trappen',
      team: 'home-nursing',
      start: '2026-03-11T12:00:00Z',
    }),
  )
  remember('finish', await world.does('nurse.health', id, 'finish-activity', { activityId: deeds['activity'], result: 'Går ti trin' }))
  remember('goal', await world.does('assistant.elderly', id, 'add-goal', { title: 'Besøge sin søster i Ålborg' }))
  remember(
    'close',
    await world.does('nurse.health', id, 'close', { because: 'agreed', helped: 'partly', evaluation: 'Det gik for hurtigt.' }),
  )
  expect(await world.thread('nurse.health', id)).toBe('Forløbet er afsluttet ons. 11. mar.')
}

async function correctAndWithdraw(world: World): Promise<void> {
  await world.revises('nurse.health', id, deeds['finish'] ?? '', {
    detail: { activityId: deeds['activity'], result: 'Går tyve trin' },
  })
  await world.revises('nurse.health', id, deeds['close'] ?? '', {
    detail: { because: 'agreed', helped: 'yes', evaluation: 'Det gik stærkt, og det var godt.' },
  })
  const after = await world.revises('assistant.elderly', id, deeds['goal'] ?? '', { reason: 'Skrevet i det forkerte forløb' })
  deeds['withdrawal'] = after.history[0]?.id ?? ''
  expect(after).toMatchObject({
    status: 'closed',
    goals: [],
    activities: [{ result: 'Går tyve trin', endedAt: expect.stringMatching(/^2026-03-11/) }],
    closed: { helped: 'yes', evaluation: 'Det gik stærkt, og det var godt.', at: expect.stringMatching(/^2026-03-11/) },
  })
  expect(after.history.map(({ deed, withdrawn, at }) => [deed, withdrawn, at.slice(0, 10)])).toEqual([
    ['withdraw', false, '2026-05-04'],
    ['correct', false, '2026-05-04'],
    ['correct', false, '2026-05-04'],
    ['close', false, '2026-03-11'],
    ['add-goal', true, '2026-03-11'],
    ['finish-activity', false, '2026-03-11'],
    ['add-activity', false, '2026-03-11'],
    ['join', false, '2026-03-11'],
    ['open', false, '2026-03-11'],
  ])
  // What was first said stands beside what is said now.
  expect(JSON.stringify(after.history)).toContain('Går ti trin')
  expect(after.threadText).toBe('Forløbet er afsluttet ons. 11. mar.')
  const { body } = await world.call('assistant.elderly', 'GET', `/api/v1/journeys/${id}/timeline`)
  const told = (body['deeds'] as { deed: string; withdrawn: boolean }[]).map((deed) => [deed.deed, deed.withdrawn])
  expect(told).toEqual(after.history.map(({ deed, withdrawn }) => [deed, withdrawn]).reverse())
  await expect(world.does('nurse.health', id, 'add-goal', { title: 'Mere' })).rejects.toThrow('journey-closed')
}

async function takeBack(world: World): Promise<void> {
  const back = await world.revises('nurse.health', id, deeds['withdrawal'] ?? '', { reason: 'Det var alligevel hendes' })
  expect(back.goals).toMatchObject([{ title: 'Besøge sin søster i Ålborg', ended: null }])
  expect(await world.listed('nurse.health', id)).toBeUndefined()
  expect(await world.listed('nurse.health', id, '?status=closed')).toBeDefined()
  const again = await world.revises('nurse.health', id, deeds['close'] ?? '', { reason: 'Afsluttet ved en fejl' })
  expect(again).toMatchObject({ status: 'open', closed: null, coordinator: { name: 'Maria Ravn' } })
  expect(await world.listed('nurse.health', id)).toMatchObject({ citizen: { name: 'Rita Rettet' } })
  expect(again.threadText).toMatch(/^Tråden/)
  const later = await world.does('nurse.health', id, 'add-goal', { title: 'Mere' })
  expect(later.goals).toHaveLength(2)
}

export const afterClosure: Story = {
  name: 'a correction after closure',
  steps: [
    { at: '2026-03-11T12:00:00.000Z', what: 'a journey is opened, lived and closed', tell: openAndClose },
    {
      at: '2026-05-04T09:00:00.000Z',
      what: 'the result and her own words are corrected, and a goal that was another citizen’s is withdrawn',
      tell: correctAndWithdraw,
    },
    {
      at: '2026-05-12T09:00:00.000Z',
      what: 'the withdrawal is withdrawn; then the closing itself, and the journey goes on from where it was',
      tell: takeBack,
    },
  ],
}
