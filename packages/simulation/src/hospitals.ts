// Hospitals that could be but are not. Their SOR ids have the shape of real ones, and a last digit that the Verhoeff control of SNOMED
// identifiers refuses, so no organisation can have them.
import type { Organisation } from '@roedtraad/domain'
import type { Random } from './random.ts'

interface Hospital {
  organisation: Organisation
  departments: readonly Organisation[]
}

const organisation = (name: string, sor: string): Organisation => ({ sor, gln: null, name })

export const hospitals: readonly Hospital[] = [
  {
    organisation: organisation('Sydøernes Sygehus, Rødby', '990101000016000'),
    departments: [
      organisation('Fælles Akutmodtagelse, Sydøernes Sygehus', '990111000016000'),
      organisation('Medicinsk Afdeling, Sydøernes Sygehus', '990121000016003'),
      organisation('Geriatrisk Afdeling, Sydøernes Sygehus', '990131000016000'),
      organisation('Ortopædkirurgisk Afdeling, Sydøernes Sygehus', '990141000016000'),
    ],
  },
  {
    organisation: organisation('Storåens Universitetshospital', '990201000016003'),
    departments: [
      organisation('Hjertemedicinsk Afdeling, Storåens Universitetshospital', '990211000016000'),
      organisation('Neurologisk Afdeling, Storåens Universitetshospital', '990221000016000'),
      organisation('Onkologisk Afdeling, Storåens Universitetshospital', '990231000016000'),
    ],
  },
  {
    organisation: organisation('Regionshospitalet Klintholm', '990301000016000'),
    departments: [
      organisation('Lungemedicinsk Afdeling, Regionshospitalet Klintholm', '990311000016000'),
      organisation('Mave- og Tarmkirurgisk Afdeling, Regionshospitalet Klintholm', '990321000016000'),
    ],
  },
]

export interface Place {
  hospital: Organisation
  department: Organisation
}

/** Draws a department; two in three stays are at the nearest hospital. `not`: another hospital than this one. */
export function drawPlace(random: Random, not?: Organisation): Place {
  const others = hospitals.filter((hospital) => hospital.organisation !== not)
  const nearest = others[0]
  const hospital = nearest !== undefined && random.chance(0.66) ? nearest : random.pick(others)
  return { hospital: hospital.organisation, department: random.pick(hospital.departments) }
}

/** Another department of the same hospital, as when the first message named the wrong one. */
export function drawOtherDepartment(random: Random, place: Place): Place {
  const hospital = hospitals.find((one) => one.organisation === place.hospital)
  const others = (hospital?.departments ?? []).filter((department) => department !== place.department)
  return { hospital: place.hospital, department: random.pick(others) }
}
