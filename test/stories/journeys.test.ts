// Five journeys told to `npm start` over HTTP alone. The product is started anew with CLOCK for each instant, so that months pass in a minute; the stories share the instants.
import { afterAll, describe, expect, test } from 'vitest'
import { type Instance, makeDataDir, startInstance } from '../support/instance.ts'
import { afterClosure } from './journeys/after-closure.ts'
import { oldCouple } from './journeys/old-couple.ts'
import { sickListed } from './journeys/sick-listed.ts'
import { unanswered } from './journeys/unanswered.ts'
import { youngPerson } from './journeys/young-person.ts'
import { World } from './world.ts'

const stories = [sickListed, youngPerson, oldCouple, unanswered, afterClosure]
const instants = [...new Set(stories.flatMap((story) => story.steps.map((step) => step.at)))].sort()

/** From the real now to the instant, as CLOCK takes it. */
function toClock(at: string): string {
  const seconds = Math.round((Date.parse(at) - Date.now()) / 1_000)
  const away = Math.abs(seconds)
  return `${seconds < 0 ? '-' : ''}P${Math.floor(away / 86_400)}DT${away % 86_400}S`
}

describe('journeys', () => {
  const folder = makeDataDir()
  let instance: Instance | undefined
  let shown = ''
  const worldAt = async (at: string): Promise<World> => {
    if (instance === undefined || shown !== at) {
      await instance?.stop()
      instance = await startInstance({ DATA_DIR: folder.dataDir, PORT: '', CLOCK: toClock(at) })
      shown = at
    }
    return new World(instance)
  }
  afterAll(async () => {
    await instance?.stop()
    folder.remove()
  })

  test('each is told forwards, and none stands still for longer than it says', () => {
    for (const { name, steps } of stories)
      expect([name, steps.map((step) => step.at)]).toEqual([name, steps.map((step) => step.at).toSorted()])
  })

  const told = instants.flatMap((at) =>
    stories.flatMap((story) =>
      story.steps.filter((step) => step.at === at).map((step) => [at.slice(0, 16), story.name, step.what, step] as const),
    ),
  )
  test.each(told)('%s %s: %s', async (_at, _name, _what, step) => step.tell(await worldAt(step.at)), 120_000)
})
