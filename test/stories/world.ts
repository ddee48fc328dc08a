// What a story of a journey does and looks at: over HTTP, as the people of the municipality, at the instant that the product's clock shows.
import { writeBundle } from '../support/bundle.ts'
import type { Instance } from '../support/instance.ts'

const cpr = 'urn:oid:1.2.208.176.1.2'

/** One instant of a story. `what` is the promise that it keeps; times are UTC. */
export interface Step {
  at: string
  what: string
  tell(world: World): Promise<void>
}
export interface Story {
  name: string
  steps: readonly Step[]
}

export interface Answer {
  status: number
  body: Record<string, unknown>
}

interface Listed {
  id: string
  citizen: { name: string }
  loose: { text: string } | null
  waiting: number
  overdue: number
  isNew: boolean
}

export interface Journey extends Record<string, unknown> {
  etag: string
  status: string
  threadText: string
  citizen: { name: string; age: number }
  coordinator: { name: string; team: string } | null
  teams: { team: string; to: string | null; standing: { stands: boolean } | null }[]
  loops: Record<string, unknown>[]
  goals: Record<string, unknown>[]
  activities: Record<string, unknown>[]
  history: { id: string; deed: string; text: string; by: { name: string } | null; withdrawn: boolean; at: string }[]
}

export class World {
  readonly #instance: Instance
  constructor(instance: Instance) {
    this.#instance = instance
  }

  /** A call as this user; `etag` goes as If-Match. */
  async call(username: string, method: string, path: string, body?: unknown, etag?: string): Promise<Answer> {
    const answer = await this.#instance.call(username, method, path, body, etag === undefined ? {} : { 'if-match': etag })
    return { status: answer.status, body: (typeof answer.body === 'string' ? {} : answer.body) as Record<string, unknown> }
  }

  /** Events about one citizen, from the care record, employment or social services by their kind: [kind, time, data]. */
  async hear(number: string, ...events: [string, string, Record<string, unknown>?][]): Promise<void> {
    for (const [kind, time, data = {}] of events) {
      const system = /^(sickleave|employment|jobseeker)/.test(kind) ? 'employment' : kind.startsWith('social') ? 'social' : 'carerecord'
      const event = {
        specversion: '1.0',
        id: crypto.randomUUID(),
        source: `urn:${system}:story`,
        type: `dk.roedtraad.${kind}`,
        time,
        data: { citizen: { system: cpr, value: number }, ...data },
      }
      const { body } = await this.#instance.call(`system.${system}`, 'POST', '/api/v1/events', [event], {
        'content-type': 'application/cloudevents-batch+json',
      })
      if ((body as { accepted?: number }).accepted !== 1) throw new Error(`${kind} was not taken in: ${JSON.stringify(body)}`)
    }
  }

  /** A hospital's message. */
  async hospital(message: Parameters<typeof writeBundle>[0]): Promise<void> {
    const answer = await this.#instance.call('system.hospital', 'POST', '/fhir/$process-message', writeBundle(message), {
      'content-type': 'application/fhir+json',
    })
    if (!answer.text.includes('"code":"ok"')) throw new Error(`the hospital was refused: ${answer.text}`)
  }

  /** The citizen's id, as any caseworker finds it by the number. */
  async find(username: string, number: string): Promise<string> {
    const { body } = await this.call(username, 'POST', '/api/v1/citizens/search', { identifier: { system: cpr, value: number } })
    return (body['items'] as { id: string }[])[0]?.id ?? ''
  }

  async open(username: string, citizenId: string, reason: string, statute = 'RSL-5', level = 'coordinate'): Promise<string> {
    const { status, body } = await this.call(username, 'POST', '/api/v1/journeys', { citizenId, level, ground: { statute }, reason })
    if (status !== 201) throw new Error(`${username} could not open: ${JSON.stringify(body)}`)
    return String(body['id'])
  }

  /** Does one deed at the version that the doer sees; throws the code of a refusal. The answer is the journey after it, or nothing for a team that left. */
  async does(username: string, id: string, deed: string, detail: Record<string, unknown> = {}): Promise<Journey> {
    const { etag } = await this.sees(username, id)
    return this.#expectDone(
      `${username}: ${deed}`,
      await this.call(username, 'POST', `/api/v1/journeys/${id}/deeds`, { deed, detail }, etag),
    )
  }

  /** Withdraws (a reason) or corrects (a detail) an earlier deed. */
  async revises(
    username: string,
    id: string,
    deedId: string,
    how: { reason: string } | { detail: Record<string, unknown> },
  ): Promise<Journey> {
    const { etag } = await this.sees(username, id)
    const door = 'reason' in how ? 'withdrawal' : 'correction'
    return this.#expectDone(
      `${username}: ${door}`,
      await this.call(username, 'POST', `/api/v1/journeys/${id}/deeds/${deedId}/${door}`, how, etag),
    )
  }

  #expectDone(what: string, { status, body }: Answer): Journey {
    if (status >= 300) throw new Error(`${what} was refused: ${JSON.stringify(body)}`)
    return body as Journey
  }

  /** The journey as this user sees it; throws where she does not. */
  async sees(username: string, id: string): Promise<Journey> {
    const { status, body } = await this.call(username, 'GET', `/api/v1/journeys/${id}`)
    if (status !== 200) throw new Error(`${username} does not see the journey (${status})`)
    return body as Journey
  }

  /** `sees`, or the code of the refusal. */
  async mayShe(username: string, id: string): Promise<unknown> {
    const { status, body } = await this.call(username, 'GET', `/api/v1/journeys/${id}`)
    return status === 200 ? 'sees' : body['code']
  }

  async thread(username: string, id: string): Promise<string> {
    return (await this.sees(username, id)).threadText
  }

  /** Whether this journey stands in a list of this user, and with what; undefined where it does not. */
  async listed(username: string, id: string, query = ''): Promise<Listed | undefined> {
    const { body } = await this.call(username, 'GET', `/api/v1/journeys${query}`)
    return (body['items'] as Listed[]).find((item) => item.id === id)
  }

  /** Kinds of fact in the lanes of the citizen's page, by area; an area that is closed is not there. */
  async lanes(username: string, citizenId: string): Promise<Record<string, string[]>> {
    const { body } = await this.call(username, 'GET', `/api/v1/citizens/${citizenId}`)
    const lanes = body['lanes'] as { area: { id: string }; open: boolean; facts: { kind: string }[] }[]
    return Object.fromEntries(lanes.filter((lane) => lane.open).map((lane) => [lane.area.id, lane.facts.map((fact) => fact.kind).sort()]))
  }

  /** Alerts of the user's team about this citizen: [rule, status, why closed]. */
  async alerts(username: string, citizenId: string): Promise<(string | null)[][]> {
    const { body } = await this.call(username, 'GET', '/api/v1/alerts')
    const items = body['items'] as { citizenId: string; rule: { id: string }; status: string; closedBecause: string | null }[]
    return items.filter((item) => item.citizenId === citizenId).map((item) => [item.rule.id, item.status, item.closedBecause])
  }
}
