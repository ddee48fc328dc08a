// The sheet before a meeting, in the shape of the wire.
import { areas, describeFact, type Fact, findKind, journeyTexts, type Language, labelOf, tellDeed } from '@roedtraad/domain'
import { type Briefing, getBriefing } from '@roedtraad/use-cases'
import { type Static, Type } from 'typebox'
import { languageOf } from '../plugins/language.ts'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'
import { presentPromise } from './present-journey.ts'
import { CitizenBrief, Promised } from './schema.ts'

const Text = Type.Union([Type.String(), Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const Meeting = Type.Object({
  id: Type.String(),
  title: Type.String(),
  at: Instant,
  minutes: Type.Integer(),
  place: Type.String(),
  record: Text,
})
const Contact = Type.Object({ name: Type.String(), phone: Type.String() })
const Manner = Type.Object({ communication: Type.String(), interpreter: Type.String(), companion: Type.String(), avoid: Type.String() })
const Item = Type.Object({ id: Type.String(), label: Type.String(), text: Type.String(), from: Instant })

const BriefingSheet = Type.Object(
  {
    id: Type.String(),
    citizen: Type.Object({ ...CitizenBrief.properties, age: Type.Union([Type.Integer(), Type.Null()]) }),
    contact: Type.Union([Contact, Type.Null()], { description: 'Whom the citizen calls.' }),
    coordinator: Type.Union([Type.Object({ name: Type.String(), team: Type.String() }), Type.Null()]),
    ownGoal: Text,
    manner: Type.Union([Manner, Type.Null()]),
    meeting: Type.Union([Meeting, Type.Null()], { description: 'The one it is for.' }),
    last: Type.Union([Meeting, Type.Null()], { description: 'The last that was held.' }),
    since: Instant,
    teams: Type.Array(
      Type.Object({ team: Type.String(), role: Type.String(), workers: Type.Array(Type.String()), invited: Type.Boolean() }),
    ),
    parties: Type.Array(Type.Object({ name: Type.String(), kindText: Type.String(), relation: Type.String(), invited: Type.Boolean() })),
    promises: Type.Array(Promised),
    elsewhere: Type.Array(
      Type.Object({
        area: Type.String(),
        name: Type.String(),
        own: Type.Boolean(),
        items: Type.Array(Item),
        left: Type.Integer({ description: 'How many more there are.' }),
      }),
      { description: 'What the reader’s wall shows, other areas first.' },
    ),
    deeds: Type.Array(Type.Object({ id: Type.String(), at: Instant, by: Type.String(), team: Text, text: Type.String() })),
    now: Instant,
  },
  { $id: 'Briefing' },
)

const mostItems = 8
const mostDeeds = 12

export const briefing: Slice = async (app, { deps }) => {
  app.get(
    '/api/v1/journeys/:id/briefing',
    {
      config: { policy: 'person' },
      schema: {
        operationId: 'getBriefing',
        tags: ['meetings'],
        summary: 'Before a meeting: what happened since the last one, who is in it, what is promised',
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        querystring: Type.Object({ meeting: Type.Optional(Type.String({ format: 'uuid' })) }),
        response: { 200: BriefingSheet },
      },
    },
    async (request, reply) => {
      const language = languageOf(request)
      reply.header('content-language', language)
      return present(await getBriefing(deps, actorOf(request), request.params.id, request.query.meeting), language)
    },
  )
}

function present(sheet: Briefing, language: Language): Static<typeof BriefingSheet> {
  const { journey, meeting, last, names, now } = sheet
  const { coordinator, contact } = journey.coordination
  const nameOf = (username: string) => names[username] ?? username
  return {
    id: sheet.id,
    citizen: sheet.citizen,
    contact,
    coordinator: coordinator === null ? null : { name: nameOf(coordinator.username), team: coordinator.team },
    ownGoal: journey.ownGoal?.words ?? null,
    manner: journey.manner,
    meeting,
    last,
    since: sheet.since,
    teams: journey.teams
      .filter((team) => team.to === null)
      .map(({ team, role, workers }) => ({ team, role, workers: workers.map(nameOf), invited: meeting?.teams.includes(team) ?? false })),
    parties: journey.parties
      .filter((party) => party.to === null || party.to > now)
      .map(({ id, name, kind, relation }) => ({
        name,
        relation,
        kindText: journeyTexts(language).party[kind],
        invited: meeting?.parties.includes(id) ?? false,
      })),
    promises: sheet.promises
      .filter((promise) => promise.id !== meeting?.id)
      .map((promise) => presentPromise(promise, names, now, language))
      .sort((a, b) => ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1)),
    elsewhere: presentElsewhere(sheet, language),
    deeds: sheet.deeds
      .slice(0, mostDeeds)
      .map((deed) => ({ id: deed.id, at: deed.at, by: nameOf(deed.actor), team: deed.team, text: tellDeed(deed, language) })),
    now,
  }
}

/** The newest of each area; where nothing is shown nothing happened, or it is closed to the reader. */
function presentElsewhere({ facts, area }: Briefing, language: Language): Static<typeof BriefingSheet>['elsewhere'] {
  const areaOf = (fact: Fact) => findKind(fact.kind)?.area ?? area
  return areas
    .map((one) => ({ one, mine: facts.filter((fact) => areaOf(fact) === one.id) }))
    .filter(({ mine }) => mine.length > 0)
    .sort((a, b) => Number(a.one.id === area) - Number(b.one.id === area))
    .map(({ one, mine }) => ({
      area: one.id,
      name: one.name[language],
      own: one.id === area,
      items: mine
        .slice(0, mostItems)
        .map((fact) => ({ id: fact.id, label: labelOf(fact.kind, language), text: describeFact(fact, language), from: fact.from })),
      left: Math.max(0, mine.length - mostItems),
    }))
}
