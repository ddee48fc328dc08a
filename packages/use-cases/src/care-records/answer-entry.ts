// What became of an entry of a care record, in the words of its answer.
import type { EventDeed } from '@roedtraad/domain'
import type { EntryAnswer, EntryOutcome, ReadResource, Told } from '@roedtraad/exchange'
import type { Verdict } from '../events/arrival.ts'
import type { Plan } from './plan-deeds.ts'

const taken: Readonly<Record<EventDeed, EntryOutcome>> = { record: 'created', correct: 'corrected', withdraw: 'withdrawn' }

const refusals: Readonly<Record<string, string>> = {
  'kind-not-yours': 'It belongs to an area that this system does not send for: let the system of that area send it.',
  'id-reused': 'The same version was sent before with another content: send a new meta.versionId and meta.lastUpdated.',
  'source-not-yours': 'Bundle.meta.source is not a source of this system.',
  'correction-of-other-kind': 'It was told before as another kind of event: take that back first, with the status entered-in-error.',
}

/** The answer to an entry that changes nothing, because it cannot be read or tells nothing. */
export function answerRead(read: ReadResource): EntryAnswer {
  if (read.kind === 'told') throw new Error('what is told is answered with what became of it')
  if (read.kind === 'refused')
    return { resource: read.resource, outcome: 'refused', because: 'invalid-resource', text: '', issues: read.issues }
  return { resource: read.resource, outcome: 'left-out', because: read.because, text: read.text, issues: [] }
}

/** The answer to an entry that tells something. The worst of its events speaks for it. */
export function answerTold(told: Told, plan: Plan, judged: readonly { deed: EventDeed; verdict: Verdict }[]): EntryAnswer {
  const answer = (outcome: EntryOutcome, because: string | null, text: string): EntryAnswer => ({
    resource: told.resource,
    outcome,
    because,
    text,
    issues: [],
  })
  if (plan.idle === 'superseded') return answer('superseded', null, 'A later version is known here.')
  if (plan.idle === 'unchanged') return answer('duplicate', null, 'It is known here already.')
  if (plan.idle === 'nothing') return answer('left-out', told.because ?? 'nothing-to-take-back', told.text)
  const quarantined = judged.flatMap(({ verdict }) => (verdict.kind === 'quarantined' ? [verdict.problem] : []))
  const problem = quarantined.find((one) => one !== 'unknown-citizen') ?? quarantined[0]
  if (problem === 'unknown-citizen')
    return answer('waiting', problem, 'The citizen is not known here yet. It is taken in by itself when she is.')
  if (problem !== undefined) return answer('refused', problem, refusals[problem] ?? `It cannot be taken in: ${problem}.`)
  const deeds = judged.filter(({ verdict }) => verdict.kind === 'accepted').map(({ deed }) => deed)
  const first = (['record', 'correct', 'withdraw'] as const).find((deed) => deeds.includes(deed))
  if (first !== undefined) return answer(taken[first], null, told.text)
  if (judged.some(({ verdict }) => verdict.kind === 'not-kept'))
    return answer('not-kept', 'no-open-case', 'The citizen has no open case that needs it: nothing was stored.')
  return answer('duplicate', null, 'It is known here already.')
}
