// The shapes of grounds and consents on the wire.
import { purposeCodes } from '@roedtraad/access'
import { type Static, Type } from 'typebox'

const Text = Type.Union([Type.String(), Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const MaybeInstant = Type.Union([Instant, Type.Null()])
const Kind = Type.Enum(['consent', 'statute'])
const PurposeCode = Type.Enum([...purposeCodes], {
  description:
    'application: to decide something that the citizen applied for, which a statute alone never carries. coordination unless told.',
})
export const Form = Type.Enum(['oral', 'written', 'digital'])
const Words = Type.String({ minLength: 1, maxLength: 2_000 })
const Names = Type.Array(Type.String({ maxLength: 60 }), { uniqueItems: true, maxItems: 20 })
const Name = Type.Object({ da: Type.String(), en: Type.String() })
export const CitizenId = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const GroundId = Type.Object({ groundId: Type.String({ format: 'uuid' }) })

const GroundDeed = Type.Object({
  deed: Type.Enum(['recorded', 'ended', 'end-undone']),
  because: Text,
  channel: Text,
  at: Instant,
  by: Type.String(),
  team: Type.Union([Type.String(), Type.Null()]),
})

export const GroundRecord = Type.Object({
  id: Type.String(),
  etag: Type.String(),
  kind: Kind,
  code: Type.String(),
  citation: Type.String(),
  title: Name,
  purposeCode: PurposeCode,
  purpose: Type.String(),
  reason: Type.String(),
  categories: Type.Array(Type.String()),
  fromAreas: Type.Array(Type.String()),
  teams: Type.Array(Type.String()),
  from: Instant,
  to: MaybeInstant,
  stands: Type.Boolean(),
  recordedAt: Instant,
  recordedBy: Type.String(),
  corrects: Text,
  endedAt: MaybeInstant,
  endedBecause: Text,
  consent: Type.Union([
    Type.Object({
      form: Form,
      textVersion: Type.String(),
      givenAt: Instant,
      representative: Text,
      representativeKind: Text,
      journalReference: Text,
      withdrawnAt: MaybeInstant,
      withdrawalChannel: Text,
    }),
    Type.Null(),
  ]),
  history: Type.Array(GroundDeed, { description: 'Recorded, ended, its end taken back; oldest first.' }),
})
export type GroundRecord = Static<typeof GroundRecord>
export const GroundList = Type.Object({ items: Type.Array(GroundRecord) }, { $id: 'GroundList' })
export const GroundTable = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        code: Type.String(),
        kind: Kind,
        citation: Type.String(),
        title: Name,
        from: Type.Array(Type.String()),
        to: Type.Array(Type.String()),
        categories: Type.Array(Type.String()),
        forms: Type.Array(Form),
        longestDays: Type.Union([Type.Integer(), Type.Null()]),
        confirm: Type.Boolean({ description: 'Must be confirmed by the municipality’s lawyer before production.' }),
      }),
    ),
  },
  { $id: 'GroundTable' },
)

export const NewGround = Type.Object(
  {
    kind: Kind,
    code: Type.String({ minLength: 1, maxLength: 60 }),
    purposeCode: Type.Optional(PurposeCode),
    purpose: Words,
    reason: Words,
    categories: Names,
    fromAreas: Names,
    teams: Type.Array(Type.String({ maxLength: 60 }), { uniqueItems: true, minItems: 1, maxItems: 20 }),
    from: Type.Optional(Instant),
    to: Type.Optional(MaybeInstant),
    corrects: Type.Optional(Type.String({ format: 'uuid' })),
    consent: Type.Optional(
      Type.Object(
        {
          form: Form,
          textVersion: Type.String({ minLength: 1, maxLength: 60 }),
          givenAt: Type.Optional(Instant),
          representative: Type.Optional(
            Type.Object({ name: Words, kind: Type.Enum(['guardian', 'proxy']) }, { additionalProperties: false }),
          ),
          journalReference: Type.Optional(Type.String({ maxLength: 200 })),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

export const Ending = Type.Union([
  Type.Object(
    { because: Type.Literal('withdrawn'), channel: Type.Enum(['counter', 'phone', 'writing', 'digital']) },
    { additionalProperties: false },
  ),
  Type.Object({ because: Type.Literal('purpose-ended') }, { additionalProperties: false }),
  Type.Object({ because: Type.Literal('recorded-by-mistake') }, { additionalProperties: false }),
])
