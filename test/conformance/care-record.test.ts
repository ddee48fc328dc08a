// KL's published examples of municipal care records, in both generations of their addresses, as JSON and as XML, in any order. What is expected
// is read from the files themselves by a reader that knows nothing of ours; three readers with one plausible mistake each must be caught.
import { readCareRecord, toXml } from '@roedtraad/exchange'
import { describe, expect, it } from 'vitest'
import type { Json } from './bundle.ts'
import { bundleOf, hasFixtures, listFixtures } from './fixtures.ts'
import { createRandom } from './random.ts'

const there = hasFixtures('kl-caresocial')
const resources = there ? listFixtures('kl-caresocial').map(bundleOf) : []
const social = '4a297733-4d66-4726-a933-590d55cf91e0'

type Format = 'json' | 'xml'
type Reader = (bundle: Json, format: Format) => string[]

/** What the product reads: each entry, and what it tells. */
const read: Reader = (bundle, format) => {
  const record = readCareRecord(format === 'json' ? JSON.stringify(bundle) : toXml(bundle), format, 'urn:social:')
  if (record.kind !== 'record') return ['unreadable']
  return record.entries.map(({ read: one }) => {
    const told = one.kind === 'told' ? one.holds.map(({ kind, occurredAt }) => `${kind} ${occurredAt}`) : []
    return `${one.resource}: ${one.kind === 'refused' ? 'refused' : told.join(', ') || 'nothing'}`
  })
}

/** The plainest possible reading: an active plan of somebody's social support begins on the day that its period or its creation names. */
function expectedOf(resource: Json): string {
  const name = `${resource.resourceType}/${resource.id}`
  if (resource.resourceType !== 'CarePlan' || resource.status !== 'active') return `${name}: nothing`
  const above = resources.filter((other) => JSON.stringify(resource.basedOn ?? '').includes(`CarePlan/${other.id}"`))
  if (
    ![resource, ...above].some(
      (plan) =>
        /\/FFB"|1\.2\.208\.176\.2\.22"/.test(JSON.stringify(plan.activity ?? '')) || JSON.stringify(plan.category ?? '').includes(social),
    )
  )
    return `${name}: nothing`
  const day = String((resource.period as Json | undefined)?.start ?? resource.created)
  // Every day of the examples lies in summer time: its first moment is ten at night in UTC.
  return `${name}: social.support.granted ${new Date(Date.parse(`${day}T00:00:00+02:00`)).toISOString()}`
}

const today: [string, string][] = [
  ['http://kl.dk/fhir/common/caresocial/CodeSystem/FSIII', 'urn:oid:1.2.208.176.2.21'],
  ['http://kl.dk/fhir/common/caresocial/CodeSystem/FFB', 'urn:oid:1.2.208.176.2.22'],
  ['http://kl.dk/fhir/common/caresocial/CodeSystem/KLCommonCareSocialCodes', 'http://fhir.kl.dk/term/CodeSystem/CareSocialCodes'],
  ['http://kl.dk/fhir/common/caresocial/StructureDefinition/', 'http://fhir.kl.dk/core/StructureDefinition/'],
]
/** The same resources with the addresses of the other generation; `side` is where an address is written to. */
function translate(bundle: Json, side: 0 | 1): Json {
  const text = today.reduce((all, pair) => all.replaceAll(pair[1 - side] ?? '', pair[side] ?? ''), JSON.stringify(bundle))
  return JSON.parse(text) as Json
}

const bundle = (list: readonly Json[], status = ''): Json => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: list.map((resource) => ({ resource: status === '' || resource.status === undefined ? resource : { ...resource, status } })),
})

const generations: [string, (list: Json) => Json][] = [
  ['as published', (list) => list],
  ['of the first guide', (list) => translate(list, 0)],
  ['of today', (list) => translate(list, 1)],
]
const replaceIn = (from: Json, old: string, by: string) => JSON.parse(JSON.stringify(from).replaceAll(old, by)) as Json
const saboteurs: [string, Reader][] = [
  [
    'reads only the first generation',
    (from, format) =>
      read(replaceIn(replaceIn(from, 'http://fhir.kl.dk/', 'http://a.example/'), 'urn:oid:1.2.208.176.2.2', 'urn:oid:9.2'), format),
  ],
  ['reads only today’s', (from, format) => read(replaceIn(from, 'http://kl.dk/', 'http://a.example/'), format)],
  ['keeps what was entered in error', (from, format) => read(replaceIn(from, '"entered-in-error"', '"active"'), format)],
]

