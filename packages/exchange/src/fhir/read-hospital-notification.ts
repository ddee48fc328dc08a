// A HospitalNotification 3.x Bundle in our words. Strict where we would otherwise guess (class, activity, times, whom it is about),
// liberal in the rest: unknown elements, absent names, any shape of id, any kind of reference.
import {
  cprSystem,
  type HospitalNotification,
  type Identifier,
  normaliseValue,
  type StayAct,
  type StayClass,
  type StayStep,
} from '@roedtraad/domain'
import { contentHash } from './content-hash.ts'
import { type Envelope, findHeader, listCurrentProvenances } from './envelope.ts'
import { codedError } from './issue.ts'
import { extensions } from './medcom.ts'
import { few, findInstant, pathOf, Refused, readPeriod, refuseMissing, refuseUnknown, shortText } from './read-elements.ts'
import { readOrganisation, readProvider, readReceiver } from './read-organisation.ts'
import { findReferenced, idOfReference, type Json, listResources, member, members, text } from './resource.ts'

/** Reads a Bundle whose event is hospital-notification-message. Throws Refused with the reason. */
export function readNotification(bundle: Json, envelope: Envelope & { bundleId: string }): HospitalNotification {
  const header = findHeader(bundle) ?? {}
  const encounter = findEncounter(bundle, header)
  const provenance = findCurrentProvenance(bundle, envelope.headerId)
  const patient = readPatient(bundle)
  const activity = readActivity(provenance)
  const leave = readLeave(encounter)
  checkLeave(encounter, { ...activity, leave, deceased: patient.deceased })
  return {
    bundleId: envelope.bundleId,
    headerId: envelope.headerId,
    contentHash: contentHash(bundle),
    patient,
    ...activity,
    class: readClass(encounter),
    episodes: readEpisodes(encounter),
    serviceProvider: readProvider(bundle, encounter),
    sender: readOrganisation(envelope.sender ?? undefined, envelope.senderSor),
    receiver: readReceiver(envelope),
    period: readPeriod(member(encounter, 'period'), pathOf('Encounter', 'period')),
    leave,
    occurredAt: readOccurred(provenance),
    revises: readRevises(provenance),
    reportOfAdmission: readReportOfAdmission(bundle, header),
  }
}

function findEncounter(bundle: Json, header: Json): Json {
  const focus = few(members(header, 'focus'), 20, pathOf('MessageHeader', 'focus')).map((reference) =>
    findReferenced(bundle, reference, 'Encounter'),
  )
  const encounter = focus.find((one) => one !== undefined) ?? listResources(bundle, 'Encounter')[0]
  return encounter ?? refuseMissing('Bundle.entry.resource.ofType(Encounter)', 'send the stay that the message is about')
}

function findCurrentProvenance(bundle: Json, headerId: string): Json {
  const occurred = (provenance: Json) => text(provenance, 'occurredDateTime') ?? ''
  const current = listCurrentProvenances(bundle, headerId).sort((a, b) => (occurred(a) < occurred(b) ? -1 : 1))
  return current.at(-1) ?? refuseMissing(pathOf('Provenance', 'target'), 'send the Provenance whose target is this MessageHeader')
}

function readPatient(bundle: Json): HospitalNotification['patient'] {
  const patients = listResources(bundle, 'Patient')
  const [patient] = patients
  if (patient === undefined) return refuseMissing('Bundle.entry.resource.ofType(Patient)', 'send whom the message is about')
  if (patients.length > 1)
    throw new Refused(
      codedError('MSG_Datatype_Wrong', 'The Bundle has more than one Patient: send exactly one.', 'Bundle.entry.resource.ofType(Patient)'),
    )
  return { identifiers: readIdentifiers(patient), name: readName(patient), deceased: readDeceased(patient) }
}

function readIdentifiers(patient: Json): Identifier[] {
  const path = pathOf('Patient', 'identifier.value')
  const identifiers = few(members(patient, 'identifier'), 20, path).flatMap((identifier) => {
    const system = shortText(text(identifier, 'system'), 255, pathOf('Patient', 'identifier.system'))
    const value = shortText(text(identifier, 'value'), 255, path)
    return system === null || value === null ? [] : [{ system, value: normaliseValue({ system, value }) }]
  })
  const cpr =
    identifiers.find((identifier) => identifier.system === cprSystem) ?? refuseMissing(path, `send the CPR number, system ${cprSystem}`)
  if (!/^\d{10}$/.test(cpr.value)) throw new Refused(codedError('MSG_Datatype_Wrong', `${path} is no CPR number: send ten digits.`, path))
  return identifiers
}

function readName(patient: Json): string | null {
  const names = members(patient, 'name')
  const name = names.find((one) => text(one, 'use') === 'official') ?? names[0]
  const given = Array.isArray(name?.given) ? name.given.filter((part) => typeof part === 'string') : []
  const parts = [...given, text(name, 'family')].filter((part) => part !== undefined && part !== '')
  return shortText(parts.length > 0 ? parts.join(' ') : text(name, 'text'), 500, pathOf('Patient', 'name'))
}

