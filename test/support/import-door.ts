// The door of files for tests: bytes in, JSON out, with real tokens over the municipality's own dependencies.
import { buildApp, startTestIssuer } from '@roedtraad/api'
import type { TestMunicipality } from './municipality.ts'

export interface ImportDoor {
  /** A call with a file, or with JSON, or with nothing. */
  call(
    username: string,
    method: 'GET' | 'POST',
    path: string,
    body?: Uint8Array | object,
    headers?: Record<string, string>,
  ): Promise<Answer>
  close(): Promise<void>
}

interface ToldLine {
  line: number
  state: string
  cells: string[] | null
  faults: { column: string | null; code: string; text: string }[]
}

/** Whatever the answers of this door hold; a member that one does not have is undefined at run time. */
export interface AnswerBody {
  id: string
  code: string
  counts: Record<string, number>
  lines: ToldLine[]
  items: ToldLine[]
  nextCursor: string | null
  errors: { field: string }[]
  late: object[]
}

interface Answer {
  status: number
  body: AnswerBody
  text: string
  type: string
}

/** Opens the door. */
export async function openImportDoor(municipality: TestMunicipality): Promise<ImportDoor> {
  const issuer = await startTestIssuer()
  const app = await buildApp(municipality.api, { issuerUrl: issuer.url })
  return {
    async call(username, method, path, body, headers = {}) {
      const isFile = body instanceof Uint8Array
      const type = body === undefined ? {} : { 'content-type': isFile ? 'text/csv' : 'application/json' }
      const answer = await app.inject({
        method,
        url: path,
        headers: { authorization: `Bearer ${issuer.mint(username)}`, ...type, ...headers },
        ...(body === undefined ? {} : { payload: isFile ? Buffer.from(body) : JSON.stringify(body) }),
      })
      const isJson = /json/.test(String(answer.headers['content-type']))
      return {
        status: answer.statusCode,
        body: (isJson ? JSON.parse(answer.body) : {}) as AnswerBody,
        text: answer.body,
        type: String(answer.headers['content-type']),
      }
    },
    async close() {
      await app.close()
      await issuer.close()
    },
  }
}

/** The bytes of a text in UTF-8. */
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
