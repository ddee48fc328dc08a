// Thousands of generated histories: what our reading and fold make of the messages must be what truly happened, in whatever order they
// arrive. The seed is printed; ROEDTRAAD_SEED repeats a run, ROEDTRAAD_HISTORIES sets how many.
import { toXml } from '@roedtraad/exchange'
import { beforeAll, describe, expect, it } from 'vitest'
import { readPlainly } from './plain-message.ts'
import { readReceived } from './product-reader.ts'
import { decider, nameEpisode, saboteurs } from './saboteurs.ts'
import { explain, makeCase, type Reader, survey, type Verdict } from './survey.ts'
import type { Sending } from './write-messages.ts'

const seed = Number(process.env.ROEDTRAAD_SEED ?? Date.now() % 1_000_000_000)
const count = Number(process.env.ROEDTRAAD_HISTORIES ?? 5000)

/** Our product. Every tenth message or so comes as XML; and each message must be known again when it is sent again. */
const product: Reader = (sendings) => {
  const reading = readReceived(sendings.map(toReceived), (identifiers) => nameEpisode({ episodes: identifiers }))
  const told = new Set(sendings.map(({ deed }) => deed)).size
  if (reading.different !== told) throw new Error(`${told} messages were taken for ${reading.different}`)
  return reading.truth
}

function toReceived({ bundle }: Sending, index: number) {
  const body = JSON.stringify(bundle)
  const asXml = body.length % 10 === index % 10
  return asXml ? { body: toXml(bundle), format: 'xml' as const } : { body, format: 'json' as const }
}

describe('generated hospital histories', () => {
  let verdicts: Map<string, Verdict>
  const readers = new Map<string, Reader>([['product', product], ['decider', decider], ...saboteurs])

  beforeAll(() => {
    const began = performance.now()
    verdicts = survey(readers, seed, count)
    const seconds = (performance.now() - began) / 1000
    const wrong = [...verdicts].map(([name, verdict]) => `${name} ${verdict.wrong}`).join(', ')
    console.log(`seed ${seed}: ${count} histories in ${seconds.toFixed(1)} s (${Math.round(count / seconds)}/s); wrong: ${wrong}`)
  }, 120_000)

  function reasonWhyWrong(name: string, reader: Reader): string {
    const smallest = verdicts.get(name)?.smallest
    return smallest === undefined ? '' : explain(reader, smallest)
  }

  it('use every code of the standard, and tell and take back deaths', () => {
    const messages = Array.from({ length: 1000 }, (_, index) =>
      makeCase(seed + index).sendings.map(({ bundle }) => readPlainly(bundle, 0)),
    ).flat()
    const told = new Set(
      messages.map(({ act, step, class: kind, deceased }) => (deceased === null ? `${act} ${step} ${kind}` : `${deceased}`)),
    )
    const steps = ['admit-emergency EMER', 'admit-inpatient IMP', 'start-leave IMP', 'end-leave IMP', 'discharge EMER', 'discharge IMP']
    const all = ['tell', 'revise', 'cancel'].flatMap((act) => steps.map((step) => `${act} ${step}`))
    expect([...told].sort()).toEqual([...all, 'true', 'false'].sort())
  })

  it('can be decided from their messages alone', () => {
    expect(reasonWhyWrong('decider', decider)).toBe('')
  })

  it('are read as they were, whatever the order of arrival', () => {
    expect(reasonWhyWrong('product', product)).toBe('')
  })

  it.each([...saboteurs.keys()])('catch the saboteur: %s', (name) => {
    expect(verdicts.get(name)?.wrong).toBeGreaterThan(0)
  })
})
