// From hospital notifications and human deeds to what we hold true about hospital stays. Any order of arrival and any number of
// resends gives the same facts: everything is read in the order in which it happened, and of corrections the one written last counts.
import type { EventRecord } from './event.ts'
import type { FactDraft } from './fact.ts'
import { presentDeath, presentEpisode } from './fold-hospital-facts.ts'
import { type Episode, listDeeds, listEpisodes, listMessages, type Message } from './fold-hospital-messages.ts'
import { isAbout } from './fold-hospital-names.ts'
import { listStays } from './fold-hospital-stays.ts'
import { listTold, providerOf, type Told } from './fold-hospital-told.ts'

/**
 * The facts `hospital.stay`, `hospital.stay.cancelled`, `hospital.episode`, `hospital.discharged` and `citizen.died` of one citizen.
 * `events` are all of hers of the kinds `hospital.notification`, `hospital.stay.ended-by-hand` and `hospital.stay.planned`; others are ignored.
 */
export function foldHospital(events: readonly EventRecord[]): FactDraft[] {
  const messages = listMessages(events)
  const deeds = listDeeds(events)
  const episodes = listEpisodes(messages).map((episode) => ({ episode, death: readDeath(episode, messages) }))
  const folded = episodes.flatMap(({ episode, death }) => {
    const told = listTold(episode.messages)
    const stays = listStays({ told, death, deeds, isAbout: (deed, stay) => isAbout(deed, episode, stay) })
    return presentEpisode(episode, stays)
  })
  return [...folded, ...presentDeath(episodes.flatMap(({ episode, death }) => (death === null ? [] : { episode, death })))]
}

/**
 * What an episode tells about the citizen's death, as one entry of its timeline; null when nothing. It stands unless a later message, of
 * whichever episode, says that she is alive. Its time is the last one given, without any the writing of the first message.
 */
function readDeath(episode: Episode, all: readonly Message[]): Told | null {
  const telling = episode.messages.filter(({ n }) => n.patient.deceased === true)
  const alive = all.findLastIndex(({ n }) => n.patient.deceased === false)
  const standing = telling.filter((message) => all.indexOf(message) > alive)
  const said = standing.length > 0 ? standing : telling
  const message = said.findLast(({ n }) => n.period.end !== null) ?? said[0]
  if (message === undefined) return null
  const provider = providerOf(message.n.serviceProvider)
  return {
    step: message.n.step,
    provider,
    origin: provider,
    formerly: new Map(),
    at: message.at,
    n: message.n,
    writtenAt: message.writtenAt,
    cancelledAt: standing.length > 0 ? null : message.writtenAt,
    headerIds: [],
    asksForReport: false,
    messages: telling,
  }
}
