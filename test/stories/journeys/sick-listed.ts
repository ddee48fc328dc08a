// A sick-listed citizen with home care and a social worker, from the first concern to the closing eight months later.
import { expect } from 'vitest'
import type { Story, World } from '../world.ts'

const number = '3102501301'
const ground = { statute: 'RSL-5' }

let id = ''
let citizenId = ''
const things: Record<string, string> = {}
const made = (journey: { history: { id: string }[] }) => journey.history[0]?.id ?? ''
const consent = (world: World) =>
  world.call('caseworker.employment', 'POST', `/api/v1/citizens/${citizenId}/grounds`, {
    kind: 'consent',
    code: 'LAB-40-3',
    purpose: 'Én plan for at komme tilbage til arbejde',
    reason: 'Aftalt på netværksmødet',
    categories: ['service', 'social'],
    fromAreas: ['social', 'elderly'],
    teams: ['employment'],
    to: '2027-03-01T12:00:00Z',
    consent: { form: 'oral', textVersion: '2026-1' },
  })

async function firstConcern(world: World): Promise<void> {
  await world.hear(
    number,
    ['citizen.registered', '2020-01-01T10:00:00Z', { detail: { name: 'Mads Sygemeldt', birthDate: '1969-05-20' } }],
    ['sickleave.started', '2026-01-12T10:00:00Z'],
    ['homecare.granted', '2026-01-20T10:00:00Z'],
    ['social.support.granted', '2026-02-10T10:00:00Z'],
  )
  citizenId = await world.find('caseworker.employment', number)
  id = await world.open('caseworker.employment', citizenId, 'Sygemeldt, får hjælp hjemme og støtte', 'RSL-5', 'inform')
  expect(await world.mayShe('assistant.elderly', id)).toBe('not-found')
  expect(await world.listed('caseworker.social', id)).toBeUndefined()
  expect(await world.listed('caseworker.employment', id, '?mine=true')).toMatchObject({ citizen: { name: 'Mads Sygemeldt' } })
  expect(await world.lanes('caseworker.employment', citizenId)).toEqual({ employment: ['citizen.registered', 'sickleave.started'] })
  for (const [team, role] of [
    ['home-care', 'Hjælper hver morgen'],
    ['social-adult', 'Støtte i hverdagen'],
  ])
    await world.does('caseworker.employment', id, 'join', { team, role, ground })
  things['meeting'] = made(
    await world.does('caseworker.employment', id, 'call-meeting', {
      title: 'Netværksmøde',
      at: '2026-03-11T09:00:00Z',
      minutes: 60,
      place: 'Hos Mads',
      teams: ['employment', 'home-care', 'social-adult'],
      parties: [],
    }),
  )
  expect(await world.mayShe('assistant.elderly', id)).toBe('sees')
  expect(await world.listed('caseworker.social', id)).toMatchObject({ isNew: true, loose: null })
}

async function makeOnePlan(world: World): Promise<void> {
  await world.does('assistant.elderly', id, 'hold-meeting', {
    meetingId: things['meeting'],
    record: 'Mads vil tilbage to dage om ugen.',
  })
  await world.does('caseworker.employment', id, 'set-level', { level: 'one-plan', reason: 'Tre planer bliver én' })
  await world.does('caseworker.social', id, 'state-own-goal', { words: 'Jeg vil have kolleger igen.' })
  const goal = await world.does('caseworker.employment', id, 'add-goal', {
    title: 'To dage om ugen',
    followUpAt: '2026-05-04T09:00:00Z',
  })
  things['goal'] = made(goal)
  const activity = {
    title: 'Støtte til struktur i hverdagen',
    team: 'social-adult',
    goalId: things['goal'],
    start: '2026-03-16T09:00:00Z',
  }
  things['activity'] = made(await world.does('caseworker.social', id, 'add-activity', activity))
  expect((await consent(world)).status).toBe(201)
  expect(await world.lanes('caseworker.employment', citizenId)).toEqual({
    employment: ['citizen.registered', 'sickleave.started'],
    social: ['social.support.granted'],
    elderly: ['homecare.granted'],
  })
  // What opens to one team opens to no other.
  expect(Object.keys(await world.lanes('assistant.elderly', citizenId))).toEqual(['elderly'])
}

