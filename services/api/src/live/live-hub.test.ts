import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { LiveHub, type LiveMessage, type Watcher } from './live-hub.ts'

function setUp() {
  const counted: string[] = []
  const faults: unknown[] = []
  const hub = new LiveHub(
    'roedby',
    async (watcher: Watcher) => {
      counted.push(watcher.team)
      return counted.length
    },
    (error) => faults.push(error),
  )
  const watch = (team: string) => {
    const heard: LiveMessage[] = []
    return { heard, leave: hub.watch({ team, tell: (message) => heard.push(message) }) }
  }
  const say = (team: unknown, ...alertIds: unknown[]) => hub.hear(JSON.stringify({ municipality: 'roedby', team, alertIds }))
  return { hub, counted, faults, watch, say }
}
const settle = () => wait(150)

it('tells only the teams that are asked, and gathers what comes together', async () => {
  const { watch, say, counted } = setUp()
  const nursing = [watch('home-nursing'), watch('home-nursing')]
  const social = watch('social-adult')
  say('home-nursing', 'a')
  say('benefits', 'b')
  say('home-nursing', 'a', 'b')
  await settle()
  for (const { heard } of nursing) expect(heard).toEqual([{ alertIds: ['a', 'b'], open: 1 }])
  expect(social.heard).toEqual([])
  expect(counted).toEqual(['home-nursing'])
})

it('ignores what is not a message of the channel', async () => {
  const { hub, watch, say } = setUp()
  const one = watch('home-nursing')
  const elsewhere = JSON.stringify({ municipality: 'other', team: 'home-nursing', alertIds: ['a'] })
  for (const payload of ['', 'x', 'null', '[]', elsewhere, '{"municipality":"roedby","team":"home-nursing"}']) hub.hear(payload)
  say(7, 'a')
  say(['home-nursing'], 'a')
  await settle()
  expect(one.heard).toEqual([])
})

it('after a break everybody is told to look', async () => {
  const { hub, watch } = setUp()
  const [one, two] = [watch('home-nursing'), watch('social-adult')]
  hub.tellAll()
  await settle()
  expect([one.heard, two.heard].map(([message]) => message?.alertIds)).toEqual([[], []])
})

it('who left hears nothing, and the others still do', async () => {
  const { watch, say } = setUp()
  const gone = watch('home-nursing')
  const stays = watch('home-nursing')
  gone.leave()
  gone.leave()
  say('home-nursing', 'a')
  await settle()
  expect([gone.heard.length, stays.heard.length]).toEqual([0, 1])
})

it('a team that comes back after the last one left is told', async () => {
  const { watch, say } = setUp()
  const first = watch('home-nursing')
  first.leave()
  const second = watch('home-nursing')
  first.leave()
  say('home-nursing', 'a')
  await settle()
  expect(second.heard).toHaveLength(1)
})

it('a count that fails is a fault told, and the next change is told as before', async () => {
  const faults: unknown[] = []
  let fails = true
  const hub = new LiveHub(
    'roedby',
    async () => {
      if (fails) throw new Error('no database')
      return 4
    },
    (error) => faults.push(error),
  )
  const heard: LiveMessage[] = []
  hub.watch({ team: 't', tell: (message) => heard.push(message) })
  hub.hear('{"municipality":"roedby","team":"t","alertIds":["a"]}')
  await settle()
  fails = false
  hub.hear('{"municipality":"roedby","team":"t","alertIds":["b"]}')
  await settle()
  expect(faults).toHaveLength(1)
  expect(heard).toEqual([{ alertIds: ['b'], open: 4 }])
})
