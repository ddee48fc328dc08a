// A rule is data: who it is about, what it reads, when it fires, whom it tells and what they are told. The schema is closed, so a
// rule of class D (weights, scores, households, persons without a case) cannot be written, only refused.
import { type Static, Type } from 'typebox'
import { Condition } from './conditions/index.ts'
import { Days, KindName } from './conditions/shared.ts'

const closed = { additionalProperties: false }
const Words = Type.Object({ da: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed)
const CalendarDate = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })
const When = Type.Unsafe<Condition>(Condition)

/** `acute` is not here: it asks for a fact of at most 15 minutes, and no shipped rule has one. */
const RuleUrgency = Type.Union([Type.Literal('information'), Type.Literal('normal'), Type.Literal('high')])

/** What the rule is judged once for. `since`: whether the days count from its beginning or its end. */
const RuleOccasion = Type.Object(
  { fact: KindName, since: Type.Union([Type.Literal('start'), Type.Literal('end')]), withinDays: Days },
  closed,
)

/** A sentence with {name} {days} {gap} {date} {hospital} {department}; the first whose `when` is true is said. */
const RuleSentence = Type.Object({ when: Type.Optional(When), da: Type.String(), en: Type.String() }, closed)

export const Rule = Type.Object(
  {
    id: Type.String({ pattern: '^[A-Z]{2}\\d+$' }),
    version: Type.Integer({ minimum: 1 }),
    class: Type.Union([Type.Literal('A'), Type.Literal('B'), Type.Literal('C')]),
    title: Words,
    purpose: Words,
    prose: Words,
    statute: Type.String({ minLength: 1 }),
    source: Type.String({ minLength: 1 }),
    owner: Type.String({ minLength: 1 }),
    population: Type.Object({ case: Type.Array(KindName, { minItems: 1 }) }, closed),
    validFrom: CalendarDate,
    validTo: Type.Union([CalendarDate, Type.Null()]),
    reads: Type.Array(KindName, { minItems: 1 }),
    occasion: RuleOccasion,
    when: When,
    urgency: RuleUrgency,
    moreUrgent: Type.Array(Type.Object({ when: When, urgency: RuleUrgency }, closed)),
    recipients: Type.Array(Type.Object({ servingBy: KindName }, closed), { minItems: 1 }),
    sentences: Type.Array(RuleSentence, { minItems: 1 }),
    action: Words,
    actions: Type.Optional(Type.Array(Type.Object({ id: Type.Literal('planned'), label: Words }, closed), { minItems: 1 })),
    coolDownDays: Type.Integer({ minimum: 0, maximum: 366 }),
    sunset: CalendarDate,
    alreadyIn: Type.Array(Type.String()),
    dpia: Type.String({ minLength: 1 }),
    approvals: Type.Array(
      Type.Object(
        { as: Type.Union([Type.Literal('owner'), Type.Literal('jurist')]), by: Type.String({ minLength: 1 }), on: CalendarDate },
        closed,
      ),
    ),
  },
  closed,
)
export type Rule = Static<typeof Rule>
