import { Writable } from 'node:stream'
import { Problem } from '@roedtraad/domain'
import Fastify from 'fastify'
import { Type } from 'typebox'
import { expect, it } from 'vitest'
import { answerProblem, answerProblems } from './answer-problems.ts'
import { logController, loggerOptions, presentError } from './log.ts'
import { observe } from './observe.ts'
import { readBody } from './read-body.ts'
import { validate } from './validate.ts'

const canaries = ['0101701234', 'Kirsten', 'hemmeligt']

async function run(): Promise<string> {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const app = Fastify({
    logger: { ...loggerOptions('trace'), stream },
    logController,
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply),
  })
  app.setValidatorCompiler(validate)
  await app.register(observe, { pool: { totalCount: 0, idleCount: 0, waitingCount: 0 } })
  await app.register(answerProblems, {})
  await app.register(readBody)
  app.post('/citizens/:id', { schema: { body: Type.Object({ name: Type.String({ maxLength: 2 }) }) } }, async () => null)
  app.get('/fail/:id', async () => {
    throw Object.assign(new Error('duplicate key (cpr)=(0101701234) Kirsten'), {
      code: '23505',
      constraint: 'identities_once',
      detail: 'Key (0101701234)',
    })
  })
  const headers = { authorization: 'Bearer hemmeligt', cookie: 'rt_session=hemmeligt', 'content-type': 'application/json' }
  await app.inject({ method: 'POST', url: '/citizens/0101701234?name=Kirsten', headers, payload: { name: 'Kirsten 0101701234' } })
  await app.inject({ method: 'POST', url: '/citizens/0101701234', headers, payload: '{"Kirsten' })
  await app.inject({ url: '/fail/0101701234', headers })
  await app.inject({ url: '/nowhere/0101701234?q=Kirsten', headers })
  await app.inject({ url: '/%zz0101701234', headers })
  await app.close()
  return lines.join('')
}

it('the log names routes and outcomes, and nothing that came in', async () => {
  const log = await run()
  for (const canary of canaries) expect(log).not.toContain(canary)
  expect(log).toContain('"route":"/citizens/:id","status":400')
  expect(log).toContain('"code":"23505","constraint":"identities_once"')
  expect(log).toContain('"route":"-","status":404')
})

it('only the sentences of our own problems are logged', () => {
  expect(presentError(new Problem(503, 'unavailable', 'Try again.'))).toMatchObject({
    type: 'Problem',
    code: 'unavailable',
    message: 'Try again.',
  })
  expect(presentError(new Error('Kirsten\n    at Kirsten 0101701234')).message).toBe('')
  expect(presentError('Kirsten')).toEqual({ type: 'string', message: '', stack: '' })
})
