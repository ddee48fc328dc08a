import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { holdPort } from './ports.ts'

/** A service that is slow to listen on the socket it is handed. */
const slow = `import { createServer } from 'node:http'
process.once('message', (word, socket) => setTimeout(() => createServer((_, response) => response.end('mine')).listen(socket), 300))`

test('a port that is handed over can be taken by nobody in between, and the child answers on it', async () => {
  const held = await holdPort(undefined)
  const child = spawn(process.execPath, ['--input-type=module', '-e', slow], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  try {
    await held.handTo(child)
    await expect(holdPort(held.port)).rejects.toThrow(/is taken by another program/)
    expect(await (await fetch(`http://127.0.0.1:${held.port}/`)).text()).toBe('mine')
  } finally {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  await (await holdPort(held.port)).release()
})

test('while a port is held, whoever asks is told to come again', async () => {
  const held = await holdPort(undefined)
  const answer = await fetch(`http://127.0.0.1:${held.port}/`)
  expect([answer.status, answer.headers.get('retry-after'), ((await answer.json()) as { code: string }).code]).toEqual([
    503,
    '2',
    'starting',
  ])
  await held.release()
})
