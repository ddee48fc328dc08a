// From what was written in a form to the detail of the deed. Pure.
import type { Journey } from '../../api/types.ts'
import { fromClock } from '../../ui/clock.ts'
import type { Field, FormDeed } from './deed-forms.ts'
import { toGround } from './to-ground.ts'

export type Values = Record<string, string | string[] | undefined>

/** Noon: a day is meant, and not its first minute in another time zone. */
const noon = 'T12:00'

/** The fields as the API takes them; what was left empty is left out. */
export function toDetail(
  deed: FormDeed,
  fields: readonly Field[],
  values: Values,
  { now, journey }: { now: string; journey: Pick<Journey, 'teams'> },
): Record<string, unknown> {
  const said = Object.fromEntries(
    fields.flatMap((field): [string, unknown][] => {
      const value = values[field.name]
      return value === undefined || value === '' ? [] : [[field.name, toValue(field, value)]]
    }),
  )
  const taking = journey.teams.filter((team) => team.to === null).map((team) => team.team)
  if (deed === 'add-bridge') return toBridge(said)
  if (deed === 'call-meeting') return { place: '', parties: [], teams: taking, ...said }
  if (deed === 'add-party') return { mayKnow: [], mayDo: [], from: now, ...said }
  return said
}

/** A bridge is an activity; what is said of whom to meet stands together. */
function toBridge({
  organisation,
  contactPerson,
  consentForm,
  consentDate,
  ...activity
}: Record<string, unknown>): Record<string, unknown> {
  return { ...activity, bridge: { organisation, contactPerson, consentForm, consentDate } }
}

/** The deed that the API knows. */
export const toDeed = (deed: FormDeed): string => (deed === 'add-bridge' ? 'add-activity' : deed)

function toValue(field: Field, value: string | string[]): unknown {
  if (Array.isArray(value)) return value
  if (field.kind === 'date') return fromClock(`${value}${noon}`) ?? value
  if (field.kind === 'moment') return fromClock(value) ?? value
  if (field.kind === 'number') return Number(value)
  return field.kind === 'ground' ? toGround(value) : value.trim()
}
