// Whether somebody may do something to a journey as it stands: first who, then whether the state allows it, then whether it says what it must.
import { badField, type Deed, type Doer, type Refusal, type Who } from './deed.ts'
import { findDeedRule } from './deeds/index.ts'
import { findMisfit, foldJourney, listStanding, listWithdrawn } from './fold-journey.ts'
import { type Journey, takesPart } from './journey.ts'

export type DeedDecision = { allowed: true } | { allowed: false; refusal: Refusal }

const no = (refusal: Refusal): DeedDecision => ({ allowed: false, refusal })
const yes: DeedDecision = { allowed: true }

/** What is asked: a deed with its detail (already of the right shape), or the withdrawal or correction of an earlier one. */
export interface Proposal {
  id: string
  at: string
  deed: string
  detail: Record<string, unknown>
  targetId: string | null
}

/**
 * Decides over the whole history in order of `seq`; an empty one allows `open` alone. `serves`: the acting team serves the citizen, which lets it join by itself.
 * The codes of refusal are stable; docs in the table of deeds, rule by rule.
 */
export function decideDeed(deeds: readonly Deed[], proposal: Proposal, doer: Doer, serves = false): DeedDecision {
  if (deeds.length === 0) return proposal.deed === 'open' ? yes : no(notOpened)
  if (proposal.deed === 'open') return no({ status: 409, code: 'journey-exists', because: 'The journey is opened already.' })
  const journey = foldJourney(deeds)
  if (proposal.deed === 'withdraw' || proposal.deed === 'correct') return decideRevision(deeds, journey, proposal, doer)
  const rule = findDeedRule(proposal.deed)
  if (rule === undefined)
    return no({
      status: 400,
      code: 'no-such-deed',
      because: 'There is no deed of that name.',
      field: 'deed',
      remedy: 'see the API’s document',
    })
  const subject = rule.subject?.(journey, proposal.detail)
  const barred = doer.kind === 'job' && rule.alsoJob ? undefined : findBar(rule.who, journey, subject, doer, serves)
  // Who takes part and names a thing that is not there is told so, before whose it would be.
  const namesNothing = rule.subject !== undefined && subject === undefined && takesPart(journey, doer.team)
  if (barred !== undefined && !namesNothing) return no(barred)
  if (journey.status === 'closed' && !rule.whenClosed) return no(closedJourney)
  const by = { id: proposal.id, at: proposal.at, actor: doer.username, team: doer.team }
  const refusal = rule.check(journey, proposal.detail, by) ?? barred
  return refusal === undefined ? yes : no(refusal)
}

const notOpened: Refusal = { status: 404, code: 'not-found', because: 'There is no such journey.' }
const closedJourney: Refusal = { status: 409, code: 'journey-closed', because: 'The journey is closed. Reopen it first.' }
const forbid = (code: string, because: string): Refusal => ({ status: 403, code, because })

/** Why this doer may not; undefined when she may. `subject` is the team at the other end. */
function findBar(who: Who, journey: Journey, subject: string | null | undefined, doer: Doer, serves: boolean): Refusal | undefined {
  if (who === 'job') return doer.kind === 'job' ? undefined : forbid('for-jobs-only', 'Only the product itself does this.')
  if (doer.kind === 'job') return forbid('not-for-jobs', 'A person decides this.')
  if (who === 'joiner' && subject === doer.team && serves) return undefined
  if (!takesPart(journey, doer.team)) return forbid('not-taking-part', 'Your team does not take part in this journey.')
  const holds = isHolder(journey, doer)
  switch (who) {
    case 'participant':
      return undefined
    case 'holder':
    case 'joiner':
      return holds ? undefined : forbid('not-holder', 'Only the team that holds the thread, its substitute or a lead does this.')
    case 'lead':
      return doer.leads ? undefined : forbid('not-lead', 'Only a lead does this.')
    case 'receiver':
      return subject === doer.team ? undefined : forbid('not-receiver', 'Only the team that was asked does this.')
    case 'asker':
      return subject === doer.team || holds
        ? undefined
        : forbid('not-asker', 'Only the team that asked, or the one that holds the thread, does this.')
    case 'owner':
      return subject === doer.team || holds
        ? undefined
        : forbid('not-owner', 'Only the team whose task it is, or the one that holds the thread, does this.')
  }
}

/** The coordinator's team, the substitute, a lead who takes part; anybody who takes part when nobody holds the thread. */
export function isHolder(journey: Journey, doer: Pick<Doer, 'username' | 'team' | 'leads'>): boolean {
  const { coordinator, substitute } = journey.coordination
  if (!takesPart(journey, doer.team)) return false
  return coordinator === null || coordinator.team === doer.team || substitute?.username === doer.username || doer.leads
}

/** A withdrawal or a correction: by the team that did the deed or the holder, and only where everything that came after still fits. */
function decideRevision(deeds: readonly Deed[], journey: Journey, proposal: Proposal, doer: Doer): DeedDecision {
  const target = deeds.find((deed) => deed.id === proposal.targetId)
  if (target === undefined)
    return no(badField('no-such-deed', 'deedId', 'There is no such deed in this journey.', 'take an id from its history'))
  if (!takesPart(journey, doer.team)) return no(forbid('not-taking-part', 'Your team does not take part in this journey.'))
  if (target.team !== doer.team && !isHolder(journey, doer))
    return no(forbid('not-own-deed', 'Only the team that did it, or the one that holds the thread, changes it.'))
  const blocked = findRevisionBar(deeds, target, proposal)
  if (blocked !== undefined) return no(blocked)
  const revision: Deed = { ...proposal, seq: deeds.length + 1, actor: doer.username, team: doer.team }
  const misfit = findMisfit([...deeds, revision])
  if (misfit === undefined) return yes
  if (misfit.deed.id === target.id) return no(refusalOf(deeds, revision, target))
  return no({
    status: 409,
    code: 'later-deeds-rest-on-it',
    because: `A later deed rests on it: ${misfit.because} Withdraw or correct that one first.`,
  })
}

function findRevisionBar(deeds: readonly Deed[], target: Deed, proposal: Proposal): Refusal | undefined {
  if (listWithdrawn(deeds).has(target.id)) return { status: 409, code: 'already-withdrawn', because: 'It is withdrawn already.' }
  if (target.team === null)
    return { status: 409, code: 'deed-of-a-job', because: 'What the product did by itself is not taken back; do what answers it.' }
  if (proposal.deed === 'withdraw')
    return target.deed === 'open'
      ? { status: 409, code: 'opening-stands', because: 'An opening is not withdrawn. Close the journey as opened by mistake.' }
      : undefined
  if (target.deed === 'withdraw' || target.deed === 'correct')
    return { status: 409, code: 'not-correctable', because: 'A correction is corrected by correcting the original again.' }
  return undefined
}

/** What is wrong with the corrected deed itself. */
function refusalOf(deeds: readonly Deed[], revision: Deed, target: Deed): Refusal {
  const standing = listStanding([...deeds, revision])
  const before = standing.slice(
    0,
    standing.findIndex((deed) => deed.id === target.id),
  )
  const refusal = findDeedRule(target.deed)?.check(foldJourney(before), revision.detail, target)
  return refusal ?? { status: 409, code: 'does-not-fit', because: 'What would be corrected does not fit what stands before it.' }
}
