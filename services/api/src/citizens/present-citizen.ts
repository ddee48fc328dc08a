// From a citizen as read to the shape of the wire.
import { createHash } from 'node:crypto'
import { decideGround, findGroundRule, type GroundRule } from '@roedtraad/access'
import {
  areas,
  canonicalJson,
  derivedKinds,
  describeFact,
  eventKinds,
  type Fact,
  findKind,
  type Language,
  labelOf,
  nameStep,
  textsIn,
} from '@roedtraad/domain'
import { type CitizenView, stayDetail } from '@roedtraad/use-cases'
import { toEtag } from '../plugins/preconditions.ts'
import type { Citizen } from './schema.ts'

/** Lanes of an adult's page; the family's facts never show there. */
const laneAreas = areas.filter((area) => area.id !== 'family')

/** The page, in the reader's language. */
export function presentCitizen(view: CitizenView, language: Language): Citizen {
  const { stays, facts, area: _, team: __, at: ___, servedBy, grounds: ____, ...identity } = view
  return {
    ...identity,
    hospitalStays: stays === null ? null : stays.map((stay) => presentStay(stay, language)),
    servedBy: servedBy.map(({ team, since, reason }) => ({
      team,
      since,
      because: reason === 'intake' ? textsIn(language).word.intake : labelOf(reason, language),
    })),
    lanes: laneAreas.map((lane) => presentLane(lane, view, language)),
  }
}

/** A lane is open to the own area, and as far as a ground reaches; what it holds is what the wall shows. */
function presentLane(lane: (typeof areas)[number], view: CitizenView, language: Language) {
  const { area, servedBy, grounds, facts } = view
  const opening = grounds.filter((ground) => ground.fromAreas.includes(lane.id))
  const open = (lane.id === area && servedBy.length > 0) || opening.length > 0
  return {
    area: lane,
    open,
    closedBecause: open ? null : textsIn(language).word.hiddenDetail,
    missing: open
      ? []
      : listMissing(lane.id, view).map(({ code, kind, title, citation }) => ({ code, kind, title: title[language], citation })),
    grounds: opening.map(({ id, kind, code, categories, to }) => ({
      id,
      kind,
      title: findGroundRule(code)?.title[language] ?? code,
      citation: findGroundRule(code)?.citation ?? code,
      categories,
      to,
    })),
    facts: facts.filter((fact) => (findKind(fact.kind)?.area ?? area) === lane.id).map((fact) => presentFact(fact, language)),
  }
}

/** The rules of the ground table that could open something of the area to the reader's team. */
function listMissing(area: string, view: CitizenView): GroundRule[] {
  const kinds = [...eventKinds, ...derivedKinds].filter((kind) => kind.area === area)
  const asked = { citizenId: view.id, team: view.team, teamArea: view.area, serves: view.servedBy.length > 0, at: view.at }
  const missing = kinds.flatMap((kind) => {
    const decision = decideGround({ ...asked, kind }, view.grounds)
    return decision.allowed ? [] : decision.missing
  })
  return [...new Set(missing)]
}

/** Equal pages have equal tags, in whatever language they are read. */
export function citizenEtag(view: CitizenView): string {
  return toEtag(citizenVersion(view))
}

/** The version that If-Match names: a digest of everything that can change by a deed. */
export function citizenVersion(view: CitizenView): string {
  const { stays, facts, presence } = view
  return createHash('sha256')
    .update(canonicalJson([presence, stays?.map((stay) => stay.id), facts.map((fact) => fact.id)]))
    .digest('base64url')
    .slice(0, 22)
}

function presentStay(fact: Fact, language: Language) {
  const detail = stayDetail(fact)
  return {
    id: detail.stayId,
    state: detail.state,
    class: detail.class,
    from: fact.from,
    to: fact.to,
    since: detail.since,
    hospital: detail.hospital,
    department: detail.department,
    admissionReportDue: detail.admissionReportDue,
    planned: detail.history.some((entry) => entry.step === 'planned-by-hand'),
    endedBy: detail.endedBy,
    history: detail.history.map((entry) => ({
      at: entry.at,
      step: entry.step,
      act: entry.act,
      text: nameStep(entry, language),
      recordedAt: entry.recordedAt,
      hospital: entry.hospital,
      department: entry.department,
    })),
  }
}

function presentFact(fact: Fact, language: Language) {
  const { id, kind, from, to, value, unit, team, source } = fact
  return { id, kind, label: labelOf(kind, language), from, to, value, unit, team, source, text: describeFact(fact, language) }
}
