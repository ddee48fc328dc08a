// GET /api/v1/me: what the screen needs before anything else. Who I am, for whom I can act, what time the product thinks it is.
import { describeActor } from '@roedtraad/use-cases'
import { Type } from 'typebox'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'

const Name = Type.Object({ da: Type.String(), en: Type.String() })
const Area = Type.Object({ id: Type.String(), name: Name })

const Me = Type.Object(
  {
    username: Type.String(),
    name: Type.String(),
    role: Type.String(),
    csrfToken: Type.Union([Type.String(), Type.Null()], { description: 'For X-CSRF-Token; null with a bearer token, which needs none.' }),
    language: Type.Literal('da'),
    now: Type.String({ format: 'date-time', description: "The product's now, which a local installation may have moved." }),
    teams: Type.Array(Type.Object({ id: Type.String(), name: Name, area: Area, lead: Type.Boolean() })),
    actingTeam: Type.Union([Type.String(), Type.Null()], { description: 'The team of Acting-Team, else the sole membership, else null.' }),
    areas: Type.Array(Area),
    demo: Type.Boolean({ description: 'True where the local identity provider runs.' }),
  },
  { $id: 'Me' },
)

export const me: Slice = async (app, { deps, config }) => {
  app.get(
    '/api/v1/me',
    { config: { policy: 'person' }, schema: { operationId: 'getMe', tags: ['me'], summary: 'Who am I', response: { 200: Me } } },
    async (request) => {
      const actor = actorOf(request)
      const { username, name, role, teams, areas } = await describeActor(deps, actor.username)
      const csrfToken = request.session?.csrfToken ?? null
      return {
        username,
        name,
        role,
        csrfToken,
        language: 'da' as const,
        now: deps.clock(),
        teams,
        actingTeam: actor.team,
        areas,
        demo: config.localIdentity,
      }
    },
  )
}
