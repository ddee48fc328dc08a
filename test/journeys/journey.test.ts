// Journeys on a real database: opened on a ground, done to by several teams, walled, and the same for whoever comes second.
import { doDeed, joinJourney, keepJourneyClocks, listJourneys } from '@roedtraad/use-cases'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { refusal, takeElseInHand } from '../support/journeys.ts'
import { hoursAfter, openMunicipality, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const ago = (hours: number) => hoursAfter(now, -hours)
const once = { key: undefined, request: {} }
type Else = Awaited<ReturnType<typeof takeElseInHand>>

describe('a journey', () => {
  let municipality: TestMunicipality
  let citizenId: string
  let read: Else['read']
  let act: Else['act']
  let open: Else['open']
  beforeEach(async () => {
    municipality = await openMunicipality(now)
    ;({ citizenId, read, act, open } = await takeElseInHand(municipality))
  })
  afterEach(() => municipality.close())

  const actor = (username: string) => municipality.actor(username)
  const join = (team: string) => ({ team, role: 'Følger med', ground: { statute: 'RSL-5' } })

  test('is opened by a team that serves the citizen, once, and seen by those who take part', async () => {
    const id = await open()
    expect((await read('nurse.health', id)).journey).toMatchObject({
      status: 'open',
      level: 'coordinate',
      coordination: { coordinator: { username: 'nurse.health', team: 'home-nursing' } },
    })
    expect(await refusal(open('assistant.elderly'))).toBe('journey-exists')
    expect(await refusal(open('caseworker.social'))).toBe('not-found')
    expect(await refusal(read('assistant.elderly', id))).toBe('not-found')
    await joinJourney(
      municipality.api,
      await actor('assistant.elderly'),
      { citizenId, role: 'Hjælper hver dag', ground: { statute: 'RSL-5' } },
      once,
    )
    expect((await read('assistant.elderly', id)).journey.teams.map((team) => team.team)).toEqual(['home-nursing', 'home-care'])
    const { items } = await listJourneys(municipality.api, await actor('assistant.elderly'), {})
    expect(items.map((item) => [item.id, item.name])).toEqual([[id, 'Else Ågård']])
  })

  test('refuses what names no ground, a team that is not ours, a worker who is not theirs', async () => {
    const id = await open()
    expect(await refusal(act('nurse.health', id, 'join', { ...join('social-adult'), ground: { statute: 'SUL-43' } }))).toBe(
      'ground-missing',
    )
    expect(await refusal(act('nurse.health', id, 'join', join('nobody')))).toBe('unknown-team')
    expect(await refusal(act('nurse.health', id, 'join', { ...join('social-adult'), worker: 'nurse.health' }))).toBe('unknown-worker')
    expect(await refusal(act('nurse.health', id, 'add-goal', {}))).toBe('invalid-request')
    expect(
      await refusal(act('nurse.health', id, 'add-activity', { title: 'Gå en tur', team: 'home-nursing', start: now, due: ago(24) })),
    ).toBe('due-before-start')
    expect((await read('nurse.health', id)).version).toBe(1)
  })

  test('tells the second of two what the first one did, and keeps nothing of hers', async () => {
    const id = await open()
    await act('nurse.health', id, 'join', join('home-care'))
    const { version } = await read('assistant.elderly', id)
    await act('nurse.health', id, 'add-goal', { title: 'Gå til bageren' })
    const late = doDeed(
      municipality.api,
      await actor('assistant.elderly'),
      id,
      { deed: 'add-goal', detail: { title: 'Noget andet' }, targetId: null },
      version,
      once,
    )
    await expect(late).rejects.toMatchObject({
      status: 412,
      code: 'changed-meanwhile',
      errors: [{ field: 'add-goal', problem: expect.stringContaining('Maria Ravn') }],
    })
    expect((await read('nurse.health', id)).journey.goals.map((goal) => goal.title)).toEqual(['Gå til bageren'])
  })

  test('hands the coordination over as a closed loop, reminds after five working days, then tells the leads, and the thread lies loose meanwhile', async () => {
    const id = await open()
    await act('nurse.health', id, 'join', join('home-care'))
    const loopId = await act('nurse.health', id, 'hand-over-coordination', { to: 'home-care', words: 'I kommer der hver dag' })
    expect((await read('assistant.elderly', id)).journey.loops[0]).toMatchObject({
      id: loopId,
      state: 'requested',
      dueAt: '2026-03-09T10:00:00.000Z',
    })
    expect(await keepJourneyClocks(municipality.worker)).toBe(0)
    municipality.clock.at = hoursAfter(now, 8 * 24)
    expect(await keepJourneyClocks(municipality.worker)).toBe(2)
    expect(await keepJourneyClocks(municipality.worker)).toBe(0)
    const waiting = await read('assistant.elderly', id)
    expect(waiting.journey.loops[0]).toMatchObject({ remindedAt: expect.any(String), escalatedAt: expect.any(String) })
    expect(waiting.thread.loose).toEqual([{ from: '2026-03-09T10:00:00.000Z', to: null, because: 'handover-unanswered' }])
    expect((await listJourneys(municipality.api, await actor('assistant.elderly'), { view: 'waiting' })).items).toHaveLength(1)
    await act('assistant.elderly', id, 'accept-loop', { loopId })
    const after = await read('assistant.elderly', id)
    expect(after.journey.coordination.coordinator).toEqual({ username: 'assistant.elderly', team: 'home-care' })
    expect(after.thread.knots).toMatchObject([{ from: { team: 'home-nursing' }, to: { team: 'home-care' } }])
    expect((await listJourneys(municipality.api, await actor('assistant.elderly'), { view: 'waiting' })).items).toHaveLength(0)
  })

  test('a deed is withdrawn and the withdrawal too; what others rest on is not withdrawn', async () => {
    const id = await open()
    const goalId = await act('nurse.health', id, 'add-goal', { title: 'Gå til bageren' })
    const activityId = await act('nurse.health', id, 'add-activity', { title: 'Træne', team: 'home-nursing', goalId, start: now })
    expect(await refusal(act('nurse.health', id, 'withdraw', { reason: 'forkert' }, goalId))).toBe('later-deeds-rest-on-it')
    const withdrawal = await act('nurse.health', id, 'withdraw', { reason: 'forkert' }, activityId)
    expect((await read('nurse.health', id)).journey.activities).toEqual([])
    await act('nurse.health', id, 'withdraw', { reason: 'alligevel ikke' }, withdrawal)
    expect((await read('nurse.health', id)).journey.activities).toMatchObject([{ id: activityId }])
    await act('nurse.health', id, 'correct', { title: 'Gå til bageren og hjem', followUpAt: hoursAfter(now, 900) }, goalId)
    const { journey, history } = await read('nurse.health', id)
    expect(journey.goals).toMatchObject([{ id: goalId, title: 'Gå til bageren og hjem' }])
    expect(history.map((deed) => deed.deed)).toEqual(['open', 'add-goal', 'add-activity', 'withdraw', 'withdraw', 'correct'])
  })

  test('a note for one team stays with that team, also when it is corrected', async () => {
    const id = await open()
    await act('nurse.health', id, 'join', join('home-care'))
    const noteId = await act('nurse.health', id, 'write-note', { words: 'Kun for sygeplejen' })
    await act('nurse.health', id, 'correct', { words: 'Stadig kun for sygeplejen' }, noteId)
    await act('nurse.health', id, 'write-note', { words: 'Til alle', audience: 'journey' })
    const seen = await read('assistant.elderly', id)
    expect(seen.journey.notes.map((note) => note.words)).toEqual(['Til alle'])
    expect(JSON.stringify(seen)).not.toContain('sygeplejen')
    expect((await read('nurse.health', id)).journey.notes.map((note) => note.words)).toEqual(['Stadig kun for sygeplejen', 'Til alle'])
  })

  test('a worker who has left is freed from her places, and the thread is seen to be loose', async () => {
    const id = await open()
    await municipality.admin.query(`update users set active = false where username = 'nurse.health'`)
    expect(await keepJourneyClocks(municipality.worker)).toBe(1)
    const { journey, thread } = await read('lead.health', id)
    expect([journey.coordination.coordinator, thread.loose]).toEqual([null, []])
    municipality.clock.at = hoursAfter(now, 1)
    expect((await read('lead.health', id)).thread.loose).toMatchObject([{ because: 'nobody-coordinates', to: null }])
    expect((await listJourneys(municipality.api, await actor('lead.health'), { view: 'loose' })).items).toHaveLength(1)
    await act('lead.health', id, 'take-over', {})
    expect((await listJourneys(municipality.api, await actor('lead.health'), { view: 'loose' })).items).toHaveLength(0)
  })

  test('is found by a name that is spelt wrong, and by nobody outside', async () => {
    await open()
    for (const q of ['Ågård', 'Aagaard Else', 'Elsa Ågaard', 'ågår'])
      expect([q, (await listJourneys(municipality.api, await actor('nurse.health'), { q })).items.length]).toEqual([q, 1])
    expect((await listJourneys(municipality.api, await actor('nurse.health'), { q: 'Zacharias' })).items).toEqual([])
    expect((await listJourneys(municipality.api, await actor('caseworker.social'), { q: 'Else' })).items).toEqual([])
  })

  test('closes only when nothing is left open, with the citizen’s own words, and is reopened and corrected after', async () => {
    const id = await open()
    const activityId = await act('nurse.health', id, 'add-activity', { title: 'Træne', team: 'home-nursing', start: now })
    const closing = { because: 'agreed', helped: 'yes', evaluation: 'I så mig.' }
    expect(await refusal(act('nurse.health', id, 'close', closing))).toBe('things-left-open')
    await act('nurse.health', id, 'finish-activity', { activityId, result: 'Går selv' })
    expect(await refusal(act('nurse.health', id, 'close', { ...closing, evaluation: '' }))).toBe('evaluation-missing')
    const closeId = await act('nurse.health', id, 'close', closing)
    expect(await refusal(act('nurse.health', id, 'add-goal', { title: 'Mere' }))).toBe('journey-closed')
    await act('nurse.health', id, 'correct', { ...closing, evaluation: 'I så mig og ventede på mig.' }, closeId)
    expect((await read('nurse.health', id)).journey.closed).toMatchObject({ evaluation: 'I så mig og ventede på mig.' })
    expect((await listJourneys(municipality.api, await actor('nurse.health'), { status: 'closed' })).items).toHaveLength(1)
    await act('nurse.health', id, 'reopen', { reason: 'Else ringede' })
    expect((await read('nurse.health', id)).journey.status).toBe('open')
  })
})
