// Builders for tests of messages: one notification, its Bundle, and ways to spoil it.
import type { HospitalNotification } from '@roedtraad/domain'
import type { Json } from './resource.ts'
import { writeHospitalNotification } from './write-hospital-notification.ts'

export const sample: HospitalNotification = {
  bundleId: 'bundle-1',
  headerId: 'header-1',
  contentHash: '',
  patient: { identifiers: [{ system: 'urn:oid:1.2.208.176.1.2', value: '2509479989' }], name: 'Elmer & <Søn> "Æ"', deceased: null },
  step: 'start-leave',
  act: 'tell',
  class: 'IMP',
  episodes: [{ system: 'https://sor2.sum.dsdn.dk/#id=265161000016000', value: '49a2b22b-f628-4468-9ba9-b6c0db4a6871' }],
  serviceProvider: { sor: '399841000016000', gln: null, name: 'Sengeafsnit S103' },
  sender: { sor: '265161000016000', gln: '5790000209354', name: 'Herlev og Gentofte Hospital' },
  receiver: { sor: '953741000016009', gln: '5790001348120', name: null },
  period: { start: '2025-03-01T11:00:00.000Z', end: null },
  leave: { start: '2025-03-03T13:00:10.000Z', end: null },
  occurredAt: '2025-03-03T13:00:12.000Z',
  revises: ['header-0'],
  reportOfAdmission: { requested: true, recipient: '265161000016000' },
}

/** The sample as a Bundle. */
export function toBundle(more: Partial<HospitalNotification> = {}): Json {
  return writeHospitalNotification({ ...sample, ...more }, '2025-03-03T13:00:13.000Z')
}

/** The Bundle with one resource type changed in place. */
export function spoil(type: string, change: (resource: Json) => void, more: Partial<HospitalNotification> = {}): string {
  const bundle = structuredClone(toBundle(more)) as { entry: { resource: Json }[] }
  for (const { resource } of bundle.entry) if (resource.resourceType === type) change(resource)
  return JSON.stringify(bundle)
}