/** Every check that a reader must pass; the first that it does not, or null. */
function findFault(reader: Reader): string | null {
  const expected = resources.map(expectedOf).sort()
  for (const [name, toGeneration] of generations)
    for (const format of ['json', 'xml'] as const) {
      const said = reader(toGeneration(bundle(resources)), format).toSorted()
      if (JSON.stringify(said) !== JSON.stringify(expected))
        return `${name}, ${format}: ${said.filter((line) => !expected.includes(line)).join('; ')}`
    }
  const erroneous = reader(bundle(resources, 'entered-in-error'), 'json').filter((line) => !/: (nothing|refused)$/.test(line))
  return erroneous.length > 0 ? `entered in error, and told: ${erroneous.join('; ')}` : null
}

describe.skipIf(!there)('KL’s examples of care records', () => {
  it('are read as the plain reader reads them, in both generations and both formats', () => {
    expect(resources.length).toBeGreaterThan(0)
    expect(resources.map(expectedOf).filter((line) => !line.endsWith('nothing')).length).toBeGreaterThan(0)
    expect(findFault(read)).toBeNull()
  })

  it('are read alike in any order, and doubled', () => {
    const random = createRandom(11)
    const whole = read(bundle(resources), 'json').sort()
    for (let time = 0; time < 100; time++) expect(read(bundle(random.shuffle(resources)), 'json').sort()).toEqual(whole)
    expect(read(bundle([...resources, ...resources]), 'json').sort()).toEqual([...whole, ...whole].sort())
  })

  it('are refused by nothing but a field that is missing: none of them is', () => {
    expect(read(bundle(resources), 'json').filter((line) => line.endsWith('refused'))).toEqual([])
  })

  it.each(saboteurs)('a reader that %s is caught', (_, reader) => {
    expect(findFault(reader)).not.toBeNull()
  })
})

interface Concept {
  code: string
  display: string
  concept?: Concept[]
}

const hasTerms = hasFixtures('terminology/kl')

describe.skipIf(!hasTerms)('the codes of FSIII', () => {
  const [file] = hasTerms ? listFixtures('terminology/kl').filter(({ name }) => name.endsWith('FSIII')) : []
  const roots = file === undefined ? [] : ((bundleOf(file) as unknown as { concept: Concept[] }).concept ?? [])
  const list = (concepts: readonly Concept[], path: string[] = []): { code: string; path: string[] }[] =>
    concepts.flatMap((one) => [{ code: one.code, path: [...path, one.display] }, ...list(one.concept ?? [], [...path, one.display])])
  const all = list(roots)
  const serviceOf = (code: string) => {
    const plan = {
      resourceType: 'CarePlan',
      id: 'x',
      status: 'active',
      intent: 'order',
      subject: { reference: 'Patient/x' },
      created: '2026-01-01',
      activity: [{ detail: { code: { coding: [{ system: 'urn:oid:1.2.208.176.2.21', code }] } } }],
    }
    return read(plan, 'json')[0]?.replace(/^CarePlan\/x: (\S+).*$/, '$1')
  }

  it('name home nursing, help at home or neither, as the tree of the classification says', () => {
    const expected = (path: string[]) => {
      const [root, group, leaf] = path
      if (root === 'Kommunale sygeplejeindsatser') return group === 'SUL § 138' ? 'homenursing.granted' : 'nothing'
      if (root !== 'Kommunale pleje- og omsorgsindsatser' || group === undefined) return 'nothing'
      if (/^(SEL )?§ 83|^Hjemmehjælp|^Madservice/i.test(group)) return 'homecare.granted'
      if (group.startsWith('§ 84 stk. 1')) return /Afløsning i hjemmet|Praktisk hjælp/.test(leaf ?? '') ? 'homecare.granted' : 'nothing'
      if (group !== 'Ældrelovsindsats') return 'nothing'
      return leaf === undefined || /^(Praktisk hj|Madservice|Afløsning|Personlig hj)/.test(leaf) ? 'homecare.granted' : 'nothing'
    }
    const told = all.map(({ code, path }) => `${path.join(' / ')} ${code}: ${serviceOf(code)}`)
    expect(told).toEqual(all.map(({ code, path }) => `${path.join(' / ')} ${code}: ${expected(path)}`))
    expect(new Set(told.map((line) => line.replace(/^.*: /, '')))).toEqual(new Set(['nothing', 'homenursing.granted', 'homecare.granted']))
  })
})
