import { Problem } from '@roedtraad/domain'
import Fastify, { type FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerProblem, answerProblems } from './plugins/answer-problems.ts'
import { readBody } from './plugins/read-body.ts'
import { validate } from './plugins/validate.ts'
import { toProblem } from './problems.ts'

const canary = '010170-1234 Kirsten'
const Body = Type.Object(
  {
    name: Type.String({ minLength: 2, maxLength: 5 }),
    urgency: Type.Optional(Type.Enum(['low', 'high'])),
    age: Type.Optional(Type.Integer({ minimum: 0 })),
    at: Type.Optional(Type.String({ format: 'date-time' })),
    team: Type.Optional(Type.Union([Type.String({ pattern: '^[a-z-]+$' }), Type.Null()])),
    outcome: Type.Optional(Type.Union([Type.Literal('useful'), Type.Literal('known'), Type.Literal('wrong')])),
    list: Type.Optional(Type.Array(Type.Object({ id: Type.String({ format: 'uuid' }) }), { maxItems: 2 })),
  },
  { additionalProperties: false },
)

let app: FastifyInstance
const thrown: { error: unknown } = { error: undefined }

beforeAll(async () => {
  app = Fastify({
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply),
    routerOptions: { maxParamLength: 50 },
  })
  app.setValidatorCompiler(validate)
  await app.register(answerProblems, {})
  await app.register(readBody)
  app.post('/things', { bodyLimit: 2000, schema: { body: Body } }, async (request) => request.body)
  app.get(
    '/things/:id',
    { schema: { querystring: Type.Object({ limit: Type.Integer({ maximum: 50, default: 10 }), open: Type.Optional(Type.Boolean()) }) } },
    async (request) => request.query,
  )
  app.get(
    '/throw',
    { schema: { response: { 200: Type.Object({ fine: Type.Boolean() }), '4xx': Type.Object({ only: Type.String() }) } } },
    async () => {
      throw thrown.error
    },
  )
})
afterAll(() => app.close())

const post = (payload: string, contentType = 'application/json') =>
  app.inject({ method: 'POST', url: '/things', headers: { 'content-type': contentType }, payload })
const throwing = (error: unknown) => {
  thrown.error = error
  return app.inject('/throw')
}

describe('what a schema finds wrong is named field by field, without the value', () => {
  it.each([
    [{}, 'body.name', 'is missing'],
    [{ name: 5 }, 'body.name', 'has the wrong type'],
    [{ name: 'a' }, 'body.name', 'is too short'],
    [{ name: canary }, 'body.name', 'is too long'],
    [{ name: 'abc', urgency: canary }, 'body.urgency', 'is none of the values known here'],
    [{ name: 'abc', age: -1 }, 'body.age', 'is too small'],
    [{ name: 'abc', age: '7' }, 'body.age', 'has the wrong type'],
    [{ name: 'abc', at: canary }, 'body.at', 'has the wrong form'],
    [{ name: 'abc', team: canary }, 'body.team', 'has the wrong form'],
    [{ name: 'abc', list: [{ id: canary }] }, 'body.list.0.id', 'has the wrong form'],
    [{ name: 'abc', list: [1, 2, 3] }, 'body.list', 'has too many items'],
    [{ name: 'abc', surname: 'x' }, 'body.surname', 'is not known here'],
    [{ name: 'abc', [canary]: 'x' }, 'body.?', 'is not known here'],
  ])('%j', async (body, field, problem) => {
    const answer = await post(JSON.stringify(body))
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    const document = answer.json()
    expect(document).toMatchObject({ type: 'urn:roedtraad:problem:invalid-request', status: 400, code: 'invalid-request' })
    expect(document.errors).toContainEqual(expect.objectContaining({ field, problem, remedy: expect.stringMatching(/\.$/) }))
    expect(answer.body).not.toContain('010170')
    expect(answer.body).not.toContain('Kirsten')
  })
  it('a choice says one thing: the words, the types, or what the nearest branch misses', async () => {
    const told = async (body: object) => (await post(JSON.stringify({ name: 'abc', ...body }))).json().errors
    const outcome = { field: 'body.outcome', problem: 'is none of the values known here', remedy: 'Send one of: useful, known, wrong.' }
    expect(await told({ outcome: 'great' })).toEqual([outcome])
    expect(await told({ team: 7 })).toEqual([{ field: 'body.team', problem: 'has the wrong type', remedy: 'Send string or null.' }])
    expect(await told({ team: 'A B' })).toEqual([
      { field: 'body.team', problem: 'has the wrong form', remedy: 'Send what fits ^[a-z-]+$.' },
    ])
  })
  it('several faults come together', async () => {
    const { errors } = (await post(JSON.stringify({ age: -1, urgency: 'x' }))).json()
    expect(errors.map((error: { field: string }) => error.field).sort()).toEqual(['body.age', 'body.name', 'body.urgency'])
  })
  it('query text is converted and gets its defaults; a wrong one is named', async () => {
    expect((await app.inject('/things/1?limit=5&open=true')).json()).toEqual({ limit: 5, open: true })
    expect((await app.inject('/things/1')).json()).toEqual({ limit: 10 })
    expect((await app.inject('/things/1?limit=many')).json().errors[0]).toMatchObject({
      field: 'query.limit',
      problem: 'has the wrong type',
    })
  })
  it('a good body passes unchanged', async () => {
    const good = { name: 'abc', team: null, list: [{ id: '0197f3a0-0000-7000-8000-000000000000' }] }
    expect((await post(JSON.stringify(good))).json()).toEqual(good)
  })
})

