// A journey (sammenhængende forløb; FHIR EpisodeOfCare + CarePlan + CareTeam): one citizen, several teams, one thread. It is folded from deeds and stored nowhere else.
// Everything in it carries the id of the deed that made it, so that history and thing never lose each other.
import type { Instant } from '../instant.ts'

export type JourneyLevel = 'inform' | 'coordinate' | 'one-plan'

/** What permits a team to take part: a consent that stands, or a statute of the ground table. */
export type GroundReference = { consent: string } | { statute: string }

export interface Worker {
  username: string
  team: string
}

export interface Participant {
  team: string
  /** In the team's own words: what it does here. */
  role: string
  ground: GroundReference
  from: Instant
  /** Null while it takes part. */
  to: Instant | null
  workers: string[]
}

export interface Coordination {
  coordinator: Worker | null
  substitute: Worker | null
  absence: { from: Instant; to: Instant } | null
  /** Whom the citizen calls; stands on top of every plan and letter. */
  contact: { name: string; phone: string } | null
}

export type PartyKind = 'relative' | 'guardian' | 'proxy' | 'party-representative' | 'companion' | 'outside' | 'civil-society'
export const partyKinds: readonly PartyKind[] = [
  'relative',
  'guardian',
  'proxy',
  'party-representative',
  'companion',
  'outside',
  'civil-society',
]
/** What somebody may be told, and may do. */
export const partyKnowledge = ['plan', 'meetings', 'health', 'social', 'employment', 'economy'] as const
export const partyRights = ['attend-meetings', 'receive-letters', 'speak-for-citizen', 'decide-for-citizen', 'see-case-file'] as const

/** Somebody without a login: the citizen's own people, outside parties (each with its controller), civil society. */
export interface Party {
  id: string
  kind: PartyKind
  name: string
  relation: string
  /** Data controller, for outside parties. */
  controller: string | null
  phone: string | null
  mayKnow: string[]
  mayDo: string[]
  from: Instant
  to: Instant | null
}

/** "Sådan vil jeg mødes": how the citizen wants to be met. */
export interface Manner {
  communication: string
  interpreter: string
  companion: string
  avoid: string
}

export type FollowUpResult = 'continue' | 'change' | 'close' | 'revisit'
export const followUpResults: readonly FollowUpResult[] = ['continue', 'change', 'close', 'revisit']

export interface FollowUp {
  id: string
  at: Instant
  result: FollowUpResult
  words: string
  nextAt: Instant | null
}

export interface Goal {
  id: string
  title: string
  parentId: string | null
  followUpAt: Instant | null
  followUps: FollowUp[]
  ended: { at: Instant; result: 'reached' | 'dropped'; words: string } | null
}

export type ActivityStatus = 'planned' | 'under-way' | 'done' | 'cancelled'

/** A bridge to civil society (brobygning): the citizen's yes, a person to meet, and whether they met. Nothing about the citizen crosses it, so no ground is needed. */
export interface Bridge {
  organisation: string
  contactPerson: string
  consentForm: 'oral' | 'written' | 'digital'
  consentDate: string
  firstMeetingAt: Instant | null
}

export interface Activity {
  id: string
  goalId: string | null
  title: string
  team: string
  worker: string | null
  start: Instant
  due: Instant | null
  status: ActivityStatus
  bridge: Bridge | null
  followUps: FollowUp[]
  endedAt: Instant | null
  result: string | null
}

export interface Meeting {
  id: string
  title: string
  at: Instant
  minutes: number
  place: string
  teams: string[]
  parties: string[]
  status: 'called' | 'held' | 'cancelled'
  /** What was agreed. */
  record: string | null
  /** When the record was written, and by which team. */
  recorded: { at: Instant; team: string } | null
}

export type LoopKind = 'referral' | 'handover-of-activity' | 'handover-of-coordination'
export type LoopState = 'requested' | 'accepted' | 'under-way' | 'done' | 'declined' | 'taken-back'

/** A closed loop (FHIR Task): what one team asks of another, until it is answered and done. */
export interface Loop {
  id: string
  kind: LoopKind
  from: string
  to: string
  worker: string | null
  activityId: string | null
  title: string
  words: string
  askedBy: string
  askedAt: Instant
  /** When an answer is due. */
  dueAt: Instant
  state: LoopState
  answeredAt: Instant | null
  endedAt: Instant | null
  reason: string | null
  remindedAt: Instant | null
  escalatedAt: Instant | null
}

export interface Note {
  id: string
  at: Instant
  by: Worker
  words: string
  audience: 'team' | 'journey'
}

/** A plan that a law demands in another system (Min Plan); shown read-only, or replaced by this one under a named paragraph. */
export interface PlanReference {
  id: string
  system: string
  title: string
  date: string
  statute: string
  standing: 'stands' | 'replaced'
  url: string | null
  team: string
}

/** A document on its way to the case it belongs to. */
export interface Filing {
  id: string
  /** The note or meeting it files; null: the plan as it stood. */
  itemId: string | null
  title: string
  kle: string
  caseId: string
  date: string
  team: string
  askedAt: Instant
  state: 'pending' | 'filed' | 'failed'
  reason: string | null
}

export type ClosedBecause = 'agreed' | 'citizen-declined' | 'moved' | 'died' | 'opened-by-mistake'

export interface Journey {
  status: 'open' | 'closed'
  level: JourneyLevel
  reason: string
  openedAt: Instant
  closed: { at: Instant; because: ClosedBecause; helped: 'yes' | 'partly' | 'no' | 'not-asked'; evaluation: string } | null
  /** Days of silence that are agreed upon; longer is a loose end. */
  rhythmDays: number
  coordination: Coordination
  teams: Participant[]
  parties: Party[]
  manner: Manner | null
  /** In the citizen's own words. */
  ownGoal: { words: string; at: Instant } | null
  goals: Goal[]
  activities: Activity[]
  meetings: Meeting[]
  loops: Loop[]
  notes: Note[]
  plans: PlanReference[]
  filings: Filing[]
}

/** Whether the team takes part now. */
export function takesPart(journey: Pick<Journey, 'teams'>, team: string | null): boolean {
  return journey.teams.some((one) => one.team === team && one.to === null)
}

/** Whether the loop still waits for somebody. */
export function isOpenLoop(loop: Pick<Loop, 'state'>): boolean {
  return loop.state === 'requested' || loop.state === 'accepted' || loop.state === 'under-way'
}

/** Whether the activity is still to be done. */
export function isOpenActivity(activity: Pick<Activity, 'status'>): boolean {
  return activity.status === 'planned' || activity.status === 'under-way'
}
