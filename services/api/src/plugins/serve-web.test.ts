import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answerProblems } from './answer-problems.ts'
import { policy } from './policy.ts'
import { protect } from './protect.ts'
import { createPageFinder, serveWeb } from './serve-web.ts'

const folder = mkdtempSync(join(tmpdir(), 'roedtraad-web-'))
const page = '<!doctype html><title>Rød Tråd</title>'
let app: FastifyInstance

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), page)
  writeFileSync(join(folder, 'favicon.svg'), '<svg/>')
  writeFileSync(join(folder, 'assets', 'index-4f2a.js'), 'export {}')
  writeFileSync(join(folder, '.env'), 'SECRET=1')
  app = Fastify()
  await app.register(protect, { publicUrl: 'https://roedtraad.example.dk' })
  await app.register(answerProblems, { findPage: createPageFinder(folder) })
  await app.register(policy)
  app.get('/api/v1/thing', { config: { policy: 'public' }, schema: { response: { 200: Type.Null() } } }, async () => null)
  await app.register(serveWeb, { webDist: folder })
  await app.ready()
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

const html = { accept: 'text/html,application/xhtml+xml' }

it.each(['/', '/alerts', '/citizens/0197f3a0/timeline?lane=health', '/apiary', '/documents'])(
  'a browser that asks for %s gets the page, fresh',
  async (url) => {
    const answer = await app.inject({ url, headers: html })
    expect([answer.statusCode, answer.body, answer.headers['cache-control']]).toEqual([200, page, 'no-cache'])
    expect(answer.headers['content-type']).toContain('text/html')
  },
)

it.each(['/api/v1/nothing', '/api', '/fhir/x', '/auth/x', '/docs/x', '/openapi.json'])('%s never becomes the page', async (url) => {
  const answer = await app.inject({ url, headers: html })
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'not-found'])
})

it('what is no browser, or no reading, gets a problem', async () => {
  expect((await app.inject('/alerts')).statusCode).toBe(404)
  expect((await app.inject({ method: 'POST', url: '/alerts', headers: html })).statusCode).toBe(404)
})

it('files with a hash may be kept for ever, others are asked for each time', async () => {
  expect((await app.inject('/assets/index-4f2a.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect((await app.inject('/favicon.svg')).headers['cache-control']).toBe('no-cache')
})

it.each(['/../package.json', '/assets/..%2f..%2fpackage.json', '/assets/%2e%2e/%2e%2e/etc/passwd', '/.env', '/assets/'])(
  '%s leads to no file',
  async (url) => {
    expect((await app.inject(url)).statusCode).toBeGreaterThanOrEqual(400)
  },
)

it('tells the browser what the pages never do', async () => {
  const { headers } = await app.inject({ url: '/', headers: html })
  const policyText = String(headers['content-security-policy'])
  for (const part of [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "frame-ancestors 'none'",
    'upgrade-insecure-requests',
  ])
    expect(policyText).toContain(part)
  expect(policyText).not.toContain("script-src 'self' 'unsafe-inline'")
  expect(headers['strict-transport-security']).toContain('max-age')
  expect([headers['x-content-type-options'], headers['referrer-policy']]).toEqual(['nosniff', 'no-referrer'])
})

it('answers of the service itself are kept by nobody', async () => {
  expect((await app.inject('/api/v1/thing')).headers['cache-control']).toBe('no-store')
})
