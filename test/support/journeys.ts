// Journeys as a test has them in hand: citizens of a team, a journey for each, deeds done with the version as it stands.
import { doDeed, getJourney, openJourney } from '@roedtraad/use-cases'
import { els, event, hoursAfter, registered, type TestMunicipality } from './municipality.ts'

const once = { key: undefined, request: {} }

export interface JourneyHand {
  citizens: string[]
  /** Opens a journey for every citizen, in her name. */
  openAll(username: string): Promise<string[]>
  act(username: string, journeyId: string, deed: string, detail: Record<string, unknown>): Promise<string>
  read(username: string, journeyId: string, team?: string): ReturnType<typeof getJourney>
  joining(team: string): { team: string; role: string; ground: { statute: string } }
}

/** Registers `count` citizens whom home nursing and home care serve. Their names are numbered, so that they can be told apart. */
export async function takeJourneysInHand(municipality: TestMunicipality, count: number): Promise<JourneyHand> {
  const at = hoursAfter(municipality.clock.at, -100)
  const citizen = (index: number) => ({ system: 'urn:oid:1.2.208.176.1.2', value: `31025${String(index).padStart(5, '0')}` })
  const events = Array.from({ length: count }, (_, index) => [
    registered(citizen(index), `Else Ågård ${index}`, at),
    event('homenursing.granted', at, { citizen: citizen(index) }),
    event('homecare.granted', at, { citizen: citizen(index) }),
  ]).flat()
  for (let start = 0; start < events.length; start += 900) await municipality.send('system.carerecord', ...events.slice(start, start + 900))
  const { rows } = await municipality.admin.query<{ id: string }>('select id from citizens order by name')
  const citizens = rows.map((row) => row.id)
  const { api } = municipality
  return {
    citizens,
    joining: (team) => ({ team, role: 'Følger med', ground: { statute: 'RSL-5' } }),
    async openAll(username) {
      const opened: string[] = []
      for (const citizenId of citizens) {
        const input = { citizenId, level: 'coordinate' as const, ground: { statute: 'RSL-5' }, reason: 'To team hjælper' }
        opened.push((await openJourney(api, await municipality.actor(username), input, once)).journeyId)
      }
      return opened
    },
    async act(username, journeyId, deed, detail) {
      const actor = await municipality.actor(username)
      const { version } = await getJourney(api, actor, journeyId)
      return (await doDeed(api, actor, journeyId, { deed, detail, targetId: null }, version, once)).deedId
    },
    read: async (username, journeyId, team) => getJourney(api, await municipality.actor(username, team), journeyId),
  }
}

/** Else, served by home nursing, home care and the employment team, and what can be done to her journey at the municipality's own instant. */
export async function takeElseInHand(municipality: TestMunicipality) {
  const ago = (hours: number) => hoursAfter(municipality.clock.at, -hours)
  await municipality.send(
    'system.carerecord',
    registered(els, 'Else Ågård', ago(9_000)),
    event('homenursing.granted', ago(5_000)),
    event('homecare.granted', ago(5_000)),
    event('observation.weight', ago(50), { value: 61, unit: 'kg' }),
  )
  await municipality.send('system.employment', event('sickleave.started', ago(900), {}, { source: 'urn:employment:x' }))
  const citizenId = (await municipality.admin.query<{ id: string }>('select id from citizens')).rows[0]?.id ?? ''
  const read = async (username: string, id: string) => getJourney(municipality.api, await municipality.actor(username), id)
  return {
    citizenId,
    read,
    async open(username = 'nurse.health') {
      const input = { citizenId, level: 'coordinate' as const, ground: { statute: 'RSL-5' }, reason: 'Tre teams omkring Else' }
      return (await openJourney(municipality.api, await municipality.actor(username), input, once)).journeyId
    },
    /** Does a deed with the version as it stands; returns its id. */
    async act(username: string, id: string, deed: string, detail: Record<string, unknown>, targetId: string | null = null) {
      const { version } = await read(username, id)
      return (await doDeed(municipality.api, await municipality.actor(username), id, { deed, detail, targetId }, version, once)).deedId
    },
  }
}

/** The code with which something is refused, or `done`. */
export const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  )
