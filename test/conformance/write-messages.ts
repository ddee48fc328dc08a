// The messages that hospitals would send for a history, with the untidiness of real and official data: Encounter.status and
// Provenance.entity sometimes wrong, Bundle.timestamp without meaning, header ids reused for other stays, resends, any order.
import type { Instant } from '@roedtraad/domain'
import { type Json, type MessageContent, writeBundle } from './bundle.ts'
import type { Deed } from './history.ts'
import { putRight } from './naive-reader.ts'
import type { Random } from './random.ts'

/** One sending of one message. `deed` is the deed that it tells, so that a resend can be known as one. */
export interface Sending {
  deed: number
  bundle: Json
}

/** How untidy the sender is; the tidy one is for showing a failing history. */
export interface Habits {
  tidy: boolean
}

interface Writer {
  random: Random
  habits: Habits
  episodes: Map<string, { system: string; value: string }[]>
  headers: Map<number, { id: string; activity: string; occurredAt: Instant }>
}

const starts = ['arrive', 'arrive-dead', 'become-inpatient', 'transfer']
const steps = [...starts, 'start-leave', 'end-leave']

/** Every message of a history as sent, in an order and with repetitions that `random` decides; tidy: in true order, once. */
export function sendMessages(history: readonly Deed[], random: Random, habits: Habits): Sending[] {
  const writer: Writer = { random, habits, episodes: new Map(), headers: new Map() }
  const contents = history.map((deed, index) => ({ deed, content: tellDeed(history.slice(0, index + 1), deed, writer) }))
  const sent = contents.flatMap(({ deed, content }) => {
    const first = { deed: deed.id, bundle: writeBundle(content) }
    if (habits.tidy || random.chance(0.7)) return [first]
    if (random.chance(0.5)) return [first, { deed: deed.id, bundle: structuredClone(first.bundle) }]
    const resend = { ...content, bundleId: random.uuid(), timestamp: anyTime(random), narrative: 'Sendt igen' }
    return [first, { deed: deed.id, bundle: writeBundle(resend) }]
  })
  return habits.tidy ? sent : random.shuffle(sent)
}

/** What the hospital says when it writes `deed`, the last of `history`. */
function tellDeed(history: readonly Deed[], deed: Deed, writer: Writer): MessageContent {
  const { random, habits } = writer
  const right = putRight(history)
  const about = right.find((other) => other.id === (deed.of ?? deed.id)) ?? deed
  const before = right.filter((other) => other.id < about.id && other.provider === about.provider && other.episode === about.episode)
  const standing = before.filter((other) => !other.cancelled)
  const start = starts.includes(about.what) ? about : (standing.findLast((other) => starts.includes(other.what)) ?? about)
  const step = about.what === 'die' ? (standing.findLast((other) => steps.includes(other.what)) ?? start) : about
  const activity = activityOf(step, about.what === 'die' ? deed : about, deed)
  const header = newHeader(history, deed, about, activity, writer)
  const told = { activity, ...periodsOf(deed, about, start, standing, random), ...lifeOf(deed, about) }
  return {
    bundleId: random.uuid(),
    timestamp: habits.tidy ? deed.writtenAt : anyTime(random),
    headerId: header.id,
    status: statusOf(deed, about, step, random, habits),
    class: about.class,
    occurredAt: deed.writtenAt,
    episodes: episodeIdentifiers(about.episode, writer),
    provider: about.provider,
    sender: habits.tidy || random.chance(0.8) ? about.provider : '265161000016000',
    named: habits.tidy || random.chance(0.9),
    narrative: 'Advis om sygehusophold',
    ...pointersOf(history, deed, about, start, writer),
    reportOfAdmission: deed.of === null && starts.includes(deed.what) && random.chance(0.5),
    offset: random.pick([0, 1, 2]),
    ...told,
  }
}

/** Provenance.activity. For a death it is the current activity, unchanged, also when the death is corrected or taken back. */
function activityOf(step: Deed, about: Deed, deed: Deed): string {
  const kind = step.class === 'EMER' ? 'emergency' : 'inpatient'
  const base = starts.includes(step.what)
    ? `admit-${kind}`
    : step.what === 'discharge'
      ? `discharge-${kind}-home`
      : `${step.what}-inpatient`
  if (deed.of === null || step.id !== about.id) return base
  return deed.what === 'cancel' ? `cancel-${base}` : `revise-${base}`
}

function lifeOf(deed: Deed, about: Deed): { deceased: boolean | null } {
  if (about.what !== 'die' && about.what !== 'arrive-dead') return { deceased: null }
  return { deceased: deed.what !== 'cancel' }
}

