// KL's words for municipal care (Fælleskommunal Informationsmodel) under all their addresses: the first guide (kl.dk/fhir/common/caresocial),
// today's (fhir.kl.dk, OIDs), and the reporting gateway's. What a sender's profile is called decides nothing; its codes do.
import { type Json, members, text } from '../fhir/resource.ts'

export type CodeSystem = 'FSIII' | 'FFB' | 'CareSocialCodes' | 'local' | 'SNOMED' | 'LOINC' | 'NPU' | 'MedCom' | 'UCUM'

/** A code with the system that it is from, whichever address named it. */
export interface Coding {
  system: CodeSystem
  code: string
}

const systems = new Map<string, CodeSystem>([
  ['urn:oid:1.2.208.176.2.21', 'FSIII'],
  ['urn:oid:1.2.208.176.2.22', 'FFB'],
  ['http://snomed.info/sct', 'SNOMED'],
  ['http://loinc.org', 'LOINC'],
  ['http://npu-terminology.org', 'NPU'],
  ['urn:oid:1.2.208.176.2.1', 'NPU'],
  ['http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-observation-codes', 'MedCom'],
  ['http://unitsofmeasure.org', 'UCUM'],
])

const bases = [
  'http://kl.dk/fhir/common/caresocial/',
  'http://fhir.kl.dk/core/',
  'http://fhir.kl.dk/term/',
  'http://fhir.kl.dk/gateway/',
  'http://gateway.kl.dk/1.0/',
]

const names = new Map<string, CodeSystem>([
  ['FSIII', 'FSIII'],
  ['FFB', 'FFB'],
  ['KLCommonCareSocialCodes', 'CareSocialCodes'],
  ['CareSocialCodes', 'CareSocialCodes'],
  ['KLCommonproprietary', 'local'],
  ['LocallyDefinedInterventions', 'local'],
  ['NPU', 'NPU'],
])

/** The code system that an address names; undefined for one that is not known. A version behind `|` says nothing. */
function findSystem(url: string | undefined): CodeSystem | undefined {
  const bare = url?.replace(/\|.*$/, '').replace(/^https:/, 'http:')
  if (bare === undefined) return undefined
  const base = bases.find((one) => bare.startsWith(`${one}CodeSystem/`))
  return systems.get(bare) ?? (base === undefined ? undefined : names.get(bare.slice(base.length + 'CodeSystem/'.length)))
}

/** Codes of a CodeableConcept (or a list of them) from known systems, and the addresses of those from none. */
export function readCodings(concepts: readonly Json[]): { known: Coding[]; unknown: string[] } {
  const codings = concepts.flatMap((concept) => members(concept, 'coding'))
  const read = codings.map((coding) => ({
    url: text(coding, 'system'),
    system: findSystem(text(coding, 'system')),
    code: text(coding, 'code'),
  }))
  return {
    known: read.flatMap(({ system, code }) => (system === undefined || code === undefined ? [] : [{ system, code }])),
    unknown: read.flatMap(({ url, system }) => (system === undefined ? [url ?? 'none'] : [])),
  }
}

/** Whether one of the codes is `code` of `system`. */
export function hasCode(codings: readonly Coding[], system: CodeSystem, code: string): boolean {
  return codings.some((coding) => coding.system === system && coding.code === code)
}

/** The extensions with one of these names, under any of KL's addresses. Case, dashes, prefix and the word extension differ between the guides. */
export function listExtensions(element: Json, ...names: readonly string[]): Json[] {
  const wanted = names.map(plainName)
  return members(element, 'extension').filter((extension) => {
    const url = text(extension, 'url') ?? ''
    return bases.some((base) => url.startsWith(base)) && wanted.includes(plainName(url.slice(url.lastIndexOf('/') + 1)))
  })
}

function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('-', '')
    .replace(/^kl(gateway|common)?(care)?(social)?/, '')
    .replace(/extension$/, '')
}

/** The references that the extensions with one of these names hold. */
export function listExtensionReferences(element: Json, ...names: readonly string[]): Json[] {
  return listExtensions(element, ...names).flatMap((extension) => members(extension, 'valueReference'))
}
