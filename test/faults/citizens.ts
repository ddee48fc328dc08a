// Citizens for the batteries: home care granted, at home, and each known by a name of her own. Their numbers are nobody's.
import { addDays, cprSystem, type Identifier, type Instant } from '@roedtraad/domain'
import { isNobodys } from '@roedtraad/simulation'
import { type Json, writeBundle } from '../conformance/bundle.ts'

export interface TestCitizen {
  name: string
  identifier: Identifier
}

const hospital = '265161000016000'
const twoDigits = (number: number) => String(number).padStart(2, '0')

/** The first `count` of them; always the same. */
export function listCitizens(count: number): TestCitizen[] {
  const citizens: TestCitizen[] = []
  for (let index = 0; citizens.length < count; index++) {
    const value = `${twoDigits((index % 28) + 1)}${twoDigits((Math.floor(index / 28) % 12) + 1)}60${5000 + (index % 3999)}`
    if (isNobodys(value)) citizens.push({ name: `Prøve ${citizens.length + 1}`, identifier: { system: cprSystem, value } })
  }
  return citizens
}

/** What makes her a citizen with home care, as CloudEvents. */
export function toCloudEvents({ name, identifier }: TestCitizen, now: Instant): unknown[] {
  const event = (kind: string, time: Instant, data: object) => ({
    specversion: '1.0',
    id: `${kind} ${name}`,
    source: 'urn:carerecord:battery',
    type: `dk.roedtraad.${kind}`,
    time,
    data: { citizen: identifier, ...data },
  })
  return [
    event('citizen.registered', addDays(now, -60), { detail: { name, birthDate: '1940-05-05' } }),
    event('homecare.granted', addDays(now, -30), { team: 'home-care' }),
  ]
}

/** The message that she has just been admitted. */
export function toAdmission({ identifier }: TestCitizen, now: Instant): Json {
  const bundle = writeBundle({
    bundleId: crypto.randomUUID(),
    timestamp: now,
    headerId: crypto.randomUUID(),
    activity: 'admit-inpatient',
    status: 'in-progress',
    class: 'IMP',
    period: { start: now },
    leave: null,
    deceased: null,
    occurredAt: now,
    episodes: [{ system: 'https://www.esundhed.dk/Registre/Landspatientregisteret', value: crypto.randomUUID() }],
    provider: hospital,
    sender: hospital,
    named: true,
    narrative: 'Advis om sygehusophold',
    entity: null,
    older: null,
    reportOfAdmission: false,
    offset: 0,
  })
  const resources = (bundle.entry as { resource: Json }[]).map((entry) => entry.resource)
  for (const resource of resources) if (resource.resourceType === 'Patient') resource.identifier = [identifier]
  return bundle
}
