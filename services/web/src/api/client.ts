// The one door to the API: headers that every call carries, and what went wrong in words that a page can show.
import type { FieldProblem, Language } from '@roedtraad/domain'

/** What every call carries. `csrfToken` comes from /api/v1/me; `team` is the acting team. */
export interface CallContext {
  csrfToken: string | null
  team: string | null
  language: Language
}
export interface Answer<T> {
  data: T
  etag: string | null
}
export interface Deed {
  method: 'POST' | 'PUT' | 'DELETE'
  path: string
  body?: unknown
  /** A file instead of a body: it travels as its bytes. */
  file?: Blob
  /** The ETag the reader saw; sent as If-Match. */
  etag?: string
  /** One per deed, not per attempt: a repeated attempt is the same deed. */
  key: string
}
export interface Client {
  get<T>(path: string, signal?: AbortSignal): Promise<Answer<T>>
  send<T>(deed: Deed): Promise<Answer<T>>
}

/** The API answered no: RFC 9457 as thrown by the client. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: FieldProblem[]
  constructor(status: number, code: string, detail: string, errors: FieldProblem[]) {
    super(detail)
    this.name = 'ApiProblem'
    this.status = status
    this.code = code
    this.errors = errors
  }
}

/** Nobody answered: no network, or the service is away. */
export class NoConnection extends Error {
  constructor() {
    super('no connection')
    this.name = 'NoConnection'
  }
}

/** A client for one context. Its calls throw ApiProblem or NoConnection, and pass an abort through. */
export function createClient(context: CallContext): Client {
  const common = {
    Accept: 'application/json',
    'Accept-Language': context.language,
    ...(context.team ? { 'Acting-Team': context.team } : {}),
  }
  return {
    get: (path, signal) => request(path, { headers: common, ...(signal ? { signal } : {}) }),
    send: ({ method, path, body, file, etag, key }) =>
      request(path, {
        method,
        headers: {
          ...common,
          'Idempotency-Key': key,
          ...(context.csrfToken ? { 'X-CSRF-Token': context.csrfToken } : {}),
          ...(etag ? { 'If-Match': etag } : {}),
          ...(file ? { 'Content-Type': 'text/csv' } : body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(file ? { body: file } : body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  }
}

async function request<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  const response = await fetch(path, { credentials: 'same-origin', ...init }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new NoConnection()
  })
  const text = await response.text()
  if (!response.ok) throw toProblem(response.status, text)
  return { data: (text === '' ? null : JSON.parse(text)) as T, etag: response.headers.get('etag') }
}

function toProblem(status: number, text: string): Error {
  if ([502, 503, 504].includes(status)) return new NoConnection()
  const { code = `http-${status}`, detail = '', errors = [] } = parse(text)
  return new ApiProblem(status, code, detail, errors)
}

function parse(text: string): { code?: string; detail?: string; errors?: FieldProblem[] } {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}
