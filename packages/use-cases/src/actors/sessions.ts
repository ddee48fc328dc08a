// Browser sessions: a random cookie whose digest stands in the database, so that logging out ends it at once. Real time throughout.
import { createHash, randomBytes } from 'node:crypto'
import { inScope } from '@roedtraad/database'
import { type Deps, jobScope } from '../deps.ts'

const sessionHours = 9
const digestOf = (sessionId: string) => createHash('sha256').update(sessionId).digest()
const scope = (deps: Deps) => jobScope(deps, 'sign-in', 'session')

/** Opens a session for somebody whom the identity provider has just named. Lasts a working day. */
export async function openSession(
  deps: Deps,
  { username }: { username: string },
): Promise<{ sessionId: string; csrfToken: string; expiresAt: Date }> {
  const sessionId = randomBytes(32).toString('base64url')
  const csrfToken = randomBytes(24).toString('base64url')
  const createdAt = new Date()
  const expiresAt = new Date(createdAt.getTime() + sessionHours * 3_600_000)
  await inScope(deps.database, scope(deps), (tx) =>
    tx
      .insertInto('sessions')
      .values({
        municipality: deps.municipality,
        id_digest: digestOf(sessionId),
        username,
        csrf_token: csrfToken,
        created_at: createdAt.toISOString(),
        expires_at: expiresAt.toISOString(),
      })
      .execute(),
  )
  return { sessionId, csrfToken, expiresAt }
}

/** The session behind a cookie, or undefined when it is unknown or over. */
export async function findSession(deps: Deps, sessionId: string): Promise<{ username: string; csrfToken: string } | undefined> {
  const row = await inScope(deps.database, scope(deps), (tx) =>
    tx
      .selectFrom('sessions')
      .select(['username', 'csrf_token'])
      .where('id_digest', '=', digestOf(sessionId))
      .where('expires_at', '>', new Date().toISOString())
      .executeTakeFirst(),
  )
  return row === undefined ? undefined : { username: row.username, csrfToken: row.csrf_token }
}

/** Ends a session; ending it twice is no fault. */
export async function closeSession(deps: Deps, sessionId: string): Promise<void> {
  await inScope(deps.database, scope(deps), (tx) => tx.deleteFrom('sessions').where('id_digest', '=', digestOf(sessionId)).execute())
}