function readDeceased(patient: Json): boolean | null {
  const told = patient.deceasedBoolean
  const path = pathOf('Patient', 'deceasedBoolean')
  if (told === undefined) return findInstant(patient, 'deceasedDateTime', pathOf('Patient', 'deceasedDateTime')) === null ? null : true
  if (typeof told !== 'boolean') throw new Refused(codedError('MSG_Datatype_Wrong', `${path} is neither true nor false.`, path))
  return told
}

const steps: Readonly<Record<string, StayStep>> = {
  'admit-emergency': 'admit-emergency',
  'admit-inpatient': 'admit-inpatient',
  'start-leave-inpatient': 'start-leave',
  'end-leave-inpatient': 'end-leave',
  'discharge-emergency-home': 'discharge',
  'discharge-inpatient-home': 'discharge',
}

function readActivity(provenance: Json): { step: StayStep; act: StayAct } {
  const path = pathOf('Provenance', 'activity.coding.code')
  const codes = members(member(provenance, 'activity'), 'coding').flatMap((coding) => text(coding, 'code') ?? [])
  const found = codes.map(toActivity).find((activity) => activity !== undefined)
  if (found !== undefined) return found
  return codes[0] === undefined
    ? refuseMissing(path, 'send what happened')
    : refuseUnknown(path, codes[0], 'an activity of HospitalNotification')
}

function toActivity(code: string): { step: StayStep; act: StayAct } | undefined {
  const [, prefix, base = ''] = /^(?:(revise|cancel)-)?(.*)$/.exec(code) ?? []
  const step = Object.hasOwn(steps, base) ? steps[base] : undefined
  return step === undefined ? undefined : { step, act: prefix === 'revise' || prefix === 'cancel' ? prefix : 'tell' }
}

function readClass(encounter: Json): StayClass {
  const path = pathOf('Encounter', 'class.code')
  const code = text(member(encounter, 'class'), 'code')
  if (code === 'IMP' || code === 'EMER') return code
  const fault = code === undefined ? 'is missing' : `is ${code.slice(0, 80)}`
  throw new Refused(codedError('MSG_VALUESET_VALUE_UNKNOWN', `${path} ${fault}: send IMP (inpatient) or EMER (acute ambulant).`, path))
}

function readEpisodes(encounter: Json): Identifier[] {
  const path = pathOf('Encounter', 'episodeOfCare.identifier.value')
  const episodes = few(members(encounter, 'episodeOfCare'), 20, path).flatMap((episode) =>
    members(episode, 'identifier')
      .slice(0, 1)
      .flatMap((identifier) => {
        const value = shortText(text(identifier, 'value')?.trim(), 255, path)
        const system = shortText(text(identifier, 'system'), 255, pathOf('Encounter', 'episodeOfCare.identifier.system'))
        return value === null ? [] : [{ system: system ?? '', value: value.toLowerCase().replace(/^urn:uuid:/, '') }]
      }),
  )
  return episodes.length === 0 ? refuseMissing(path, 'send the identifier of the episode of care') : episodes
}

function readLeave(encounter: Json): HospitalNotification['leave'] {
  const extension = members(encounter, 'extension').find((one) => /leave-?period/i.test(text(one, 'url') ?? ''))
  const period = member(extension, 'valuePeriod')
  return period === undefined ? null : readPeriod(period, pathOf('Encounter', `extension('${extensions.leavePeriod}').valuePeriod`))
}

type Told = Pick<HospitalNotification, 'step' | 'act' | 'leave'> & { deceased: boolean | null }

/** Leave has a start (invariant medcom-hospitalNotification-6). A message of death repeats the activity before it, and need not repeat the leave. */
function checkLeave(encounter: Json, { step, leave, deceased }: Told): void {
  const isLeave = step === 'start-leave' || (step === 'end-leave' && deceased === null)
  const onLeave = text(encounter, 'status') === 'onleave' && step !== 'discharge'
  if (leave === null && deceased !== true && (isLeave || onLeave))
    refuseMissing(pathOf('Encounter', `extension('${extensions.leavePeriod}').valuePeriod.start`), 'send when the leave began')
}

function readOccurred(provenance: Json): string {
  const path = pathOf('Provenance', 'occurredDateTime')
  const occurred = findInstant(provenance, 'occurredDateTime', path) ?? findInstant(member(provenance, 'occurredPeriod'), 'start', path)
  return (
    occurred ?? findInstant(provenance, 'recorded', pathOf('Provenance', 'recorded')) ?? refuseMissing(path, 'send when it was written')
  )
}

function readRevises(provenance: Json): string[] {
  return few(members(provenance, 'entity'), 20, pathOf('Provenance', 'entity')).flatMap((entity) => {
    const what = member(entity, 'what')
    const reference = text(what, 'reference')
    const named = reference === undefined ? text(member(what, 'identifier'), 'value') : idOfReference(reference)
    return named === undefined ? [] : [named.slice(0, 255)]
  })
}

function readReportOfAdmission(bundle: Json, header: Json): HospitalNotification['reportOfAdmission'] {
  const find = (name: string) => members(header, 'extension').find((one) => text(one, 'url')?.endsWith(`/medcom-messaging-${name}`))
  const reference = member(find('reportOfAdmissionRecipientExtension'), 'valueReference')
  const recipient = readOrganisation(findReferenced(bundle, reference, 'Organization'), null)
  return { requested: find('reportOfAdmissionExtension')?.valueBoolean === true, recipient: recipient.sor ?? recipient.gln }
}
