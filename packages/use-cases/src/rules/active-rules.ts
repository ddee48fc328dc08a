// The rules in force. They come from the catalogue; the table keeps every version that ever ran, unchanged.
import { createHash } from 'node:crypto'
import { inScope, type Tx } from '@roedtraad/database'
import { catalogue, type Rule } from '@roedtraad/detection'
import { canonicalJson, leavingKinds } from '@roedtraad/domain'
import { type Deps, jobScope } from '../deps.ts'

const kindsRead = new Set(catalogue.flatMap((rule) => rule.reads))

/** What makes each rule look again: the kinds that it reads, and whatever says that somebody may have left. */
export function listRuleReads(): { id: string; reads: string[] }[] {
  return catalogue.map(({ id, reads }) => ({ id, reads: [...new Set([...reads, ...leavingKinds])] }))
}

/** Whether any rule reads facts of this kind; what none reads needs no judging. */
export function isReadByRules(kind: string): boolean {
  return kindsRead.has(kind)
}

/** Of these kinds, or of all, those that a rule across areas reads: a ground or a journey that changes makes it judge anew. */
export function listKindsReadAcrossAreas(kinds?: readonly string[]): string[] {
  const read = catalogue.filter((rule) => rule.class === 'C').flatMap((rule) => [...rule.reads, rule.occasion.fact])
  return [...new Set(read)].filter((kind) => kinds === undefined || kinds.includes(kind))
}

/** Rules that read one of these kinds, or are named; every rule, where somebody may have left. Whether a rule is in force at an instant is part of its own answer. */
export function listRulesTouched(kinds: ReadonlySet<string>, named: ReadonlySet<string | null>): Rule[] {
  const touched = new Set(
    listRuleReads()
      .filter(({ reads }) => reads.some((kind) => kinds.has(kind)))
      .map(({ id }) => id),
  )
  return catalogue.filter((rule) => named.has(rule.id) || touched.has(rule.id))
}

/** The rule of this id, in the version given. Undefined for one that the catalogue does not hold (any more). */
export function findRule(id: string, version?: number): Rule | undefined {
  return catalogue.find((rule) => rule.id === id && (version === undefined || rule.version === version))
}

/**
 * Writes the catalogue into the table. Throws when a version stands there with other content: a rule that changed needs a new version.
 * Runs as the owner of the database, at set-up.
 */
export async function publishRules(tx: Tx): Promise<void> {
  for (const rule of catalogue) {
    const content_hash = createHash('sha256').update(canonicalJson(rule)).digest('hex')
    const stands = await tx
      .selectFrom('rules')
      .select('content_hash')
      .where('id', '=', rule.id)
      .where('version', '=', rule.version)
      .executeTakeFirst()
    if (stands !== undefined && stands.content_hash !== content_hash)
      throw new Error(`Rule ${rule.id} version ${rule.version} has changed since it was published: give it a new version.`)
    if (stands === undefined)
      await tx
        .insertInto('rules')
        .values({ id: rule.id, version: rule.version, content: JSON.stringify(rule), content_hash, state: 'active' })
        .execute()
  }
}

/** All rules with their state, as published. */
export async function listRules(deps: Deps): Promise<{ rule: Rule; state: string; contentHash: string }[]> {
  const rows = await inScope(deps.database, jobScope(deps, 'rule-register', 'publish'), (tx) =>
    tx.selectFrom('rules').selectAll().orderBy('id').orderBy('version', 'desc').execute(),
  )
  return rows.map((row) => ({ rule: row.content as unknown as Rule, state: row.state, contentHash: row.content_hash }))
}
