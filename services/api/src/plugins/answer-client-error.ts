// What never becomes a request: broken HTTP, headers too large, senders too slow. Answered on the bare socket, as a problem too.

import type { Socket } from 'node:net'
import { Problem } from '@roedtraad/domain'
import type { ConnectionError } from 'fastify'
import { presentProblem } from '../problems.ts'

const kinds: Record<string, [number, string, string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'request-timeout', 'The request did not arrive in time.'],
  HPE_HEADER_OVERFLOW: [431, 'headers-too-large', 'The headers are larger than this service accepts.'],
}
const lines: Record<number, string> = { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' }

/** Answers and closes the connection. */
export function answerClientError(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const problem = new Problem(...(kinds[error.code] ?? ([400, 'invalid-http', 'This is not HTTP that can be read.'] as const)))
  const body = JSON.stringify(presentProblem(problem))
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${problem.status} ${lines[problem.status]}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    )
  }
  socket.destroySoon()
}
