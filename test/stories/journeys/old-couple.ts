// An old couple. Gerda has dementia and a guardian; Poul is her husband and has a journey of his own. She falls ill, is at hospital and comes home.
import { expect } from 'vitest'
import { until } from '../../support/instance.ts'
import type { Story, World } from '../world.ts'

const gerda = '3102501501'
const poul = '3002501502'
const ground = { statute: 'RSL-5' }

const ids: Record<string, string> = {}
const groundPath = () => `/api/v1/citizens/${ids['gerda']}/grounds`
const presence = async (world: World, username: string, who: string) =>
  ((await world.call(username, 'GET', `/api/v1/citizens/${ids[who]}`)).body['presence'] as { state: string } | null)?.state
const stay = { cpr: gerda, episode: 'e-gerda', start: '2026-03-10T02:00:00Z' }
const alerts = (world: World, username: string, rule: string) =>
  until(
    async () => (await world.alerts(username, ids['gerda'] ?? '')).filter(([id]) => id === rule),
    (list) => list.length > 0,
  )

async function openBoth(world: World): Promise<void> {
  for (const [number, name, birthDate] of [
    [gerda, 'Gerda Glemsom', '1938-09-01'],
    [poul, 'Poul Glemsom', '1936-02-11'],
  ] as const)
    await world.hear(
      number,
      ['citizen.registered', '2020-01-01T10:00:00Z', { detail: { name, birthDate } }],
      ['homecare.granted', '2025-10-01T10:00:00Z'],
    )
  await world.hear(
    gerda,
    ['homenursing.granted', '2025-11-01T10:00:00Z'],
    ['observation.weight', '2026-02-20T10:00:00Z', { value: 54, unit: 'kg' }],
  )
  ids['gerda'] = await world.find('assistant.elderly', gerda)
  ids['poul'] = await world.find('assistant.elderly', poul)
  ids['hers'] = await world.open('assistant.elderly', ids['gerda'], 'Demens, to team i hjemmet')
  ids['his'] = await world.open('assistant.elderly', ids['poul'], 'Passer sin kone og bliver træt')
  await world.does('assistant.elderly', ids['hers'], 'join', { team: 'home-nursing', role: 'Medicin og sår', ground })
  await addPeople(world, ids['hers'])
  expect(await world.mayShe('nurse.health', ids['hers'])).toBe('sees')
  expect(await world.mayShe('nurse.health', ids['his'])).toBe('not-found')
  expect((await world.call('nurse.health', 'GET', `/api/v1/citizens/${ids['poul']}`)).status).toBe(404)
  expect(JSON.stringify(await world.sees('assistant.elderly', ids['his']))).not.toContain('Gerda')
}

/** Her daughter is her guardian; her husband may know the plan. */
async function addPeople(world: World, journey: string): Promise<void> {
  const from = '2026-03-02T08:00:00Z'
  const inge = await world.does('assistant.elderly', journey, 'add-party', {
    kind: 'guardian',
    name: 'Inge Glemsom',
    relation: 'datter og værge',
    phone: '+45 56 11 22 33',
    mayKnow: ['plan', 'meetings', 'health'],
    mayDo: ['decide-for-citizen', 'attend-meetings', 'receive-letters'],
    from,
  })
  ids['inge'] = inge.history[0]?.id ?? ''
  await world.does('assistant.elderly', journey, 'add-party', {
    kind: 'relative',
    name: 'Poul Glemsom',
    relation: 'mand',
    mayKnow: ['plan'],
    mayDo: ['attend-meetings'],
    from,
  })
}

async function consentInHerPlace(world: World): Promise<void> {
  expect(await world.lanes('assistant.elderly', ids['gerda'] ?? '')).toEqual({
    elderly: ['citizen.registered', 'homecare.granted'],
  })
  const consent = {
    kind: 'consent',
    code: 'SUL-43',
    purpose: 'Holde øje med vægten',
    reason: 'Inge ønsker det på Gerdas vegne',
    categories: ['health'],
    fromAreas: ['health'],
    teams: ['home-care'],
    to: '2026-12-31T12:00:00Z',
    consent: { form: 'written', textVersion: '2026-1', representative: { name: 'Inge Glemsom', kind: 'guardian' } },
  }
  const { status, body } = await world.call('nurse.health', 'POST', groundPath(), consent)
  expect([status, (body['items'] as unknown[])[0]]).toEqual([
    201,
    expect.objectContaining({
      stands: true,
      consent: expect.objectContaining({ representative: 'Inge Glemsom', representativeKind: 'guardian' }),
    }),
  ])
  expect((await world.lanes('assistant.elderly', ids['gerda'] ?? ''))['health']).toEqual(['observation.weight'])
  expect(Object.keys(await world.lanes('assistant.elderly', ids['poul'] ?? ''))).toEqual(['elderly'])
}

