// The shapes of citizens on the wire.
import { type Static, Type } from 'typebox'

const Text = Type.Union([Type.String(), Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const MaybeInstant = Type.Union([Instant, Type.Null()])
const Identifier = Type.Object({
  system: Type.String({ minLength: 1, maxLength: 200 }),
  value: Type.String({ minLength: 1, maxLength: 100 }),
})
const PresenceState = Type.Enum(['at-home', 'at-hospital', 'on-leave', 'deceased'])
const StayState = Type.Enum(['active', 'on-leave', 'ended', 'cancelled'])
const Step = Type.Enum([
  'admit-emergency',
  'admit-inpatient',
  'start-leave',
  'end-leave',
  'discharge',
  'death',
  'ended-by-hand',
  'planned-by-hand',
])
const Name = Type.Object({ da: Type.String(), en: Type.String() })

export const Search = Type.Union([
  Type.Object({ identifier: Identifier }, { additionalProperties: false }),
  Type.Object(
    { name: Type.String({ minLength: 1, maxLength: 200 }), birthDate: Type.Optional(Type.String({ format: 'date' })) },
    { additionalProperties: false },
  ),
])

export const FoundCitizens = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        birthDate: Text,
        protected: Type.Boolean(),
        served: Type.Boolean(),
        because: Type.String({ description: 'Why it was found.' }),
      }),
    ),
  },
  { $id: 'FoundCitizens' },
)

const HospitalStay = Type.Object({
  id: Type.String(),
  state: StayState,
  class: Type.Enum(['IMP', 'EMER']),
  from: Instant,
  to: MaybeInstant,
  since: Instant,
  hospital: Text,
  department: Text,
  admissionReportDue: Type.Boolean({ description: 'The hospital asked for an admission report; it is not sent from here.' }),
  planned: Type.Boolean(),
  endedBy: Type.Union([Type.Enum(['discharge', 'death', 'hand']), Type.Null()]),
  history: Type.Array(
    Type.Object({
      at: Instant,
      step: Step,
      act: Type.Enum(['tell', 'revise', 'cancel']),
      text: Type.String(),
      recordedAt: Instant,
      hospital: Text,
      department: Text,
    }),
  ),
})

const Fact = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  label: Type.String(),
  from: Instant,
  to: MaybeInstant,
  value: Type.Union([Type.Number(), Type.Null()]),
  unit: Text,
  team: Text,
  source: Type.String(),
  text: Type.String(),
})

export const Citizen = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    birthDate: Text,
    age: Type.Union([Type.Integer(), Type.Null()]),
    protected: Type.Boolean(),
    address: Text,
    identifiers: Type.Array(Type.Object({ system: Type.String(), masked: Type.String() })),
    presence: Type.Union([Type.Object({ state: PresenceState, since: MaybeInstant }), Type.Null()]),
    hospitalStays: Type.Union([Type.Array(HospitalStay), Type.Null()]),
    journeyId: Type.Union([Type.String(), Type.Null()], { description: 'Her open journey, if the acting team takes part in it.' }),
    servedBy: Type.Array(Type.Object({ team: Type.String(), since: Instant, because: Type.String() })),
    lanes: Type.Array(
      Type.Object({
        area: Type.Object({ id: Type.String(), name: Name }),
        open: Type.Boolean(),
        closedBecause: Text,
        missing: Type.Array(
          Type.Object({ code: Type.String(), kind: Type.Enum(['consent', 'statute']), title: Type.String(), citation: Type.String() }),
          { description: 'Grounds that could open it.' },
        ),
        grounds: Type.Array(
          Type.Object({
            id: Type.String(),
            kind: Type.Enum(['consent', 'statute']),
            title: Type.String(),
            citation: Type.String(),
            categories: Type.Array(Type.String()),
            to: MaybeInstant,
          }),
          { description: 'What opens the lane of another area to the acting team.' },
        ),
        facts: Type.Array(Fact),
      }),
    ),
  },
  { $id: 'Citizen' },
)
export type Citizen = Static<typeof Citizen>