describe('what never reaches a handler is a problem too', () => {
  it.each([
    ['no JSON', () => post('{"name":'), 400, 'invalid-json'],
    ['a prototype in JSON', () => post('{"__proto__":{"a":1}}'), 400, 'invalid-json'],
    ['an empty body', () => post(''), 400, 'invalid-request'],
    ['half a character', () => post('{"name":"a\\ud800b"}'), 400, 'half-character'],
    ['a NUL character', () => post('{"name":"a\\u0000b"}'), 400, 'nul-character'],
    ['deep nesting', () => post(`${'['.repeat(65)}${']'.repeat(65)}`), 400, 'too-deep'],
    ['a body too large', () => post(JSON.stringify({ name: 'x'.repeat(3000) })), 413, 'body-too-large'],
    ['text', () => post('name', 'text/plain'), 415, 'unsupported-media-type'],
    ['a Content-Type with rubbish', () => post('{}', 'application/json\tx'), 415, 'unsupported-media-type'],
    ['an unknown address', () => app.inject('/nothing/here'), 404, 'not-found'],
    ['another method', () => app.inject({ method: 'PUT', url: '/things' }), 405, 'method-not-allowed'],
    ['another method on a pattern', () => app.inject({ method: 'DELETE', url: '/things/abc?x=1' }), 405, 'method-not-allowed'],
    ['a percent sign alone', () => app.inject('/things/%zz'), 400, 'invalid-url'],
    ['a part that is too long', () => app.inject(`/things/${'x'.repeat(60)}`), 414, 'url-too-long'],
  ])('%s', async (_name, send, status, code) => {
    const answer = await send()
    expect([answer.statusCode, answer.json().code, answer.json().status]).toEqual([status, code, status])
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })
  it('405 says what is allowed', async () => {
    expect((await app.inject({ method: 'PUT', url: '/things' })).headers.allow).toBe('POST')
    expect((await app.inject({ method: 'PUT', url: '/things/a' })).headers.allow).toBe('GET, HEAD')
  })
  it('brackets in a string are no nesting', async () => {
    expect((await post(JSON.stringify({ name: '[[[[' }))).statusCode).toBe(200)
  })
})

const withCode = (code: string, message = canary) => Object.assign(new Error(message), { code })

describe('what handlers throw', () => {
  it('a problem of a use case goes out as it is, whatever the response schema says', async () => {
    const answer = await throwing(new Problem(412, 'stale', 'Read it again.', [{ field: 'If-Match', problem: 'is old', remedy: 'Read.' }]))
    expect(answer.json()).toEqual({
      type: 'urn:roedtraad:problem:stale',
      title: 'Changed in the meantime',
      status: 412,
      code: 'stale',
      detail: 'Read it again.',
      errors: [{ field: 'If-Match', problem: 'is old', remedy: 'Read.' }],
    })
  })
  it.each(['57P01', '57P03', '08006', '53300', 'ECONNREFUSED', 'ECONNRESET', '40001', '57014'])(
    'a database that is away (%s) is 503 with Retry-After',
    async (code) => {
      const answer = await throwing(withCode(code))
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5'])
      expect(answer.body).not.toContain(canary)
    },
  )
  it.each([
    'timeout exceeded when trying to connect',
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
  ])('%s is 503', async (message) => {
    expect((await throwing(new Error(message))).statusCode).toBe(503)
  })
  it.each(['FAST_JWT_INVALID_ALGORITHM', 'FST_JWT_AUTHORIZATION_TOKEN_EXPIRED', 'FAST_JWT_KEY_FETCHING_ERROR'])(
    '%s is 401 with WWW-Authenticate',
    async (code) => {
      const answer = await throwing(withCode(code))
      expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([401, 'Bearer realm="roedtraad", error="invalid_token"'])
    },
  )
  it.each([
    new Error(canary),
    new TypeError(canary),
    withCode('23505'),
    withCode('22P02'),
    withCode('42501'),
    Object.assign(new Error(canary), { statusCode: 200 }),
    Object.assign(new Error(canary), { statusCode: 599 }),
    canary,
    null,
    { message: canary },
  ])('anything else is a 500 that tells nothing (%#)', async (error) => {
    const answer = error === null ? undefined : await throwing(error)
    expect(toProblem(error)).toMatchObject({ status: 500, code: 'unforeseen' })
    if (answer) {
      expect(answer.statusCode).toBe(500)
      expect(answer.body).not.toContain('010170')
      expect(answer.headers['content-type']).toContain('application/problem+json')
    }
  })
})
