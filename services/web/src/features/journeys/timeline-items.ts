// Everything that lies in time on the journey's page, facts and deeds, in one shape: for the picture, the table and the filters. Pure.
import type { JourneyTimeline } from '../../api/types.ts'

export interface TimelineItem {
  id: string
  from: string
  to: string | null
  /** The same in milliseconds: five thousand of them are placed at every turn of the wheel. */
  fromMs: number
  toMs: number | null
  area: string
  kind: string
  label: string
  team: string | null
  /** Who did it, for a deed. */
  person: { username: string; name: string } | null
  text: string
  source: string | null
}

export interface TimelineFilter {
  area: string
  kind: string
  /** `team:…` or `person:…`. */
  who: string
}

/** The kind under which the deeds of the journey stand. */
export const deedKind = 'deed'

/** Oldest first. `areaOf` gives the area of a team, `deedLabel` what deeds are called. What was taken back is left out. */
export function toItems(timeline: JourneyTimeline, areaOf: (team: string) => string, deedLabel: string): TimelineItem[] {
  const facts = timeline.lanes.flatMap(({ area, items }) =>
    items.map((item) => ({
      ...item,
      area: area.id,
      person: null,
      fromMs: Date.parse(item.from),
      toMs: item.to === null ? null : Date.parse(item.to),
    })),
  )
  const deeds = timeline.deeds
    .filter((deed) => !deed.withdrawn)
    .map(({ id, at, team, by, text }) => {
      const atMs = Date.parse(at)
      const area = team === null ? '' : areaOf(team)
      return {
        id,
        from: at,
        to: at,
        fromMs: atMs,
        toMs: atMs,
        area,
        kind: deedKind,
        label: deedLabel,
        team,
        person: by,
        text,
        source: null,
      }
    })
  return [...facts, ...deeds].sort((a, b) => a.fromMs - b.fromMs)
}

/** Those that the filter lets through; an empty field asks for nothing. */
export function filterItems(items: readonly TimelineItem[], { area, kind, who }: TimelineFilter): TimelineItem[] {
  if (area === '' && kind === '' && who === '') return [...items]
  return items.filter(
    (item) =>
      (area === '' || item.area === area) &&
      (kind === '' || item.kind === kind) &&
      (who === '' || who === `team:${item.team}` || who === `person:${item.person?.username}`),
  )
}

/** Who did it, or whose it is. */
export function whoOf({ kind, person, team }: TimelineItem, nameOf: (team: string) => string, product: string): string {
  if (person !== null) return person.name
  return kind === deedKind ? product : team === null ? '' : nameOf(team)
}

interface Choice {
  value: string
  label: string
}

/** What can be chosen from, by name, each once. */
export function listChoices(
  items: readonly TimelineItem[],
  nameOf: (team: string) => string,
): { kinds: Choice[]; teams: Choice[]; people: Choice[] } {
  const kinds = new Map(items.map((item) => [item.kind, item.label]))
  const teams = new Map(items.flatMap(({ team }) => (team === null ? [] : [[`team:${team}`, nameOf(team)] as const])))
  const people = new Map(items.flatMap(({ person }) => (person === null ? [] : [[`person:${person.username}`, person.name] as const])))
  const sorted = (choices: Map<string, string>) =>
    [...choices].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, 'da'))
  return { kinds: sorted(kinds), teams: sorted(teams), people: sorted(people) }
}
