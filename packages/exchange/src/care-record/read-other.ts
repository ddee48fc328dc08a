// Patient and ServiceRequest: a death with its date; a hospital that asks home nursing to follow up. Everything else of them says who, and no more.
import { members, text } from '../fhir/resource.ts'
import { listExtensions, readCodings } from './kl.ts'
import { findService, isFromHospital } from './service.ts'
import { findTime, getTime } from './times.ts'
import { type Context, type Reading, tell } from './told.ts'

/** Reads a citizen. Name and address come from the CPR register alone: a care record does not know who is protected. Throws Refused. */
export function readPatient({ resource }: Context): Reading {
  const died = findTime(resource, 'deceasedDateTime', 'Patient.deceasedDateTime')
  if (died !== null) return { holds: [tell('citizen.died', died)], takesBack: ['citizen.died'] }
  if (resource.deceasedBoolean === true) return { because: 'no-kind', text: 'The death has no date.' }
  return { takesBack: ['citizen.died'], because: 'supporting', text: 'It says who the others are about.' }
}

const asked = 'discharge.followup.requested'

/** Reads a request: kept when a hospital asks home nursing. Throws Refused. */
export function readServiceRequest({ resource }: Context): Reading {
  const status = text(resource, 'status') ?? ''
  const codes = readCodings([...members(resource, 'code'), ...members(resource, 'orderDetail'), ...members(resource, 'category')])
  const from = readCodings(listExtensions(resource, 'RequesterType').flatMap((extension) => members(extension, 'valueCodeableConcept')))
  const isOurs = isFromHospital(from.known) && findService(codes.known) === 'homenursing'
  if (status === 'entered-in-error') return { takesBack: [asked], awaits: isOurs ? [asked] : [], text: 'It was entered in error.' }
  if (!isOurs) return { takesBack: [asked], because: 'no-kind', text: 'It is no request of a hospital to home nursing.' }
  if (status === 'draft' || status === 'revoked') return { takesBack: [asked], because: 'not-decided', text: 'It is not asked for.' }
  return { holds: [tell(asked, getTime(resource, 'authoredOn', 'ServiceRequest.authoredOn'))], takesBack: [asked] }
}
