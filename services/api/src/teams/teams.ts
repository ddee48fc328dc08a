// GET /api/v1/teams: the teams of the municipality and who works in them, for whoever names one.
import { listTeamMembers } from '@roedtraad/use-cases'
import { Type } from 'typebox'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'

const TeamList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.Object({ da: Type.String(), en: Type.String() }),
        area: Type.String(),
        controller: Type.String({ description: 'Data controller.' }),
        members: Type.Array(Type.Object({ username: Type.String(), name: Type.String(), lead: Type.Boolean() })),
      }),
    ),
  },
  { $id: 'TeamList' },
)

export const teams: Slice = async (app, { deps }) => {
  app.get(
    '/api/v1/teams',
    {
      config: { policy: 'person' },
      schema: { operationId: 'listTeams', tags: ['teams'], summary: 'Teams and their members', response: { 200: TeamList } },
    },
    async (request) => ({ items: await listTeamMembers(deps, actorOf(request)) }),
  )
}
