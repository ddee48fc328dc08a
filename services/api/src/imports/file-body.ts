// A file as the body of a request: its bytes, and no more than 10 MB of them.
import { Problem } from '@roedtraad/domain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { toProblem } from '../problems.ts'

export const bodyLimit = 10 * 1024 * 1024

/** The bytes. Throws Problem 415 when the body is no file. */
export function readFileBody(request: Pick<FastifyRequest, 'body'>): Uint8Array {
  if (!(request.body instanceof Uint8Array)) throw new Problem(415, 'unsupported-media-type', 'Send the file itself, as text/csv.')
  return request.body
}

/** Says how much is too much. */
export function sendTooLarge(error: unknown, _request: FastifyRequest, _reply: FastifyReply): never {
  const problem = toProblem(error)
  if (problem.code !== 'body-too-large') throw error
  throw new Problem(413, 'file-too-large', 'The file is larger than 10 MB. Divide it, and read the parts in one by one.')
}
