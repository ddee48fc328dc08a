// Which service of the municipality an intervention belongs to. FSIII and FFB are KL's classifications; nothing is guessed from a name.
import { homeCareCodes, nursingCodes } from './fsiii-codes.ts'
import { type Coding, hasCode } from './kl.ts'

export type Service = 'homecare' | 'homenursing' | 'social'

/** CareSocialCodes that name a whole kind of service: as category of a plan, or as what is asked for. */
const categories: Readonly<Record<string, Service>> = {
  '4a297733-4d66-4726-a933-590d55cf91e0': 'social',
  'e459386d-1474-4c31-89c5-c8bc7a25e3d4': 'social',
  '490ab7be-ddb1-4a54-baf1-009fe6e8a83b': 'homenursing',
  'ad865929-7363-4b2d-a271-01993181fbaf': 'homecare',
}

/** The kinds of event that tell a service. */
export const kindsOf: Readonly<Record<Service, { granted: string; ended: string; contact: string | null; missed: string | null }>> = {
  homecare: { granted: 'homecare.granted', ended: 'homecare.ended', contact: null, missed: 'homecare.visit.missed' },
  homenursing: { granted: 'homenursing.granted', ended: 'homenursing.ended', contact: 'nursing.contact', missed: null },
  social: { granted: 'social.support.granted', ended: 'social.support.ended', contact: 'social.contact', missed: null },
}

/**
 * The service of an intervention's codes; undefined where they name none of ours. FSIII H1 and H2 are help at home, G1 home nursing, every
 * intervention of FFB social support. Training, aids, prevention and FSIII's "0-ydelser" (assessing, coordinating) are no granted service here.
 */
export function findService(codings: readonly Coding[]): Service | undefined {
  for (const { system, code } of codings) {
    if (system === 'FFB') return 'social'
    if (system === 'CareSocialCodes' && Object.hasOwn(categories, code)) return categories[code]
    if (system !== 'FSIII') continue
    if (/^H[12](?!\d)/.test(code) || /^H3\.[23]$/.test(code) || homeCareCodes.has(code)) return 'homecare'
    if (/^G1(?!\d)/.test(code) || nursingCodes.has(code)) return 'homenursing'
  }
  return undefined
}

const hospitals = ['A11', 'A12', 'A13', 'A14']
const hospitalIds = [
  '4d2bf9ca-869b-4fb5-afe8-027f0f04e7c1',
  'cf85bd30-afc4-4134-b3f6-c4e3861372ac',
  'd9b03ed2-7e81-4c01-8b3f-9aa9853ee5be',
  '2cdf2c7c-65f7-4671-a976-89aff82c574d',
]

/** Whether FSIII's "henvendelse fra" names a hospital. */
export function isFromHospital(codings: readonly Coding[]): boolean {
  return [...hospitals, ...hospitalIds].some((code) => hasCode(codings, 'FSIII', code))
}
