// From the board as read to the shape of the wire, in the reader's language; protected names are initials here too.
import { boardTexts, journeyTexts, type Language, maskName, wholeDaysBetween } from '@roedtraad/domain'
import type { getBoard, previewAbsence } from '@roedtraad/use-cases'
import type { AbsencePreview, Board } from './schema.ts'

type Named = { citizenId: string; name: string; protected: boolean }
const presentCitizen = (one: Named) => ({
  id: one.citizenId,
  name: one.protected ? maskName(one.name) : one.name,
  protected: one.protected,
})

/** A promise about the coordination itself has no title of its own. */
const titleOf = (title: string, language: Language) => (title === 'coordination' ? journeyTexts(language).coordination : title)

export function presentBoard(board: Awaited<ReturnType<typeof getBoard>>, language: Language): Board {
  const { now, team } = board
  const told = boardTexts(language).told
  return {
    ...board,
    loops: board.loops.map((loop) => {
      const { citizenId: _, name: __, protected: ___, ...said } = loop
      const overdue = loop.dueAt !== null && loop.dueAt < now
      return {
        ...said,
        citizen: presentCitizen(loop),
        title: titleOf(loop.title, language),
        days: wholeDaysBetween(loop.since, now),
        overdue,
      }
    }),
    told: board.told.map((one) => ({
      id: one.id,
      journeyId: one.journeyId,
      citizen: presentCitizen(one),
      at: one.at,
      text: one.deed === 'free-assignment' ? told.freed(one.worker ?? '') : told.escalated,
    })),
    teams: board.teams.map((one) => ({ ...one, own: one.team === team })),
  }
}

export function presentAbsence(preview: Awaited<ReturnType<typeof previewAbsence>>, language: Language): AbsencePreview {
  const { promise } = journeyTexts(language)
  const { place } = boardTexts(language)
  return {
    ...preview,
    items: preview.items.map(({ citizenId, name, protected: isProtected, ...item }) => ({
      ...item,
      citizen: presentCitizen({ citizenId, name, protected: isProtected }),
      kindText: item.kind === 'coordination' || item.kind === 'substitution' ? place[item.kind] : promise[item.kind],
      title: titleOf(item.title, language),
    })),
  }
}
