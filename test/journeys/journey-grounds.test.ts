// The grounds of a journey on a real database: what a consent opens to a team that takes part, and what stands when it ends.
import { endGround, getCitizen, listGrounds, recordGround } from '@roedtraad/use-cases'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { refusal, takeElseInHand } from '../support/journeys.ts'
import { hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const ago = (hours: number) => hoursAfter(now, -hours)
const once = { key: undefined, request: {} }
type Else = Awaited<ReturnType<typeof takeElseInHand>>

describe('the grounds of a journey', () => {
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

  test('a consent opens another area’s lane exactly as far as it reaches, and its withdrawal closes it at once', async () => {
    const lanes = async () =>
      (await getCitizen(municipality.api, await actor('caseworker.employment'), citizenId)).facts.map((fact) => fact.kind)
    expect(await lanes()).toEqual(['sickleave.started', 'citizen.registered'])
    const consent = { form: 'written', textVersion: '2026-1' }
    const input = {
      kind: 'consent' as const,
      code: 'SUL-43',
      purpose: 'Fælles plan',
      reason: 'Else ønsker det',
      categories: ['health'],
      fromAreas: ['health'],
      teams: ['employment'],
      to: hoursAfter(now, 24 * 300),
      consent,
    }
    expect(
      await refusal(
        recordGround(municipality.api, await actor('nurse.health'), citizenId, { ...input, to: hoursAfter(now, 24 * 400) }, once),
      ),
    ).toBe('longer-than-allowed')
    expect(
      await refusal(
        recordGround(municipality.api, await actor('nurse.health'), citizenId, { ...input, consent: { ...consent, form: 'oral' } }, once),
      ),
    ).toBe('form-not-valid')
    expect(await refusal(recordGround(municipality.api, await actor('caseworker.social'), citizenId, input, once))).toBe('not-found')
    const { groundId } = await recordGround(municipality.api, await actor('nurse.health'), citizenId, input, once)
    expect(await lanes()).toEqual(['observation.weight', 'sickleave.started', 'citizen.registered'])
    const nurse = await actor('nurse.health')
    await endGround(municipality.api, nurse, groundId, { because: 'withdrawn', channel: 'phone' }, 1, once)
    expect(await lanes()).toEqual(['sickleave.started', 'citizen.registered'])
    expect(await refusal(endGround(municipality.api, nurse, groundId, { because: 'purpose-ended' }, 2, once))).toBe('ground-ended')
    await endGround(municipality.api, nurse, groundId, null, 2, once)
    expect(await lanes()).toContain('observation.weight')
    expect(await listGrounds(municipality.api, nurse, citizenId)).toMatchObject([{ id: groundId, version: 3, teams: ['employment'] }])
  })

  test('a team whose consent is withdrawn is shown to take part without a ground, until it names another', async () => {
    const id = await open()
    const nurse = await actor('nurse.health')
    const input = {
      kind: 'consent' as const,
      code: 'SUL-43',
      purpose: 'Fælles plan',
      reason: 'Else ønsker det',
      categories: ['health'],
      fromAreas: ['health'],
      teams: ['employment'],
      to: hoursAfter(now, 24 * 300),
      consent: { form: 'written', textVersion: '2026-1' },
    }
    const { groundId } = await recordGround(municipality.api, nurse, citizenId, input, once)
    await act('nurse.health', id, 'join', { team: 'employment', role: 'Sygedagpenge', ground: { consent: groundId } })
    const standing = async () => (await read('nurse.health', id)).standing['employment']
    expect(await standing()).toEqual({ stands: true, code: 'SUL-43', to: input.to })
    const { groundId: newer } = await recordGround(municipality.api, nurse, citizenId, { ...input, corrects: groundId }, once)
    expect(await standing()).toEqual({ stands: true, code: 'SUL-43', to: input.to })
    await endGround(municipality.api, nurse, newer, { because: 'withdrawn', channel: 'phone' }, 1, once)
    expect(await standing()).toMatchObject({ stands: false })
    const named = { team: 'employment', ground: { consent: newer } }
    expect(await refusal(act('caseworker.employment', id, 'renew-ground', named))).toBe('ground-missing')
    await act('caseworker.employment', id, 'renew-ground', { ...named, ground: { statute: 'RSL-5' } })
    expect(await standing()).toEqual({ stands: true, code: 'RSL-5', to: null })
  })
})
