// The document that is filed: a note, the minutes of a meeting or the plan, as it stands when it is asked for.
import type { Tx } from '@roedtraad/database'
import { type Filing, formatInstant, type Journey, maskName, type Paper, paperTexts, teams } from '@roedtraad/domain'
import { toPdf, writePlan } from '../plans/get-plan.ts'

/** Case systems of a Danish municipality hold Danish documents. */
const language = 'da'
/** Seen from here every date has its year. */
const longAgo = '1970-01-01T00:00:00.000Z'

/** The PDF of what a filing files. */
export async function writeFiledDocument(tx: Tx, citizenId: string, journey: Journey, filing: Filing): Promise<Uint8Array> {
  const paper =
    filing.itemId === null ? await writePlan(tx, citizenId, journey, language) : await writeItem(tx, citizenId, journey, filing.itemId)
  return toPdf(paper, language, tx.scope.at)
}

async function writeItem(tx: Tx, citizenId: string, journey: Journey, itemId: string): Promise<Paper> {
  const texts = paperTexts(language).filed
  const teamName = (id: string) => teams.find((team) => team.id === id)?.name[language] ?? id
  const at = (instant: string) => formatInstant(instant, language, longAgo)
  const foot = texts.foot(await citizenName(tx, citizenId))
  const note = journey.notes.find((one) => one.id === itemId)
  if (note !== undefined) {
    const author = await tx.selectFrom('users').select('name').where('username', '=', note.by.username).executeTakeFirst()
    const lead = texts.noteLead(author?.name ?? note.by.username, teamName(note.by.team), at(note.at))
    return { title: texts.note, lead, blocks: paragraphs(note.words), foot }
  }
  const meeting = journey.meetings.find((one) => one.id === itemId)
  if (meeting === undefined) throw new Error('a filing names nothing that its deed should have checked')
  const parties = journey.parties.filter((party) => meeting.parties.includes(party.id)).map((party) => party.name)
  const lead = texts.minutesLead(at(meeting.at), [...meeting.teams.map(teamName), ...parties].join(', '))
  return {
    title: meeting.title,
    lead,
    blocks: [{ kind: 'heading', level: 2, text: texts.agreed }, ...paragraphs(meeting.record ?? '')],
    foot,
  }
}

const paragraphs = (words: string): Paper['blocks'] =>
  words
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((text) => ({ kind: 'text', text }))

async function citizenName(tx: Tx, citizenId: string): Promise<string> {
  const citizen = await tx.selectFrom('citizens').select(['name', 'protected']).where('id', '=', citizenId).executeTakeFirstOrThrow()
  return citizen.protected ? maskName(citizen.name) : citizen.name
}
