// POST /fhir/$process-message: the hospital's door. POST /fhir/$import-care-record: the care record's. Both in JSON and XML.
// Refusals of the body are OperationOutcomes, those of the caller are problems.
import { importCareRecord, receiveMessage } from '@roedtraad/use-cases'
import { Type } from 'typebox'
import { actorOf, callerOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'
import { bodyLimit, contentTypes, readMessageBody, sendFault, sendOutcome } from './formats.ts'

const serializerCompiler = () => (body: unknown) => String(body ?? '')
const common = { tags: ['fhir'], consumes: Object.values(contentTypes) }

export const fhir: Slice = async (app, { deps }) => {
  for (const type of Object.values(contentTypes))
    app.addContentTypeParser(type, { parseAs: 'string', bodyLimit }, async (_request: unknown, body: string) => body)
  app.setErrorHandler((error, request, reply) => sendFault(error, request, reply))
  app.post(
    '/fhir/$process-message',
    {
      bodyLimit,
      config: { policy: 'sender' },
      schema: {
        ...common,
        operationId: 'processMessage',
        summary: 'Deliver a MedCom message (HospitalNotification 3.x)',
        description:
          'Answers with a MedCom Acknowledgement in the format of Accept, else of the message. A source whose messages are copies through a distributor is answered 202 without one.',
        response: { 200: Type.String({ description: 'Acknowledgement Bundle.' }), 202: Type.Null() },
      },
      serializerCompiler,
    },
    async (request, reply) => {
      const message = readMessageBody(request)
      const received = await receiveMessage(deps, callerOf(request), message)
      if (received.kind === 'unreadable') return sendOutcome(reply, 400, received.issues, message.answerIn)
      if (received.kind === 'not-acknowledged') return reply.code(202).send(null)
      return reply.type(contentTypes[message.answerIn]).send(received.body)
    },
  )
  app.post(
    '/fhir/$import-care-record',
    {
      bodyLimit,
      config: { policy: 'system' },
      schema: {
        ...common,
        operationId: 'importCareRecord',
        summary: 'Deliver municipal care records (KL, both generations of addresses)',
        description: `A Bundle of type collection, batch or transaction (at most 1,000 entries; a collection of collections too), or one resource: CarePlan, Encounter, Procedure, Observation, ServiceRequest and Patient, and whatever they point at.
Answers with a batch-response (transaction-response): for each entry, in its order, a status and an OperationOutcome that names what became of it (created, corrected, withdrawn, duplicate, superseded, not-kept, left-out, waiting, refused). One bad entry does not sink the others; in a transaction it does, with 422 and an OperationOutcome.
Ids are those of the resources: the same version again is a duplicate, a newer one (meta.versionId, meta.lastUpdated) a correction, entered-in-error a withdrawal.`,
        response: { 200: Type.String({ description: 'Bundle of type batch-response or transaction-response.' }) },
      },
      serializerCompiler,
    },
    async (request, reply) => {
      const message = readMessageBody(request)
      const imported = await importCareRecord(deps, actorOf(request), message)
      if (imported.kind === 'unreadable') return sendOutcome(reply, imported.tooLong ? 413 : 400, imported.issues, message.answerIn)
      if (imported.kind === 'refused-whole') return sendOutcome(reply, 422, imported.issues, message.answerIn)
      return reply.type(contentTypes[message.answerIn]).send(imported.body)
    },
  )
}
