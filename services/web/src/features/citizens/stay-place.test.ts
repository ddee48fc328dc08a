import { expect, it } from 'vitest'
import { nameStayPlace } from './stay-place.ts'

it.each([
  ['Sydøernes Sygehus, Rødby', 'Medicinsk Afdeling, Sydøernes Sygehus', 'Sydøernes Sygehus, Rødby, Medicinsk Afdeling'],
  [
    'Odense Universitetshospital',
    'Geriatrisk afdeling G, sengeafsnit 3',
    'Odense Universitetshospital, Geriatrisk afdeling G, sengeafsnit 3',
  ],
  ['Herlev Hospital', 'Herlev Hospital', 'Herlev Hospital'],
  ['Herlev Hospital', null, 'Herlev Hospital'],
  [null, 'Akutmodtagelsen', 'Akutmodtagelsen'],
  [null, null, ''],
])('%s and %s read as %j', (hospital, department, place) => {
  expect(nameStayPlace({ hospital, department })).toBe(place)
})