async function admit(world: World): Promise<void> {
  await world.hospital({ ...stay, activity: 'admit-inpatient', written: '2026-03-10T02:10:00Z' })
  for (const username of ['nurse.health', 'assistant.elderly']) expect(await presence(world, username, 'gerda')).toBe('at-hospital')
  expect(await presence(world, 'assistant.elderly', 'poul')).toBe('at-home')
  expect(await alerts(world, 'assistant.elderly', 'HO1')).toEqual([['HO1', 'open', null]])
  const meeting = await world.does('nurse.health', ids['hers'] ?? '', 'call-meeting', {
    title: 'Hjem fra sygehuset',
    at: '2026-03-16T10:00:00Z',
    minutes: 45,
    place: 'Hos Gerda og Poul',
    teams: ['home-care', 'home-nursing'],
    parties: [ids['inge']],
  })
  ids['meeting'] = meeting.history[0]?.id ?? ''
  await world.hospital({
    ...stay,
    activity: 'discharge-inpatient-home',
    end: '2026-03-11T11:30:00Z',
    written: '2026-03-11T11:30:00Z',
  })
  expect(await presence(world, 'nurse.health', 'gerda')).toBe('at-home')
}

async function nobodyCame(world: World): Promise<void> {
  expect(await alerts(world, 'nurse.health', 'HE7')).toEqual([['HE7', 'open', null]])
  await world.hear(gerda, ['nursing.contact', '2026-03-16T11:00:00Z'])
  const cleared = await until(
    async () => (await world.alerts('nurse.health', ids['gerda'] ?? '')).filter(([rule]) => rule === 'HE7'),
    ([alert]) => alert?.[1] === 'closed',
  )
  expect(cleared).toEqual([['HE7', 'closed', 'cleared']])
  await world.does('nurse.health', ids['hers'] ?? '', 'hold-meeting', {
    meetingId: ids['meeting'],
    record: 'Inge er med til alle beslutninger.',
  })
  expect(await world.listed('assistant.elderly', ids['hers'] ?? '')).toMatchObject({ isNew: true, overdue: 0 })
}

async function withdrawConsent(world: World): Promise<void> {
  const { body } = await world.call('assistant.elderly', 'GET', groundPath())
  const [consent] = body['items'] as { id: string; etag: string }[]
  const ended = await world.call(
    'assistant.elderly',
    'POST',
    `/api/v1/grounds/${consent?.id}/end`,
    { because: 'withdrawn', channel: 'phone' },
    consent?.etag,
  )
  expect(ended.status).toBe(200)
  expect(Object.keys(await world.lanes('assistant.elderly', ids['gerda'] ?? ''))).toEqual(['elderly'])
  expect((await world.sees('nurse.health', ids['hers'] ?? '')).teams.map(({ team, standing }) => [team, standing?.stands])).toEqual([
    ['home-care', true],
    ['home-nursing', true],
  ])
  expect(await world.thread('assistant.elderly', ids['his'] ?? '')).toBe(
    'Tråden er løs siden fre. 1. maj: der har været stille længere end aftalt.',
  )
  expect(await world.listed('assistant.elderly', ids['his'] ?? '', '?view=loose')).toMatchObject({
    citizen: { name: 'Poul Glemsom' },
  })
}

export const oldCouple: Story = {
  name: 'an old couple',
  steps: [
    {
      at: '2026-03-02T09:00:00.000Z',
      what: 'each has a journey; the guardian decides for Gerda, and neither journey shows in the other',
      tell: openBoth,
    },
    {
      at: '2026-03-09T12:00:00.000Z',
      what: 'the guardian consents in Gerda’s place, and home care sees what the nurse measures',
      tell: consentInHerPlace,
    },
    {
      at: '2026-03-11T12:00:00.000Z',
      what: 'Gerda is admitted: those who help her know, and Poul’s journey says nothing of it',
      tell: admit,
    },
    {
      at: '2026-03-16T12:00:00.000Z',
      what: 'nobody came for days: the nurse is told, goes there, and the meeting is held with the guardian',
      tell: nobodyCame,
    },
    {
      at: '2026-06-08T09:00:00.000Z',
      what: 'the guardian withdraws the consent; the lane closes, the journey goes on, and Poul’s own lies loose after his silence',
      tell: withdrawConsent,
    },
  ],
}
