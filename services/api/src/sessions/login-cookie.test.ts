import { expect, it } from 'vitest'
import { toLocalPath } from './login-cookie.ts'

it.each(['/', '/alerts', '/citizens/1?lane=health#top', '/a/b/../c', '/authors'])('%s is a path of our own', (path) => {
  expect(toLocalPath(path)).toBe(new URL(path, 'http://x').href.slice('http://x'.length))
})

it.each([
  undefined,
  '',
  'alerts',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/a\\..\\evil',
  'https://evil.example',
  'javascript:alert(1)',
  '/\tevil',
  '/\n/evil.example',
  ' /alerts',
  '/æble',
  '/auth/login',
  '/auth/callback?code=1',
  '/x/../auth/login',
  `/${'x'.repeat(600)}`,
])('%j goes to the first page', (path) => {
  expect(toLocalPath(path)).toBe('/')
})

it('a path that climbs to two slashes stays here', () => {
  for (const path of ['/.//evil.example', '/a/..//evil.example', '/%2f/evil.example']) {
    const result = toLocalPath(path)
    expect(new URL(result, 'http://here').host).toBe('here')
  }
})
