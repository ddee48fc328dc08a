// Hospital notifications in our own words, as if MedCom's messages about the stays had just been read.
import { canonicalJson, type HospitalNotification, type Identifier, type Instant, localSorIds } from '@roedtraad/domain'
import { type Line, writeMistake, writeScript } from './hospital-script.ts'
import type { Life } from './life.ts'
import { day, hour } from './local-time.ts'
import type { Random } from './random.ts'
import { isOpen } from './spans.ts'
import { isAway, relevantKinds } from './stays.ts'

/** Turns a text into its digest; a caller with a crypto library passes SHA-256 in hex. */
export type Hash = (text: string) => string

const nationalRegister = 'https://www.esundhed.dk/Registre/Landspatientregisteret'
const receiver = { sor: localSorIds[0] ?? null, gln: null, name: 'Rødby Kommune' }

/** The notifications about one life that are sent before now, in no order. */
export function toNotifications(random: Random, life: Life, hash: Hash): HospitalNotification[] {
  const scripts = life.stays.map((stay) => writeScript(random, stay))
  const mistaken = drawMistake(random, life)
  if (mistaken !== null) scripts.push(writeMistake(random, mistaken))
  return scripts.flatMap((lines) => {
    const episodes = drawEpisodes(random, lines)
    const headerIds = lines.map(() => random.uuid())
    const sent = lines.map((line, index) => toNotification(random, life, line, { episodes, headerIds, index }, hash))
    const resent = sent.filter(() => random.chance(0.004)).map((notification) => ({ ...notification, bundleId: random.uuid() }))
    return [...sent, ...resent].filter((notification) => Date.parse(notification.occurredAt) < life.now)
  })
}

/** A moment at home with a relevant case at which she is taken for another, in one life of forty. */
function drawMistake(random: Random, life: Life): number | null {
  if (!random.chance(1 / 40)) return null
  const at = life.from + random.next() * (life.now - life.from - day)
  const alive = life.diedAt === null || at + 7 * hour < life.diedAt
  const free = !isAway(life.stays, at) && !isAway(life.stays, at + 7 * hour)
  return alive && free && isOpen(life.spans, at, relevantKinds) ? at : null
}

/** Most hospitals send the national id of the episode, some an id of their own, some both. */
function drawEpisodes(random: Random, lines: readonly Line[]): Identifier[] {
  const own = { system: `https://sor2.sum.dsdn.dk/#id=${lines[0]?.place.hospital.sor}`, value: random.uuid() }
  const national = { system: nationalRegister, value: random.uuid() }
  return random.pick([[national], [national], [own], [own, national]])
}

interface Numbering {
  episodes: Identifier[]
  headerIds: string[]
  index: number
}

function toNotification(
  random: Random,
  life: Life,
  line: Line,
  { episodes, headerIds, index }: Numbering,
  hash: Hash,
): HospitalNotification {
  const content: Omit<HospitalNotification, 'bundleId' | 'contentHash'> = {
    headerId: headerIds[index] ?? '',
    patient: { identifiers: [{ ...life.person.identifier }], name: life.person.name, deceased: line.deceased ? true : null },
    step: line.step,
    act: line.act,
    class: line.class,
    episodes: episodes.map((episode) => ({ ...episode })),
    serviceProvider: { ...line.place.department },
    sender: { ...line.place.hospital },
    receiver: { ...receiver },
    period: toPeriod(line.period),
    leave: line.leave === null ? null : toPeriod(line.leave),
    occurredAt: toText(line.saidAt),
    revises: line.after === null ? [] : [headerIds[line.after] ?? ''],
    reportOfAdmission: { requested: line.report, recipient: line.report ? line.place.department.sor : null },
  }
  return { bundleId: random.uuid(), contentHash: hash(canonicalJson(content)), ...content }
}

const toText = (at: number): Instant => new Date(at).toISOString()

function toPeriod({ start, end }: { start: number; end: number | null }): { start: Instant; end: Instant | null } {
  return { start: toText(start), end: end === null ? null : toText(end) }
}

/** 64 hexadecimal digits that tell texts apart (FNV-1a, eight times over). Not for secrets: only for a room without a crypto library. */
export function plainHash(text: string): string {
  const lanes = new Uint32Array(8).map((_, lane) => 0x811c9dc5 ^ Math.imul(lane, 0x9e3779b1))
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    for (let lane = 0; lane < 8; lane++) lanes[lane] = Math.imul((lanes[lane] ?? 0) ^ code, 0x01000193)
  }
  return [...lanes].map((lane) => lane.toString(16).padStart(8, '0')).join('')
}
