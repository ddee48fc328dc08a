// Runs many histories past many readers in one pass and keeps, of each reader, how often it was wrong and the smallest history it got wrong.
import { generateHistory } from './generate-history.ts'
import { type Deed, presentDeed, presentTruth, type Truth } from './history.ts'
import { readHistory } from './naive-reader.ts'
import { type PlainMessage, readPlainly } from './plain-message.ts'
import { createRandom } from './random.ts'
import { shrinkHistory } from './shrink.ts'
import { type Sending, sendMessages } from './write-messages.ts'

export interface Case {
  seed: number
  history: readonly Deed[]
  sendings: Sending[]
  expected: string[]
}

/** A reader that is judged. It gets the messages in order of arrival and may throw, which is wrong too. */
export type Reader = (sendings: readonly Sending[]) => Truth

export interface Verdict {
  wrong: number
  smallest: Case | undefined
}

/** The case of a seed: lengths 1 to 14 in turn, every fourth written late. */
export function makeCase(seed: number): Case {
  const random = createRandom(seed)
  const history = generateHistory(random, 1 + (seed % 14), seed % 4 === 0)
  return { seed, history, sendings: sendMessages(history, random, { tidy: false }), expected: presentTruth(readHistory(history)) }
}

/** Judges every reader over `count` histories from `firstSeed` on. */
export function survey(readers: Map<string, Reader>, firstSeed: number, count: number): Map<string, Verdict> {
  const verdicts = new Map([...readers.keys()].map((name) => [name, { wrong: 0, smallest: undefined } as Verdict]))
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const made = makeCase(seed)
    for (const [name, reader] of readers) {
      const verdict = verdicts.get(name)
      if (verdict === undefined || isRight(reader, made)) continue
      verdict.wrong++
      if (verdict.smallest === undefined || made.history.length < verdict.smallest.history.length) verdict.smallest = made
    }
  }
  return verdicts
}

function isRight(reader: Reader, { sendings, expected }: Case): boolean {
  return answerOf(reader, sendings).join('\n') === expected.join('\n')
}

function answerOf(reader: Reader, sendings: readonly Sending[]): string[] {
  try {
    return presentTruth(reader(sendings))
  } catch (error) {
    return [`threw ${error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' ') : String(error)}`]
  }
}

/** A failing case, made small, in words: the history, the messages as they arrived, what is true and what was read. */
export function explain(reader: Reader, failing: Case): string {
  const tries = (history: readonly Deed[]): Case[] =>
    [true, false, false, false, false].map((tidy, index) => ({
      seed: failing.seed,
      history,
      sendings: sendMessages(history, createRandom(failing.seed + index), { tidy }),
      expected: presentTruth(readHistory(history)),
    }))
  const smaller = shrinkHistory(failing.history, (history) => tries(history).some((made) => !isRight(reader, made)))
  const shown = tries(smaller).find((made) => !isRight(reader, made)) ?? failing
  const messages = shown.sendings.map(({ deed, bundle }, index) => `  ${presentMessage(deed, readPlainly(bundle, index))}`)
  return [
    `seed ${failing.seed}; what happened:`,
    ...shown.history.map((deed) => `  ${presentDeed(deed)}`),
    'messages as they arrived:',
    ...messages,
    'true:',
    ...shown.expected.map((line) => `  ${line}`),
    'read:',
    ...answerOf(reader, shown.sendings).map((line) => `  ${line}`),
  ].join('\n')
}

function presentMessage(deed: number, message: PlainMessage): string {
  const { act, step, provider, start, end, leave, deceased, status, occurredAt, headerId } = message
  const times = `period ${start}–${end ?? ''}${leave === null ? '' : ` leave ${leave.start}–${leave.end ?? ''}`}`
  const life = deceased === null ? '' : ` deceased=${deceased}`
  const revises = message.revises.map((id) => id.slice(0, 8)).join()
  return `#${deed} ${act} ${step}${life} ${message.class} at ${provider} [${message.episodes}] ${times} status=${status} occurred ${occurredAt} header ${headerId.slice(0, 8)} entity ${revises}`
}
