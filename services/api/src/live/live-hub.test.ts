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
  const sayJourney = (team: string, id: string) =>
    hub.hear(JSON.stringify({ municipality: 'roedby', team, alertIds: [], journeyIds: [id] }))
  return { hub, counted, faults, watch, say, sayJourney }
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
  for (const { heard } of nursing) expect(heard).toEqual([{ event: 'alerts', data: { alertIds: ['a', 'b'], open: 1 } }])
  expect(social.heard).toEqual([])
  expect(counted).toEqual(['home-nursing'])
})

it('tells of journeys without counting alerts, gathered like them and beside them', async () => {
  const { watch, say, sayJourney, counted } = setUp()
  const one = watch('home-nursing')
  sayJourney('home-nursing', 'j')
  sayJourney('home-nursing', 'k')
  sayJourney('social-adult', 'l')
  await settle()
  expect([one.heard, counted]).toEqual([[{ event: 'journeys', data: { journeyIds: ['j', 'k'] } }], []])
  sayJourney('home-nursing', 'j')
  say('home-nursing', 'a')
  await settle()
  expect(one.heard.slice(1).map((message) => message.event)).toEqual(['journeys', 'alerts'])
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
  for (const { heard } of [one, two])
    expect(heard).toEqual([
      { event: 'citizens', data: { citizenIds: [] } },
      { event: 'journeys', data: { journeyIds: [] } },
      { event: 'alerts', data: { alertIds: [], open: expect.any(Number) } },
    ])
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
  expect(heard).toEqual([{ event: 'alerts', data: { alertIds: ['b'], open: 4 } }])
})
