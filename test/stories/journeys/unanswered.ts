// A handover that nobody answers: five working days, a reminder, then both leads, and somebody takes it up.
import { expect } from 'vitest'
import { until } from '../../support/instance.ts'
import type { Story, World } from '../world.ts'

const number = '3102501201'

let id = ''
const loop = async (world: World, username = 'caseworker.employment') => (await world.sees(username, id)).loops[0] ?? {}
/** What the product did by itself, once it has had its turn after the start. */
const byItself = (world: World, deeds: number) =>
  until(
    async () => (await world.sees('lead.employment', id)).history.filter((deed) => deed.by === null).map((deed) => deed.text),
    (told) => told.length >= deeds,
  )

async function ask(world: World): Promise<void> {
  await world.hear(
    number,
    ['citizen.registered', '2020-01-01T10:00:00Z', { detail: { name: 'Karl Ubesvaret', birthDate: '1975-04-01' } }],
    ['sickleave.started', '2026-02-01T10:00:00Z'],
    ['social.support.granted', '2026-02-01T10:00:00Z'],
  )
  id = await world.open('caseworker.employment', await world.find('caseworker.employment', number), 'To team')
  await world.does('caseworker.employment', id, 'join', {
    team: 'social-adult',
    role: 'Støtte i hjemmet',
    ground: { statute: 'RSL-5' },
  })
  await world.does('caseworker.employment', id, 'hand-over-coordination', { to: 'social-adult', words: 'I ser Karl hver uge.' })
  expect(await loop(world)).toMatchObject({ state: 'requested', dueAt: expect.stringMatching(/^2026-03-09T09:/), remindedAt: null })
  expect(await world.listed('caseworker.social', id, '?view=waiting')).toMatchObject({ waiting: 1, overdue: 0, loose: null })
  expect(await world.listed('caseworker.employment', id, '?view=waiting')).toBeUndefined()
  expect(await world.listed('caseworker.employment', id, '?view=loose')).toBeUndefined()
  expect(await world.thread('caseworker.social', id)).toBe('Tråden har været hos Sygedagpenge og beskæftigelse siden man. 2. mar.')
}

async function remind(world: World): Promise<void> {
  expect(await byItself(world, 1)).toEqual(['rykkede for svar'])
  expect(await loop(world)).toMatchObject({ remindedAt: expect.any(String), escalatedAt: null })
  for (const username of ['caseworker.employment', 'caseworker.social'])
    expect(await world.listed(username, id, '?view=loose')).toMatchObject({ loose: { text: 'en overlevering er ikke besvaret' } })
  expect(await world.listed('caseworker.social', id, '?view=overdue')).toMatchObject({ overdue: 1 })
  expect(await world.thread('caseworker.employment', id)).toBe('Tråden er løs siden man. 9. mar.: en overlevering er ikke besvaret.')
}

async function escalate(world: World): Promise<void> {
  const told = ['gav begge ledere besked om et manglende svar', 'rykkede for svar']
  expect(await byItself(world, 2)).toEqual(told)
  for (const lead of ['lead.employment', 'lead.social']) expect(await loop(world, lead)).toMatchObject({ escalatedAt: expect.any(String) })
  expect(await world.listed('lead.social', id, '?view=waiting')).toMatchObject({ waiting: 1, overdue: 1 })
}

async function takeUp(world: World): Promise<void> {
  const { coordinator, loops } = await world.does('lead.social', id, 'take-over', { reason: 'Lærke er på ferie; jeg tager den.' })
  expect(coordinator).toMatchObject({ name: 'Torben Skov', team: 'social-adult' })
  expect(loops).toMatchObject([{ state: 'done', worker: { name: 'Torben Skov' } }])
  expect(await world.listed('lead.social', id, '?view=waiting')).toBeUndefined()
  expect(await world.listed('caseworker.employment', id, '?view=loose')).toBeUndefined()
  expect(await world.thread('caseworker.employment', id)).toBe(
    'Tråden har været hos Voksen social siden ons. 11. mar.; løs i 2 dage fra man. 9. mar.; overleveret 1 gang.',
  )
}

export const unanswered: Story = {
  name: 'a handover nobody answers',
  steps: [
    {
      at: '2026-03-02T09:00:00.000Z',
      what: 'is asked on a Monday and due on the Monday after; it waits with those who are asked, and the thread lies where it was',
      tell: ask,
    },
    {
      at: '2026-03-09T12:00:00.000Z',
      what: 'after five working days the team is reminded, and the thread hangs loose for both',
      tell: remind,
    },
    { at: '2026-03-10T12:00:00.000Z', what: 'a working day later both leads are told, once', tell: escalate },
    { at: '2026-03-11T12:00:00.000Z', what: 'the lead of those who were asked takes it up, and nothing waits any more', tell: takeUp },
  ],
}
