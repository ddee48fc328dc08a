// Who a resource is about: the national number where there is one, else the sender's own id of the citizen. A name identifies nobody.
import { cprSystem, type Identifier, type IdentifierKind, identifierKind, normaliseValue } from '@roedtraad/domain'
import { plainError } from '../fhir/issue.ts'
import { Refused } from '../fhir/read-elements.ts'
import { idOfReference, isObject, type Json, member, members, text } from '../fhir/resource.ts'
import { indexOf } from './bundle-index.ts'
import type { Context } from './told.ts'

/** CPR, then the replacement numbers (DK Core), then whatever else the record knows her by. */
const preferred: readonly IdentifierKind[] = ['cpr', 'x-ecpr', 'd-ecpr']

/** The identifier of the resource's subject; `source` names whose local ids its references are. Throws Refused when it has none. */
export function readSubject({ resource, bundle }: Context, source: string): Identifier {
  const path = `${String(resource.resourceType)}.subject`
  if (resource.resourceType === 'Patient')
    return identifierOf(resource) ?? local(source, text(resource, 'id')) ?? refuse('Patient.identifier')
  const subject = member(resource, 'subject')
  const named = member(subject, 'identifier')
  const direct = named === undefined ? undefined : toIdentifier(named)
  if (direct !== undefined) return direct
  const patient = findContained(resource, subject) ?? indexOf(bundle).find(subject, 'Patient')
  const known = patient === undefined ? undefined : identifierOf(patient)
  const reference = text(subject, 'reference')
  if (reference?.startsWith('#') && known === undefined) return refuse(path)
  return known ?? local(source, reference === undefined ? undefined : idOfReference(reference)) ?? refuse(path)
}

function refuse(path: string): never {
  throw new Refused(plainError('required', `${path} names nobody: send the citizen's CPR number, or a reference to a Patient.`, path))
}

function local(source: string, id: string | undefined): Identifier | undefined {
  return id === undefined || id === '' ? undefined : { system: `${source}:Patient`, value: id }
}

function findContained(resource: Json, reference: Json | undefined): Json | undefined {
  const url = text(reference, 'reference')
  return url?.startsWith('#')
    ? members(resource, 'contained')
        .filter(isObject)
        .find((one) => text(one, 'id') === url.slice(1))
    : undefined
}

function identifierOf(patient: Json): Identifier | undefined {
  const found = members(patient, 'identifier').flatMap((one) => toIdentifier(one) ?? [])
  return preferred.flatMap((kind) => found.filter((one) => identifierKind(one.system) === kind))[0] ?? found[0]
}

function toIdentifier(identifier: Json): Identifier | undefined {
  const system = text(identifier, 'system')
  const value = text(identifier, 'value')
  if (!system || !value || text(identifier, 'use') === 'old') return undefined
  const normal = normaliseValue({ system, value })
  if (system === cprSystem && !/^\d{10}$/.test(normal))
    throw new Refused(plainError('value', 'Patient.identifier is no CPR number: ten digits are needed.', 'Patient.identifier'))
  return { system, value: normal }
}
