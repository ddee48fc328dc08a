// Files of cases and events: what they would become, reading them in, the report, the repair. A file travels as its bytes, because only they tell how it was written.
import {
  continueImport,
  exportRefused,
  getImport,
  importFile,
  listImports,
  listLines,
  previewImport,
  repairLine,
} from '@roedtraad/use-cases'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { languageOf } from '../plugins/language.ts'
import { readIdempotencyKey, requireIfMatch } from '../plugins/preconditions.ts'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'
import { bodyLimit, readFileBody, sendTooLarge } from './file-body.ts'
import { presentLine, presentPreview, presentReport } from './present-import.ts'
import { ImportId, ImportLineList, ImportList, ImportPreview, ImportReport, LineOfImport, LineState, Repair } from './schema.ts'

const config = { policy: 'person' } as const
const tags = ['imports']
const file = { bodyLimit, config, errorHandler: sendTooLarge }
const consumes = ['text/csv']
const portion = 200

export const imports: Slice = async (app, { deps }) => {
  app.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit }, async (_request: unknown, body: Buffer) => body)
  app.post(
    '/api/v1/imports/preview',
    {
      ...file,
      schema: {
        operationId: 'previewImport',
        tags,
        summary: 'What a CSV file would become, line by line; nothing is stored',
        description:
          'Headings: cpr, slags, fra (needed), til, værdi, enhed, team, id, retter, tilbagekalder, detalje.<navn>; English ones are understood too. At most 10 MB and 10,000 lines; UTF-8, UTF-16 or Windows-1252.',
        consumes,
        response: { 200: ImportPreview },
      },
    },
    async (request) => presentPreview(await previewImport(deps, actorOf(request), readFileBody(request)), languageOf(request)),
  )
  app.post(
    '/api/v1/imports',
    {
      ...file,
      schema: {
        operationId: 'importFile',
        tags,
        summary: 'Read a CSV file in; read in twice, its lines are duplicates',
        consumes,
        response: { 201: ImportReport },
      },
    },
    async (request, reply) => {
      const { importId } = await importFile(deps, actorOf(request), readFileBody(request), { key: readIdempotencyKey(request) })
      return send(request, reply.code(201).header('location', `/api/v1/imports/${importId}`), importId)
    },
  )
  const send = async (request: FastifyRequest, reply: FastifyReply, id: string) =>
    reply.send(presentReport(await getImport(deps, actorOf(request), id)))
  app.get(
    '/api/v1/imports',
    {
      config,
      schema: {
        operationId: 'listImports',
        tags,
        summary: 'Files read in for the acting lead’s area, newest first',
        response: { 200: ImportList },
      },
    },
    async (request) => ({ items: (await listImports(deps, actorOf(request))).map(presentReport) }),
  )
  app.get(
    '/api/v1/imports/:id',
    { config, schema: { operationId: 'getImport', tags, summary: 'One file', params: ImportId, response: { 200: ImportReport } } },
    (request, reply) => send(request, reply, request.params.id),
  )
  app.post(
    '/api/v1/imports/:id/continuation',
    {
      config,
      schema: {
        operationId: 'continueImport',
        tags,
        summary: 'Go on with lines that nobody has judged, because the reading was cut off',
        params: ImportId,
        response: { 200: ImportReport },
      },
    },
    async (request, reply) => {
      readIdempotencyKey(request)
      await continueImport(deps, actorOf(request), request.params.id)
      return send(request, reply, request.params.id)
    },
  )
  app.get(
    '/api/v1/imports/:id/lines',
    {
      config,
      schema: {
        operationId: 'listImportLines',
        tags,
        summary: 'What became of the lines',
        params: ImportId,
        querystring: Type.Object({ state: Type.Optional(LineState), cursor: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })) }),
        response: { 200: ImportLineList },
      },
    },
    async (request) => {
      const { state = null, cursor = '0' } = request.query
      const lines = await listLines(deps, actorOf(request), request.params.id, { state, after: Number(cursor), limit: portion + 1 })
      const shown = lines.slice(0, portion)
      const last = shown.at(-1)
      return {
        items: shown.map((line) => presentLine(line, languageOf(request))),
        nextCursor: lines.length > portion && last !== undefined ? String(last.line) : null,
      }
    },
  )
  app.get(
    '/api/v1/imports/:id/refused.csv',
    {
      config: { ...config, teamInQuery: true },
      schema: {
        operationId: 'exportRefused',
        tags,
        summary: 'Refused lines as CSV, with the reason; repaired it can be read in as it is',
        params: ImportId,
        querystring: Type.Object({ team: Type.Optional(Type.String({ maxLength: 60 })) }),
        response: { 200: Type.String() },
      },
      serializerCompiler: () => (body: unknown) => String(body ?? ''),
    },
    async (request, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="afviste-linjer.csv"')
        .header('cache-control', 'no-store')
        .send(await exportRefused(deps, actorOf(request), request.params.id, languageOf(request))),
  )
  app.post(
    '/api/v1/imports/:id/lines/:line/repair',
    {
      config,
      schema: {
        operationId: 'repairImportLine',
        tags,
        summary: 'Change the cells of a refused line, and try it again',
        params: LineOfImport,
        body: Repair,
        response: { 200: ImportLineList },
      },
    },
    async (request) => {
      const { id, line } = request.params
      const version = Number(requireIfMatch(request))
      await repairLine(
        deps,
        actorOf(request),
        { importId: id, line, cells: request.body.cells, version },
        { key: readIdempotencyKey(request) },
      )
      const [changed] = await listLines(deps, actorOf(request), id, { state: null, after: line - 1, limit: 1 })
      return { items: changed === undefined ? [] : [presentLine(changed, languageOf(request))], nextCursor: null }
    },
  )
}
