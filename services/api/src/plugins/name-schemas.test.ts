import { expect, it } from 'vitest'
import { hoistNames, markNames } from './name-schemas.ts'

const team = { $id: 'Team', type: 'object', properties: { id: { type: 'string' } } }
const me = { $id: 'Me', type: 'object', properties: { teams: { type: 'array', items: team }, acting: team } }
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

it('describes each named schema once, the nested ones too, and keeps what was there', () => {
  const document = hoistNames({
    paths: { a: markNames(me), b: markNames(me), c: markNames(team) },
    components: { schemas: { Problem: { type: 'object' } }, securitySchemes: { token: {} } },
  })
  expect(document.paths).toEqual({ a: ref('Me'), b: ref('Me'), c: ref('Team') })
  expect(document.components).toEqual({
    securitySchemes: { token: {} },
    schemas: {
      Problem: { type: 'object' },
      Me: { type: 'object', properties: { teams: { type: 'array', items: ref('Team') }, acting: ref('Team') } },
      Team: { type: 'object', properties: { id: { type: 'string' } } },
    },
  })
})

it('refuses two schemas of one name', () => {
  expect(() => hoistNames({ a: markNames(team), b: markNames({ ...team, type: 'string' }) })).toThrow(
    'Two different schemas are named Team',
  )
})
