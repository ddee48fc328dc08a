// Which journey of a list somebody else changed last, since the list was seen before. Pure.
import type { JourneyItem } from '../../api/types.ts'

/** `seen`: when each journey was last changed as far as the reader has seen. Those that are new to the list are no news, and neither is what she did herself. */
export function findNews(items: readonly JourneyItem[], seen: ReadonlyMap<string, string>, ownName: string): JourneyItem | undefined {
  return items
    .filter(({ id, latest }) => latest !== null && latest.by !== ownName && seen.has(id) && latest.at > (seen.get(id) ?? ''))
    .reduce<JourneyItem | undefined>((last, item) => ((item.latest?.at ?? '') > (last?.latest?.at ?? '') ? item : last), undefined)
}
