// Plans that a law demands in another system. They are named here and read there: nothing of them is typed again.
import { Type } from 'typebox'
import { rule } from '../deed.ts'
import { Fields, Title } from './fields.ts'

const LinkFields = Fields({
  system: Title,
  title: Title,
  date: Type.String({ format: 'date' }),
  statute: Type.String({
    minLength: 1,
    maxLength: 200,
    description: 'The paragraph that demands it, or under which this plan replaces it.',
  }),
  standing: Type.Enum(['stands', 'replaced'], {
    description: 'stands: it holds beside this plan. replaced: this plan holds in its place.',
  }),
  url: Type.Optional(Type.String({ maxLength: 500, pattern: '^https://\\S+$', description: 'Where it is read.' })),
})

const linkPlan = rule(LinkFields, 'participant', {
  apply: (journey, { url = null, ...said }, by) => void journey.plans.push({ id: by.id, ...said, url, team: by.team ?? '' }),
})

export const planDeeds = { 'link-plan': linkPlan }
