// One citizen, judged by the rules that are touched: what became true is raised, what still is goes on, what ended is closed with its reason.
import {
  changeAlert,
  endAlert,
  finishJudging,
  insertAlert,
  type JudgingState,
  listFactsById,
  type OpenAlert,
  type OutboxRow,
  type Tx,
} from '@roedtraad/database'
import { decideEnding, type Judgement, judge, listRecipients, type Rule } from '@roedtraad/detection'
import {
  type Candidate,
  coolDown,
  dropUnserved,
  type EarlierRound,
  type Fact,
  type Instant,
  type Leaving,
  nextLeaving,
  readLeaving,
} from '@roedtraad/domain'
import { listRulesTouched } from '../rules/active-rules.ts'
import { isOutOfReach, type Reach, readReach } from './reach-of-rules.ts'

interface Receipt {
  ruleId: string
  ruleVersion: number
  truth: string
  because: string
}

/**
 * Judges one citizen for the outbox rows that were begun and not done, in the caller's transaction and under her lock, from what `findJudgingState` found.
 * Safe to repeat: everything it writes is unique.
 */
export async function judgeCitizen(tx: Tx, rows: readonly OutboxRow[], { facts, open, earlier }: JudgingState): Promise<void> {
  const citizenId = rows[0]?.citizen_id
  if (citizenId === undefined) return
  const rules = listRulesTouched(new Set(rows.flatMap((row) => row.kinds)), new Set(rows.map((row) => row.rule_id)))
  const findReach = await readReach(tx, citizenId, rules)
  const leaving = readLeaving(facts, tx.scope.at)
  const judged = rules.map((rule): Judged => {
    const reach = findReach(rule)
    return rests(rule, leaving)
      ? { rule, reach, judgements: [], rests: leaving }
      : { rule, reach, judgements: judge(rule, facts, reach.context), rests: null }
  })
  const next = nextLeaving(facts, tx.scope.at)
  const changed = new Set<string>()
  const receipts: Receipt[] = []
  await goOn(tx, judged, open, facts, changed, receipts)
  raise(tx, citizenId, judged, { open, earlier }, facts, changed, receipts)
  finishJudging(tx, {
    citizenId,
    rows: rows.map((row) => row.id),
    timers: judged.map(({ rule, reach, judgements }) => ({
      ruleId: rule.id,
      dueAt: earliest([...judgements.map((one) => one.nextChange), next, reach.until]),
    })),
    receipts: complete(judged, receipts),
    log: {
      what: 'judge',
      ground: `rules:${rules.map((rule) => `${rule.id}@${rule.version}`).join(',')}`,
      citizens: [citizenId],
      categories: [],
    },
    changedAlerts: [...changed],
  })
}

/** `rests`: how she left, for a rule that asks nothing of the dead or of those who moved away. */
type Judged = { rule: Rule; reach: Reach; judgements: Judgement[]; rests: Leaving<Fact> | null }

/** A rule that reads deaths speaks for itself when somebody dies; no rule speaks of somebody who lives elsewhere. */
function rests(rule: Rule, leaving: Leaving | null): boolean {
  return leaving !== null && (leaving.because === 'moved' || !rule.reads.includes('citizen.died'))
}

function earliest(instants: readonly (Instant | null)[]): Instant | null {
  const times = instants.filter((time) => time !== null)
  return times.length === 0 ? null : times.reduce((a, b) => (a < b ? a : b))
}

/** Open alerts: still true (perhaps otherwise), or ended. */
async function goOn(
  tx: Tx,
  judged: readonly Judged[],
  open: readonly OpenAlert[],
  facts: readonly Fact[],
  changed: Set<string>,
  receipts: Receipt[],
): Promise<void> {
  for (const alert of open) {
    const found = judged.find((one) => one.rule.id === alert.rule_id)
    if (found === undefined) continue
    const { rule, reach, judgements, rests: leaving } = found
    const now = judgements.find((judgement) => judgement.occasionKey === alert.occasion_key)
    const said = { ruleId: rule.id, ruleVersion: rule.version }
    if (now?.truth === 'true') {
      if (!differs(alert, now)) continue
      changeAlert(tx, {
        alertId: alert.id,
        signalId: alert.signal_id,
        evidence: now.evidence,
        sentence: now.sentence,
        urgency: now.urgency,
        before: alert.urgency,
      })
      receipts.push({ ...said, truth: 'true', because: 'changed' })
    } else {
      const ending =
        leaving === null
          ? decideEnding(rule, alert.occasion_key, await listFactsById(tx, alert.evidence), facts, reach.context)
          : ({ closure: 'cleared', factIds: [leaving.fact.id] } as const)
      if (ending === null) continue
      endAlert(tx, { alertId: alert.id, signalId: alert.signal_id, ending: ending.closure, factIds: [...ending.factIds] })
      receipts.push({ ...said, truth: 'false', because: ending.closure })
    }
    changed.add(alert.id)
  }
}

