// The plan as the citizen is given it: to her, in plain words, with whom to call on top. What teams write for each other (notes, results, reasons, loops) is not in it.
import type { Instant } from '../instant.ts'
import { type Activity, type Goal, isOpenActivity, type Journey, type Meeting } from '../journey/journey.ts'
import type { Language } from './language.ts'
import { paperTexts } from './paper.ts'
import { formatDate, formatInstant } from './times.ts'

export interface PaperItem {
  text: string
  lines: string[]
}
export type PaperBlock =
  | { kind: 'call'; text: string }
  | { kind: 'heading'; level: 2 | 3; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'quote'; text: string }
  | { kind: 'list'; items: PaperItem[] }

/** A document in plain parts, for screen, print and PDF alike. */
export interface Paper {
  title: string
  lead: string
  blocks: PaperBlock[]
  foot: string
}

export interface PlanWords {
  /** As the wall shows it. */
  citizen: string
  workerName(username: string): string
  teamName(team: string): string
  now: Instant
  language: Language
}

/** The plan of a journey in words. Cancelled activities and goals that were given up are left out. */
export function tellPlan(journey: Journey, words: PlanWords): Paper {
  const texts = paperTexts(words.language).plan
  return {
    title: texts.title,
    lead: texts.lead(words.citizen, dateOf(words)(words.now)),
    blocks: [
      ...tellContact(journey, words),
      ...section(texts.ownGoal, journey.ownGoal === null ? [] : [{ kind: 'quote', text: journey.ownGoal.words }]),
      ...tellGoals(journey, words),
      ...tellActivities(texts.others, listOpen(journey, null), words),
      ...tellMeetings(journey, words),
      ...tellPlans(journey, words),
      ...tellManner(journey, words),
      ...tellDone(journey, words),
    ],
    foot: texts.foot,
  }
}

/** Seen from here every date has its year: paper lies about for longer than a screen shows something. */
const longAgo: Instant = '1970-01-01T00:00:00.000Z'
const dateOf =
  ({ language }: PlanWords) =>
  (at: Instant) =>
    formatDate(at, language, longAgo)

function section(title: string, blocks: readonly PaperBlock[]): PaperBlock[] {
  return blocks.length === 0 ? [] : [{ kind: 'heading', level: 2, text: title }, ...blocks]
}

function tellContact({ coordination: { contact, coordinator } }: Journey, words: PlanWords): PaperBlock[] {
  const texts = paperTexts(words.language).plan
  const holder = coordinator === null ? [] : [texts.coordinator(words.workerName(coordinator.username), words.teamName(coordinator.team))]
  return [
    { kind: 'call', text: contact === null ? texts.noCall : texts.call(contact.name, contact.phone) },
    ...holder.map((text) => ({ kind: 'text' as const, text })),
  ]
}

const listOpen = (journey: Journey, goalId: string | null) =>
  journey.activities.filter((activity) => activity.goalId === goalId && isOpenActivity(activity))

function tellGoals(journey: Journey, words: PlanWords): PaperBlock[] {
  const texts = paperTexts(words.language).plan
  const standing = journey.goals.filter((goal) => goal.ended === null)
  const told = standing.filter((goal) => goal.parentId === null).flatMap((goal) => tellGoal(goal, journey, standing, words))
  return section(texts.goals, told.length === 0 ? [{ kind: 'text', text: texts.noGoals }] : told)
}

function tellGoal(goal: Goal, journey: Journey, standing: readonly Goal[], words: PlanWords): PaperBlock[] {
  const texts = paperTexts(words.language).plan
  const under = standing.filter((sub) => sub.parentId === goal.id)
  const items = [
    ...listOpen(journey, goal.id).map((activity) => tellActivity(activity, words)),
    ...under.flatMap((sub) => [
      { text: sub.title, lines: sub.followUpAt === null ? [] : [texts.followUp(dateOf(words)(sub.followUpAt))] },
      ...listOpen(journey, sub.id).map((activity) => tellActivity(activity, words)),
    ]),
  ]
  return [
    { kind: 'heading', level: 3, text: goal.title },
    ...(goal.followUpAt === null ? [] : [{ kind: 'text' as const, text: texts.followUp(dateOf(words)(goal.followUpAt)) }]),
    ...(items.length === 0 ? [] : [{ kind: 'list' as const, items }]),
  ]
}

