// The rules in words and in full: what the municipality looks for, on what basis, and who is told.
import { Problem } from '@roedtraad/domain'
import { explainRule, listRules } from '@roedtraad/use-cases'
import { Type } from 'typebox'
import { languageOf } from '../plugins/language.ts'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'

const Words = Type.Object({ da: Type.String(), en: Type.String() })
const RuleSummary = Type.Object(
  {
    id: Type.String(),
    version: Type.Integer(),
    state: Type.String(),
    class: Type.String(),
    title: Words,
    purpose: Words,
    prose: Words,
    statute: Type.String(),
    urgency: Type.String(),
    contentHash: Type.String(),
  },
  { $id: 'RuleSummary' },
)
const RuleFull = Type.Object(
  { ...RuleSummary.properties, content: Type.Record(Type.String(), Type.Unknown(), { description: 'The rule as data.' }) },
  { $id: 'Rule' },
)
const Truth = Type.Union([Type.Literal('true'), Type.Literal('false'), Type.Literal('unknown')])
const Explanation = Type.Object(
  {
    truth: Truth,
    sentence: Type.String(),
    occasions: Type.Array(
      Type.Object({
        occasionKey: Type.String(),
        truth: Truth,
        urgency: Type.String(),
        sentence: Type.String(),
        nextChange: Type.Union([Type.String(), Type.Null()]),
        whatWouldEndThis: Type.Union([Type.String(), Type.Null()]),
        tree: Type.Unknown({ description: '{ text, truth, evidence: [{ factId, text }], parts: [the same] }' }),
      }),
    ),
  },
  { $id: 'Explanation' },
)

export const rules: Slice = async (app, { deps }) => {
  const all = async () =>
    (await listRules(deps)).map(({ rule, state, contentHash }) => {
      const { id, version, title, purpose, prose, statute, urgency } = rule
      return {
        id,
        version,
        state,
        class: rule.class,
        title,
        purpose,
        prose,
        statute,
        urgency,
        contentHash,
        content: rule as unknown as Record<string, unknown>,
      }
    })
  app.get(
    '/api/v1/rules',
    {
      config: { policy: 'person' },
      schema: {
        operationId: 'listRules',
        tags: ['rules'],
        summary: 'Rules of early detection',
        response: { 200: Type.Object({ items: Type.Array(RuleSummary) }) },
      },
    },
    async () => ({ items: (await all()).map(({ content: _, ...summary }) => summary) }),
  )
  app.get(
    '/api/v1/rules/:id',
    {
      config: { policy: 'person' },
      schema: {
        operationId: 'getRule',
        tags: ['rules'],
        summary: 'One rule, newest version',
        params: Type.Object({ id: Type.String() }),
        response: { 200: RuleFull },
      },
    },
    async (request) => {
      const found = (await all()).find((rule) => rule.id === request.params.id)
      if (found === undefined) throw new Problem(404, 'not-found', 'There is no rule of that id. See GET /api/v1/rules.')
      return found
    },
  )
  app.get(
    '/api/v1/citizens/:id/rules/:ruleId/why',
    {
      config: { policy: 'person' },
      schema: {
        operationId: 'explainRule',
        tags: ['rules'],
        summary: 'Why, or why not, condition by condition',
        params: Type.Object({ id: Type.String({ format: 'uuid' }), ruleId: Type.String() }),
        response: { 200: Explanation },
      },
    },
    async (request) => explainRule(deps, actorOf(request), request.params.id, request.params.ruleId, languageOf(request)),
  )
}