function periodsOf(deed: Deed, about: Deed, start: Deed, standing: Deed[], random: Random): Pick<MessageContent, 'period' | 'leave'> {
  const cancelled = deed.what === 'cancel'
  const end = about.what === 'discharge' || about.what === 'die' ? about.at : (about.until ?? undefined)
  const endsHere = end !== undefined && (!cancelled || (about.what === 'discharge' && random.chance(0.5)))
  const period = endsHere ? { start: start.at, end } : { start: start.at }
  const last = standing.findLast((other) => steps.includes(other.what))
  if (about.what === 'start-leave') return { period, leave: { start: about.at } }
  if (about.what === 'end-leave') {
    const leave = { start: standing.findLast((other) => other.what === 'start-leave')?.at ?? about.at }
    return { period, leave: cancelled && random.chance(0.5) ? leave : { ...leave, end: about.at } }
  }
  const onLeave = last?.what === 'start-leave' && (about.what === 'die' || (about.what === 'discharge' && random.chance(0.5)))
  return { period, leave: onLeave ? { start: last.at } : null }
}

function statusOf(deed: Deed, about: Deed, step: Deed, random: Random, habits: Habits): string {
  if (!habits.tidy && random.chance(0.15)) return random.pick(['in-progress', 'finished'])
  const cancelled = deed.what === 'cancel'
  if (about.what === 'die') return cancelled ? (step.what === 'start-leave' ? 'onleave' : 'in-progress') : 'finished'
  if (about.what === 'arrive-dead') return 'finished'
  if (about.what === 'discharge') return cancelled ? 'in-progress' : 'finished'
  if (about.what === 'start-leave') return cancelled ? 'in-progress' : 'onleave'
  if (about.what === 'end-leave') return cancelled ? 'onleave' : 'in-progress'
  return cancelled ? 'entered-in-error' : 'in-progress'
}

/** As in the official data the start of another stay may carry a header id that is already in use; its content differs. */
function newHeader(history: readonly Deed[], deed: Deed, about: Deed, activity: string, writer: Writer): { id: string } {
  const { random, habits, headers } = writer
  const first = history.find((other) => starts.includes(other.what))
  const elsewhere = first !== undefined && (first.episode !== about.episode || first.provider !== about.provider)
  const reuse = deed.of === null && starts.includes(about.what) && elsewhere && !habits.tidy && random.chance(0.3)
  const used = reuse && first !== undefined ? headers.get(first.id) : undefined
  const header = { id: used?.id ?? random.uuid(), activity, occurredAt: deed.writtenAt }
  headers.set(deed.id, header)
  return header
}

/** Provenance.entity and an older Provenance. They are right for a corrected department, where nothing else tells what is corrected. */
function pointersOf(
  history: readonly Deed[],
  deed: Deed,
  about: Deed,
  start: Deed,
  writer: Writer,
): Pick<MessageContent, 'entity' | 'older'> {
  const { random, habits, headers } = writer
  if (deed.of === null && starts.includes(deed.what)) return { entity: null, older: null }
  const original = deed.of === null ? start : about
  const truly = headers.get(original.id)
  const own = headers.get(deed.id)
  if (truly === undefined || own === undefined) return { entity: null, older: null }
  const wrong = !habits.tidy && deed.what !== 'correct-department' && random.chance(0.2)
  const headerId = wrong ? random.pick([random.uuid(), headers.get(random.pick(history).id)?.id ?? truly.id]) : truly.id
  const role = deed.what === 'cancel' ? 'removal' : 'revision'
  const carries = truly.id !== own.id && random.chance(0.7)
  return {
    entity: { role, headerId },
    older: carries ? { headerId: truly.id, activity: truly.activity, occurredAt: truly.occurredAt } : null,
  }
}

/** An episode is named by a local id, by its LPR3 id, or by both, in any order, and always by the local one where it has one. */
function episodeIdentifiers(episode: string, { episodes, random }: Writer): { system: string; value: string }[] {
  const known = episodes.get(episode)
  const local = { system: 'https://sor2.sum.dsdn.dk/#id=265161000016000', value: `local-${episode}` }
  const national = { system: 'https://www.esundhed.dk/Registre/Landspatientregisteret', value: `urn:uuid:lpr3-${episode}` }
  const all = known ?? random.pick([[local], [local], [national], [local, national]])
  episodes.set(episode, all)
  return all.length === 1 || random.chance(0.7) ? random.shuffle(all) : [local]
}

function anyTime(random: Random): Instant {
  return new Date(Date.UTC(2023, 0, 1) + random.whole(0, 1_500_000_000) * 60).toISOString()
}
