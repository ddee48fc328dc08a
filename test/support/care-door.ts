// The care record's door for tests: a Bundle in, and what became of each entry in words.
import { buildApp, startTestIssuer } from '@roedtraad/api'
import type { TestMunicipality } from './municipality.ts'

interface Answered {
  status: number
  /** Outcome and reason of each entry: `refused invalid-resource`. */
  outcomes: string[]
  statuses: string[]
  expressions: (string | undefined)[]
}

export interface CareDoor {
  send(system: string, bundle: object): Promise<Answered>
  post(username: string, body: string, headers?: Record<string, string>): Promise<{ status: number; type: string; text: string }>
  close(): Promise<void>
}

interface Entry {
  response: { status: string; outcome: { issue: { details: { coding: { code: string }[] }; expression?: string[] }[] } }
}

/** Opens the door over the municipality's own dependencies. */
export async function openCareDoor(municipality: TestMunicipality): Promise<CareDoor> {
  const issuer = await startTestIssuer()
  const app = await buildApp(municipality.api, { issuerUrl: issuer.url })
  const post: CareDoor['post'] = async (username, body, headers = {}) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/fhir/$import-care-record',
      headers: { authorization: `Bearer ${issuer.mint(username)}`, 'content-type': 'application/fhir+json', ...headers },
      payload: body,
    })
    return { status: answer.statusCode, type: String(answer.headers['content-type']).replace(/;.*$/, ''), text: answer.body }
  }
  return {
    post,
    async send(system, bundle) {
      const { status, text } = await post(system, JSON.stringify(bundle))
      const { entry = [] } = JSON.parse(text) as { entry?: Entry[] }
      const issues = entry.map(({ response }) => response.outcome.issue[0])
      return {
        status,
        outcomes: issues.map((issue) => issue?.details.coding.map(({ code }) => code).join(' ') ?? ''),
        statuses: entry.map(({ response }) => response.status),
        expressions: issues.map((issue) => issue?.expression?.[0]),
      }
    },
    async close() {
      await app.close()
      await issuer.close()
    },
  }
}