async function handOn(world: World): Promise<void> {
  expect(await world.listed('caseworker.employment', id, '?view=overdue')).toMatchObject({ overdue: 1 })
  await world.does('caseworker.employment', id, 'follow-up', {
    subjectId: things['goal'],
    result: 'continue',
    words: 'Én dag går godt',
    nextAt: '2026-10-26T09:00:00Z',
  })
  expect(await world.listed('caseworker.employment', id, '?view=overdue')).toBeUndefined()
  const asked = await world.does('caseworker.employment', id, 'hand-over-coordination', {
    to: 'social-adult',
    words: 'I ser Mads oftest nu.',
  })
  await world.does('caseworker.social', id, 'accept-loop', { loopId: asked.loops[0]?.['id'] })
  expect(await world.thread('assistant.elderly', id)).toBe('Tråden har været hos Voksen social siden man. 4. maj; overleveret 1 gang.')
}

async function fallSilent(world: World): Promise<void> {
  for (const username of ['caseworker.employment', 'assistant.elderly', 'caseworker.social'])
    expect(await world.listed(username, id, '?view=loose')).toMatchObject({
      loose: { text: 'der har været stille længere end aftalt' },
    })
  expect(await world.thread('caseworker.social', id)).toBe(
    'Tråden er løs siden fre. 3. jul.: der har været stille længere end aftalt; overleveret 1 gang.',
  )
  await world.does('caseworker.social', id, 'write-note', {
    words: 'Talt med Mads efter ferien. Han er klar til to dage.',
    audience: 'journey',
  })
  expect(await world.listed('assistant.elderly', id, '?view=loose')).toBeUndefined()
  expect(await world.thread('assistant.elderly', id)).toBe(
    'Tråden har været hos Voksen social siden man. 4. maj; løs i 17 dage fra fre. 3. jul.; overleveret 1 gang.',
  )
  await world.does('caseworker.social', id, 'agree-rhythm', { days: 120 })
}

async function close(world: World): Promise<void> {
  await world.hear(number, ['sickleave.ended', '2026-10-30T10:00:00Z'])
  const closing = { because: 'agreed', helped: 'yes', evaluation: 'I talte sammen, så jeg slap for at gøre det.' }
  await expect(world.does('caseworker.social', id, 'close', closing)).rejects.toThrow('things-left-open')
  await world.does('caseworker.social', id, 'finish-activity', { activityId: things['activity'], result: 'Klarer sig selv' })
  await world.does('caseworker.social', id, 'end-goal', { goalId: things['goal'], result: 'reached', words: '' })
  const closed = await world.does('caseworker.social', id, 'close', closing)
  expect(closed).toMatchObject({ status: 'closed', closed: { evaluation: closing.evaluation } })
  expect(closed.threadText).toBe('Forløbet er afsluttet man. 2. nov.; løs i 17 dage fra fre. 3. jul.; overleveret 1 gang.')
  expect(await world.listed('assistant.elderly', id)).toBeUndefined()
  expect(await world.listed('assistant.elderly', id, '?status=closed')).toMatchObject({ citizen: { name: 'Mads Sygemeldt' } })
  // The sick leave is over, so his caseworker serves him no more; she sees him as one of those who took part.
  expect(await world.lanes('caseworker.employment', citizenId)).toEqual({
    social: ['social.support.granted'],
    elderly: ['homecare.granted'],
  })
}

export const sickListed: Story = {
  name: 'a sick-listed citizen',
  steps: [
    { at: '2026-03-02T09:00:00.000Z', what: 'the first concern opens a journey that only its own team sees', tell: firstConcern },
    { at: '2026-03-11T12:00:00.000Z', what: 'the meeting makes it one plan, and a consent opens what the plan needs', tell: makeOnePlan },
    {
      at: '2026-05-04T09:00:00.000Z',
      what: 'the follow-up is due, and the coordination goes to social services without a gap',
      tell: handOn,
    },
    {
      at: '2026-07-20T12:00:00.000Z',
      what: 'a long silence is a loose end that all three teams see, and one deed takes it up',
      tell: fallSilent,
    },
    {
      at: '2026-11-02T15:00:00.000Z',
      what: 'after eight months he is back at work; nothing is left open, and it closes with his own words',
      tell: close,
    },
  ],
}