function tellActivity(activity: Activity, words: PlanWords): PaperItem {
  const texts = paperTexts(words.language).plan
  const date = dateOf(words)
  const { bridge, worker, team, title, start, due, status } = activity
  const who = [words.teamName(team), worker === null ? '' : words.workerName(worker)].filter((one) => one !== '').join(', ')
  return {
    text: title,
    lines: [
      ...(bridge === null ? [] : [texts.bridge(bridge.contactPerson, bridge.organisation)]),
      texts.who(who),
      texts.from(date(start)),
      ...(due === null ? [] : [texts.due(date(due))]),
      status === 'planned' ? texts.planned : texts.underWay,
    ],
  }
}

function tellActivities(title: string, activities: readonly Activity[], words: PlanWords): PaperBlock[] {
  if (activities.length === 0) return []
  return section(title, [{ kind: 'list', items: activities.map((activity) => tellActivity(activity, words)) }])
}

function tellMeetings(journey: Journey, words: PlanWords): PaperBlock[] {
  const texts = paperTexts(words.language).plan
  const ahead = journey.meetings.filter((meeting) => meeting.status === 'called' && meeting.at > words.now)
  const withWhom = (meeting: Meeting) => [
    ...meeting.teams.map(words.teamName),
    ...journey.parties.filter((party) => meeting.parties.includes(party.id)).map((party) => party.name),
  ]
  const items = ahead
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map((meeting) => ({
      text: meeting.title,
      lines: [
        formatInstant(meeting.at, words.language, longAgo),
        texts.minutes(meeting.minutes),
        ...(meeting.place === '' ? [] : [texts.place(meeting.place)]),
        texts.with(withWhom(meeting).join(', ')),
      ],
    }))
  return items.length === 0 ? [] : section(texts.meetings, [{ kind: 'list', items }])
}

function tellPlans({ plans }: Journey, words: PlanWords): PaperBlock[] {
  const texts = paperTexts(words.language).plan
  const items = plans.map(({ title, system, date, statute, standing }) => ({
    text: title,
    lines: [texts.plan(system, dateOf(words)(`${date}T12:00:00.000Z`)), ...(standing === 'replaced' ? [texts.replaced(statute)] : [])],
  }))
  return items.length === 0 ? [] : section(texts.plans, [{ kind: 'list', items }])
}

function tellManner({ manner }: Journey, words: PlanWords): PaperBlock[] {
  const said = manner === null ? [] : [manner.communication, manner.interpreter, manner.companion, manner.avoid]
  const items = said.filter((one) => one !== '').map((text) => ({ text, lines: [] }))
  return items.length === 0 ? [] : section(paperTexts(words.language).plan.manner, [{ kind: 'list', items }])
}

function tellDone(journey: Journey, words: PlanWords): PaperBlock[] {
  const texts = paperTexts(words.language).plan
  const date = dateOf(words)
  const reached = journey.goals.flatMap(({ title, ended }) =>
    ended?.result === 'reached' ? [{ text: title, lines: [texts.endedAt(date(ended.at))] }] : [],
  )
  const done = journey.activities.flatMap(({ title, status, endedAt }) =>
    status === 'done' ? [{ text: title, lines: endedAt === null ? [] : [texts.endedAt(date(endedAt))] }] : [],
  )
  return [
    ...section(texts.reached, reached.length === 0 ? [] : [{ kind: 'list', items: reached }]),
    ...section(texts.done, done.length === 0 ? [] : [{ kind: 'list', items: done }]),
  ]
}
