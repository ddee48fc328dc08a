// Encounter and Procedure: that somebody came, or did not. Which service it was is told by the plan or the intervention it belongs to, never by the visit itself.
import { plainError } from '../fhir/issue.ts'
import { Refused } from '../fhir/read-elements.ts'
import { type Json, member, members, text } from '../fhir/resource.ts'
import { indexOf } from './bundle-index.ts'
import { hasCode, listExtensionReferences, readCodings } from './kl.ts'
import { findService, kindsOf, type Service } from './service.ts'
import { findTime, getTime } from './times.ts'
import { type Context, type Reading, tell } from './told.ts'

const contactKinds = ['nursing.contact', 'social.contact']
const visitKinds = [...contactKinds, 'homecare.visit.missed']
/** The extension's name in the guide, and what the guide calls it in its words. */
const basedOn = ['BasedOnIntervention', 'BasedOnCarePlan']
const began = ['arrived', 'triaged', 'in-progress', 'onleave', 'finished']
const plannedVisit = '784275f1-6822-4a88-b361-d958007d5253'

/** Reads a contact. Throws Refused. */
export function readEncounter(context: Context): Reading {
  const { resource } = context
  const status = text(resource, 'status') ?? ''
  const services = servicesOf(context)
  if (status === 'entered-in-error') return { takesBack: visitKinds, awaits: contactsOf(services), text: 'It was entered in error.' }
  if (status === 'planned') return { takesBack: visitKinds, because: 'not-yet', text: 'It is planned and has not been.' }
  if (status === 'cancelled') return readCancelled(resource, services)
  if (!began.includes(status)) return { because: 'not-decided', text: 'Its status does not say whether anybody came.' }
  const kinds = contactsOf(services)
  if (kinds.length === 0) return withoutKind(context, services)
  const start = getTime(member(resource, 'period'), 'start', 'Encounter.period.start')
  return { holds: kinds.map((kind) => tell(kind, start)), takesBack: visitKinds }
}

function readCancelled(encounter: Json, services: ReadonlySet<Service>): Reading {
  const { known } = readCodings(members(encounter, 'type'))
  const isVisit = known.length === 0 || hasCode(known, 'CareSocialCodes', plannedVisit)
  if (!services.has('homecare') || !isVisit)
    return { takesBack: visitKinds, because: 'no-kind', text: 'It was cancelled, and is no visit of home care.' }
  const start = getTime(member(encounter, 'period'), 'start', 'Encounter.period.start')
  return { holds: [tell('homecare.visit.missed', start)], takesBack: visitKinds }
}

function contactsOf(services: ReadonlySet<Service>): string[] {
  return [...services].flatMap((service) => kindsOf[service].contact ?? []).sort()
}

function withoutKind({ resource, bundle }: Context, services: ReadonlySet<Service>): Reading {
  const absent = listExtensionReferences(resource, ...basedOn).filter(
    (reference) => indexOf(bundle).find(reference, 'CarePlan') === undefined,
  )
  if (services.size === 0 && absent.length > 0) {
    const path = 'Encounter.extension(basedOnIntervention)'
    throw new Refused(plainError('not-found', `${path} names a plan that is not in the Bundle: send the plan with it.`, path))
  }
  return { takesBack: visitKinds, because: 'no-kind', text: 'It is no contact of home nursing or social support.' }
}

/** The services of the plans it is based on, of the plans that name it as their outcome, and of what was done at it. */
function servicesOf(context: Context): ReadonlySet<Service> {
  const { resource, bundle } = context
  const based = listExtensionReferences(resource, ...basedOn)
    .map((reference) => indexOf(bundle).find(reference, 'CarePlan'))
    .filter((plan) => plan !== undefined)
  const naming = indexOf(bundle).listNaming(resource)
  const codes = [
    ...[...based, ...naming].map((one) => [
      ...members(one, 'activity').flatMap((activity) => members(member(activity, 'detail'), 'code')),
      ...members(one, 'category'),
      ...(one.resourceType === 'Procedure' ? members(one, 'code') : []),
    ]),
    members(resource, 'serviceType'),
  ]
  return new Set(codes.flatMap((concepts) => findService(readCodings(concepts).known) ?? []))
}

/** Reads a completed intervention. One that was done at a contact in the same Bundle is told by the contact. Throws Refused. */
export function readProcedure({ resource, bundle }: Context): Reading {
  const status = text(resource, 'status') ?? ''
  const codes = readCodings(members(resource, 'code'))
  const service = findService(codes.known)
  const kind = service === undefined ? null : kindsOf[service].contact
  if (status === 'entered-in-error')
    return { takesBack: contactKinds, awaits: kind === null ? [] : [kind], text: 'It was entered in error.' }
  if (status !== 'completed' && status !== 'in-progress')
    return { takesBack: contactKinds, because: 'not-yet', text: 'It has not been done.' }
  if (indexOf(bundle).find(member(resource, 'encounter'), 'Encounter') !== undefined)
    return { takesBack: contactKinds, because: 'told-elsewhere', text: 'The contact at which it was done tells it.' }
  if (service === undefined && codes.known.length === 0 && codes.unknown.length > 0) return refuseSystem(codes.unknown[0] ?? '')
  if (kind === null) return { takesBack: contactKinds, because: 'no-kind', text: 'It is no contact of home nursing or social support.' }
  const at =
    findTime(resource, 'performedDateTime', 'Procedure.performedDateTime') ??
    findTime(member(resource, 'performedPeriod'), 'start', 'Procedure.performedPeriod.start')
  return { holds: [tell(kind, at ?? getTime(resource, 'performedDateTime', 'Procedure.performedDateTime'))], takesBack: contactKinds }
}

function refuseSystem(system: string): never {
  const path = 'Procedure.code.coding.system'
  throw new Refused(plainError('value', `${path} is ${system.slice(0, 80)}: send a code of FSIII or FFB.`, path))
}
