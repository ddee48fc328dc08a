// From the timeline as read to the shape of the wire: four lanes, deeds, and the thread.
import { areas, describeFact, type Fact, findKind, type Language, labelOf, teams, tellDeed, tellThread } from '@roedtraad/domain'
import type { Timeline } from '@roedtraad/use-cases'
import { type Static, Type } from 'typebox'
import { presentThread } from './present-journey.ts'
import { Thread } from './schema.ts'

const Text = Type.Union([Type.String(), Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const MaybeInstant = Type.Union([Instant, Type.Null()])

export const TimelineQuery = Type.Object({
  from: Type.Optional(Instant),
  to: Type.Optional(Instant),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5_000 })),
})

export const JourneyTimeline = Type.Object(
  {
    from: Instant,
    to: Instant,
    openedAt: Instant,
    closedAt: MaybeInstant,
    lanes: Type.Array(
      Type.Object({
        area: Type.Object({ id: Type.String(), name: Type.Object({ da: Type.String(), en: Type.String() }) }),
        items: Type.Array(
          Type.Object({
            id: Type.String(),
            kind: Type.String(),
            label: Type.String(),
            from: Instant,
            to: MaybeInstant,
            team: Text,
            source: Type.String(),
            text: Type.String(),
          }),
        ),
      }),
      { description: 'What the reader’s wall shows; an empty lane may be closed to her.' },
    ),
    deeds: Type.Array(
      Type.Object({
        id: Type.String(),
        deed: Type.String(),
        at: Instant,
        team: Text,
        by: Type.Union([Type.Object({ username: Type.String(), name: Type.String() }), Type.Null()], {
          description: 'Null: the product itself.',
        }),
        text: Type.String(),
        withdrawn: Type.Boolean(),
      }),
    ),
    thread: Thread,
    threadText: Type.String(),
    more: Type.Boolean({ description: 'Older facts of the window were left out: ask for a shorter one.' }),
    now: Instant,
  },
  { $id: 'JourneyTimeline' },
)

/** Lanes of an adult's journey; the family's facts never show there. */
const laneAreas = areas.filter((area) => area.id !== 'family')

export function presentTimeline(timeline: Timeline, language: Language): Static<typeof JourneyTimeline> {
  const { facts, deeds, names, thread, area, closedAt, now, ...window } = timeline
  const laneOf = (fact: Fact) => findKind(fact.kind)?.area ?? area
  return {
    ...window,
    closedAt,
    now,
    lanes: laneAreas.map((lane) => ({
      area: lane,
      items: facts.filter((fact) => laneOf(fact) === lane.id).map((fact) => presentItem(fact, language)),
    })),
    deeds: deeds.map((deed) => ({
      id: deed.id,
      deed: deed.deed,
      at: deed.at,
      team: deed.team,
      by: deed.team === null ? null : { username: deed.actor, name: names[deed.actor] ?? deed.actor },
      text: tellDeed(deed, language),
      withdrawn: deed.withdrawn,
    })),
    thread: presentThread(thread, language),
    threadText: tellThread(thread, closedAt, now, (id) => teams.find((team) => team.id === id)?.name[language] ?? id, language),
  }
}

function presentItem(fact: Fact, language: Language) {
  const { id, kind, from, to, team, source } = fact
  return { id, kind, label: labelOf(kind, language), from, to, team, source, text: describeFact(fact, language) }
}
