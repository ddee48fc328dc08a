// What becomes of each event: accepted, a duplicate, not needed, or kept apart for repair. Judged in order, so that a batch may hold a grant and what follows it.
import { type Case, decideKept, decideRelevantCase } from '@roedtraad/access'
import { type IngestState, type KnownEvent, type NewEvent, newId } from '@roedtraad/database'
import {
  civilRegister,
  eventKinds,
  findKind,
  isNationalNumber,
  makesKnown,
  readIdentifier,
  type Told,
  tellsAnother,
} from '@roedtraad/domain'
import { findTeamFor, type TeamRow } from '../teams.ts'
import { type Arrival, chainIdOf, sourceKey, type Verdict } from './arrival.ts'

/** Kinds of fact that are a case while they last; a point that opens one does so for thirty days. */
export const caseKinds: readonly string[] = eventKinds
  .filter((kind) => kind.opensCase && kind.area !== null && kind.shape !== 'end')
  .map((kind) => kind.kind)
const pointCaseDays = 30

export interface Judged {
  accepted: NewEvent[]
  verdicts: Verdict[]
}

/** `told`: who she was registered as under this identity, last. */
type Person = { identityId: string; citizenId: string; cases: Case[]; told: Told | undefined }

/** What stands and what the batch has added so far. */
class Standing {
  readonly people = new Map<string, Person>()
  readonly ids = new Map<string, { bodyHash: string; deed: NewEvent['deed'] }>()
  readonly originals = new Map<string, Pick<KnownEvent, 'kind'>>()

  constructor(state: IngestState, told: ReadonlyMap<string, Told>) {
    for (const one of state.identities) {
      const cases = one.cases.map((row) => toCase(row.kind, row.from, row.to))
      this.people.set(one.digest, { ...one, cases, told: told.get(one.identityId) })
    }
    for (const event of state.events) this.add(event, event.bodyHash)
  }

  add(event: Pick<NewEvent, 'source' | 'sourceId' | 'deed' | 'kind'>, bodyHash: string): void {
    this.ids.set(sourceKey(event.source, event.sourceId), { bodyHash, deed: event.deed })
    if (event.deed === 'record') this.originals.set(sourceKey(event.source, event.sourceId), event)
  }
}

function toCase(kind: string, from: string, to: string | null): Case {
  const known = findKind(kind)
  const isPoint = known?.shape === 'point'
  return { kind, area: known?.area ?? '', from, to: isPoint ? new Date(Date.parse(from) + pointCaseDays * 86_400_000).toISOString() : to }
}

/** Judges a batch. `told`: who the identities are registered as, for those that the batch registers again. Events that open cases are looked at first, whatever their place, so that the order within a batch does not matter. */
export function judgeArrivals(
  arrivals: readonly Arrival[],
  state: IngestState,
  told: ReadonlyMap<string, Told>,
  teams: readonly TeamRow[],
  receivedAt: string,
): Judged {
  const standing = new Standing(state, told)
  const verdicts = new Array<Verdict>(arrivals.length)
  const accepted = new Map<number, NewEvent>()
  const order = arrivals.map((_, index) => index).sort((a, b) => weight(arrivals[a]) - weight(arrivals[b]) || a - b)
  for (const index of order) {
    const arrival = arrivals[index]
    if (arrival === undefined) continue
    const judged = judgeOne(arrival, standing, teams, receivedAt)
    verdicts[index] = judged.verdict
    if (judged.event === undefined) continue
    accepted.set(index, judged.event)
    standing.add(judged.event, arrival.bodyHash)
    addTold(standing, arrival, judged.event)
  }
  return { verdicts, accepted: [...accepted].sort(([a], [b]) => a - b).map(([, event]) => event) }
}

function weight(arrival: Arrival | undefined): number {
  return arrival !== undefined && findKind(arrival.sent.kind)?.opensCase ? 0 : 1
}

/** What an accepted event tells those that follow it: a case, or who somebody is. */
function addTold(standing: Standing, arrival: Arrival, event: NewEvent): void {
  const person = standing.people.get(arrival.digest.toString('hex'))
  if (person === undefined || event.deed !== 'record') return
  if (caseKinds.includes(event.kind)) person.cases.push(toCase(event.kind, event.occurredAt, null))
  if (event.kind === 'citizen.registered') person.told = toTold(event.detail)
}

