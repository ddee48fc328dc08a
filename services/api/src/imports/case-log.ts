// A foreign case log with deadlines, analysed and not kept. Which column is what is said in the address: headings are nobody's data.
import { analyseCaseLog } from '@roedtraad/use-cases'
import { Type } from 'typebox'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'
import { bodyLimit, readFileBody, sendTooLarge } from './file-body.ts'

const Heading = Type.Optional(Type.String({ minLength: 1, maxLength: 100 }))
const Text = Type.Union([Type.String(), Type.Null()])
const Count = Type.Integer({ minimum: 0 })
const MaybeCount = Type.Union([Count, Type.Null()])
const State = Type.Enum(['met', 'missed', 'running', 'overdue', 'without-deadline'])

const CaseLogAnalysis = Type.Object(
  {
    encoding: Type.String(),
    mapping: Type.Object({
      caseId: Type.String(),
      time: Type.String(),
      deadline: Type.String(),
      activity: Text,
      finished: Text,
      resource: Text,
    }),
    steps: Count,
    cases: Count,
    until: Type.Union([Type.String(), Type.Null()], { description: 'The last moment of the log: cases that run are judged there.' }),
    counts: Type.Object({ met: Count, missed: Count, running: Count, overdue: Count, 'without-deadline': Count }),
    medianDaysLate: MaybeCount,
    mostDaysLate: MaybeCount,
    late: Type.Array(
      Type.Object({
        id: Type.String(),
        state: State,
        days: Count,
        deadline: Text,
        finished: Text,
        steps: Count,
        lastStep: Text,
        lastBy: Text,
      }),
      {
        description: 'The fifty latest.',
      },
    ),
    faults: Type.Array(Type.Object({ line: Count, column: Type.String() }), {
      description: 'Rows left out, because this column is empty or no time.',
    }),
  },
  { $id: 'CaseLogAnalysis' },
)
const Wish = Type.Object({
  count: Type.Optional(Type.Enum(['calendar-days', 'working-days'])),
  caseId: Heading,
  time: Heading,
  deadline: Heading,
  activity: Heading,
  finished: Heading,
  resource: Heading,
})

export const caseLogs: Slice = async (app, { deps }) => {
  app.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit }, async (_request: unknown, body: Buffer) => body)
  app.post(
    '/api/v1/case-logs/analysis',
    {
      bodyLimit,
      errorHandler: sendTooLarge,
      config: { policy: 'person' },
      schema: {
        operationId: 'analyseCaseLog',
        tags: ['imports'],
        summary: 'Deadlines met and missed in a case log of another system (CSV, one row a step); nothing is stored',
        description: 'Columns are found by the names of XES, or of Danish or English headings, or as the query names them.',
        consumes: ['text/csv'],
        querystring: Wish,
        response: { 200: CaseLogAnalysis },
      },
    },
    async (request) => {
      const { count = 'calendar-days', ...mapping } = request.query
      const analysis = analyseCaseLog(deps, actorOf(request), readFileBody(request), { mapping, workingDays: count === 'working-days' })
      const { activity = null, finished = null, resource = null } = analysis.mapping
      return { ...analysis, mapping: { ...analysis.mapping, activity, finished, resource } }
    },
  )
}
