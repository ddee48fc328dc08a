// What to read again when the live stream tells that journeys changed: their pages, and everything that lists them.
import type { QueryClient } from '@tanstack/react-query'

/** Stands for the ids when they are too many, or some may have been missed. */
const everything = '*'
/** A busy team changes something every moment; nobody reads faster than this. */
const gatherMilliseconds = 500
/** The board counts everything anew: so often is live enough for it. */
const boardMilliseconds = 5_000

/** A list holds any journey; a page and a timeline hold one, whose id is the fourth part of their key. */
export function isAbout([what, part, , id]: readonly unknown[], changed: ReadonlySet<string>): boolean {
  return what === 'journeys' && (part === 'list' || changed.has(everything) || changed.has(String(id)))
}

export interface JourneyWatch {
  /** A message of the stream: the ids, none of them meaning all. */
  hear(message: MessageEvent<string>): void
  stop(): void
}

export function watchJourneys(cache: QueryClient): JourneyWatch {
  const changed = new Set<string>()
  let timer = 0
  let boardTimer = 0
  const look = () => {
    timer = 0
    const ids = new Set(changed)
    changed.clear()
    void cache.invalidateQueries({ predicate: ({ queryKey }) => isAbout(queryKey, ids) })
  }
  const lookAtBoard = () => {
    boardTimer = 0
    void cache.invalidateQueries({ queryKey: ['board'] })
  }
  return {
    hear({ data }) {
      const { journeyIds } = JSON.parse(data) as { journeyIds: string[] }
      for (const id of journeyIds.length === 0 ? [everything] : journeyIds) changed.add(id)
      if (timer === 0) timer = window.setTimeout(look, gatherMilliseconds)
      if (boardTimer === 0) boardTimer = window.setTimeout(lookAtBoard, boardMilliseconds)
    },
    stop() {
      clearTimeout(timer)
      clearTimeout(boardTimer)
    },
  }
}