function judgeOne(
  arrival: Arrival,
  standing: Standing,
  teams: readonly TeamRow[],
  receivedAt: string,
): { verdict: Verdict; event?: NewEvent } {
  const { sent, sender } = arrival
  const kind = findKind(sent.kind)
  const refuse = (problem: string, waits = false): { verdict: Verdict } => ({ verdict: { kind: 'quarantined', problem, waits } })
  if (kind === undefined) return refuse('unknown-kind', true)
  if (!sent.source.startsWith(sender.sourcePrefix)) return refuse('source-not-yours')
  if (kind.area !== null && !sender.areas.includes(kind.area)) return refuse('kind-not-yours')
  const known = standing.ids.get(sourceKey(sent.source, sent.sourceId))
  if (known !== undefined) return known.bodyHash === arrival.bodyHash ? { verdict: { kind: 'duplicate' } } : refuse('id-reused')
  const target = sent.targetId === null ? undefined : standing.ids.get(sourceKey(sent.source, sent.targetId))
  if (target !== undefined && target.deed !== 'record') return refuse('names-a-correction')
  const original = standing.originals.get(sourceKey(sent.source, chainIdOf(sent)))
  if (sent.deed !== 'record' && original !== undefined && original.kind !== sent.kind) return refuse('correction-of-other-kind')
  const team = findTeamFor(kind, sent.team, teams)
  if (team === undefined) return refuse('unknown-team')
  const person = standing.people.get(arrival.digest.toString('hex'))
  const doubt = findDoubt(arrival, person)
  if (doubt !== undefined) return refuse(doubt, true)
  if (person === undefined) return refuse('unknown-citizen', true)
  if (sent.kind === 'hospital.notification') {
    const relevance = decideRelevantCase(sent.occurredAt, person.cases)
    return relevance.relevant
      ? { verdict: { kind: 'accepted' }, event: toNewEvent(arrival, person, team, receivedAt) }
      : { verdict: { kind: 'not-kept', because: relevance.because } }
  }
  const kept = decideKept(
    { kind, deed: sent.deed, occurredAt: sent.occurredAt, originalKept: original !== undefined },
    person.cases,
    sender.areas,
  )
  if (!kept.kept) return { verdict: { kind: 'not-kept', because: kept.because } }
  return { verdict: { kind: 'accepted' }, event: toNewEvent(arrival, person, team, receivedAt) }
}

/** Who a registration says that somebody is. */
export function toTold(detail: Record<string, unknown>): Told {
  const { name, birthDate } = detail
  return { name: typeof name === 'string' ? name : '', birthDate: typeof birthDate === 'string' ? birthDate : null }
}

/** Why nobody but a person can say who is meant: a number of nobody, a local id that is registered, or a number under which somebody else was registered. */
function findDoubt({ sent, sender, confirmed }: Arrival, person: Person | undefined): string | undefined {
  const read = readIdentifier(sent.identifier)
  if (!read.valid && read.fault === 'names-nobody') return 'names-nobody'
  if (sent.kind !== 'citizen.registered' || sent.deed !== 'record' || confirmed) return undefined
  if (person === undefined) return makesKnown(sent.identifier) ? undefined : 'needs-matching'
  const isNational = isNationalNumber(sent.identifier)
  if (person.told === undefined || (isNational && sender.sourcePrefix === civilRegister)) return undefined
  return tellsAnother(isNational, person.told, toTold(sent.detail)) ? 'another-person' : undefined
}

function toNewEvent({ sent, bodyHash }: Arrival, person: Person, team: string | null, receivedAt: string): NewEvent {
  const { identifier: _, ...told } = sent
  // The number that was replaced is an identifier too: it stays with the identities, sealed.
  const { replaces: __, ...detail } = sent.detail
  return { ...told, detail, id: newId(), identityId: person.identityId, citizenId: person.citizenId, team, receivedAt, bodyHash }
}