function differs(alert: OpenAlert, now: Judgement): boolean {
  return (
    alert.urgency !== now.urgency ||
    alert.sentence !== now.sentence ||
    [...alert.evidence].sort().join() !== [...now.evidence].sort().join()
  )
}

function raise(
  tx: Tx,
  citizenId: string,
  judged: readonly Judged[],
  { open, earlier }: { open: readonly OpenAlert[]; earlier: readonly EarlierRound[] },
  facts: readonly Fact[],
  changed: Set<string>,
  receipts: Receipt[],
): void {
  const candidates = judged.flatMap(({ rule, reach, judgements }) =>
    judgements.filter((one) => one.truth === 'true' && !isOpen(open, rule, one)).map((one) => toCandidate(rule, one, facts, reach)),
  )
  if (candidates.length === 0) return
  const cooled = coolDown(candidates, earlier, tx.scope.at)
  const served = dropUnserved(cooled.kept)
  for (const candidate of served.kept) {
    const round = 1 + (earlier.find((one) => one.ruleId === candidate.ruleId && one.occasionKey === candidate.occasionKey)?.rounds ?? 0)
    changed.add(insertAlert(tx, { ...candidate, citizenId, round }))
    receipts.push({ ruleId: candidate.ruleId, ruleVersion: candidate.ruleVersion, truth: 'true', because: 'opened' })
  }
  for (const { candidate, because } of [...cooled.dropped, ...served.dropped]) {
    receipts.push({ ruleId: candidate.ruleId, ruleVersion: candidate.ruleVersion, truth: 'true', because: `dropped:${because}` })
  }
}

function isOpen(open: readonly OpenAlert[], rule: Rule, judgement: Judgement): boolean {
  return open.some((alert) => alert.rule_id === rule.id && alert.occasion_key === judgement.occasionKey)
}

function toCandidate(rule: Rule, judgement: Judgement, facts: readonly Fact[], { context, teams: told }: Reach): Candidate {
  const { occasionKey, urgency, evidence, sentence } = judgement
  const teams = listRecipients(rule, occasionKey, facts, context).map((recipient) => recipient.team)
  return {
    ruleId: rule.id,
    ruleVersion: rule.version,
    occasionKey,
    urgency,
    evidence,
    sentence,
    coolDownDays: rule.coolDownDays,
    teams: [...new Set(teams.filter((team) => team !== null && (told === null || told.includes(team))))] as string[],
  }
}

/** Every rule judged leaves a receipt, also when nothing came of it; one that may not look at the citizen leaves none. */
function complete(judged: readonly Judged[], receipts: readonly Receipt[]): Receipt[] {
  const ended = new Set(receipts.map((receipt) => receipt.ruleId))
  const looked = judged.filter(({ rule, reach }) => ended.has(rule.id) || !isOutOfReach(reach))
  return looked.map(({ rule, judgements }) => {
    const said = receipts.filter((receipt) => receipt.ruleId === rule.id)
    if (said.length > 0)
      return {
        ruleId: rule.id,
        ruleVersion: rule.version,
        truth: said.some((one) => one.truth === 'true') ? 'true' : 'false',
        because: [...new Set(said.map((one) => one.because))].join(' '),
      }
    const truth = judgements.some((one) => one.truth === 'true')
      ? 'true'
      : judgements.some((one) => one.truth === 'unknown')
        ? 'unknown'
        : 'false'
    return { ruleId: rule.id, ruleVersion: rule.version, truth, because: truth === 'true' ? 'kept' : 'nothing' }
  })
}
