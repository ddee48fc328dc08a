// Whether somebody who was let in would be let in again: the session stands, the token lives, the account is open, the team is still hers.
import { Problem } from '@roedtraad/domain'
import { type Deps, findActor, findSession } from '@roedtraad/use-cases'

export interface Standing {
  username: string
  team: string
  /** The cookie, where there is one. */
  sessionId: string | null
  /** Seconds since 1970, where there is a token. */
  tokenExpires: number | null
}

/** True when it has ended. A database that does not answer ends nothing. */
export async function isOver(deps: Deps, { username, team, sessionId, tokenExpires }: Standing): Promise<boolean> {
  try {
    if (sessionId !== null && (await findSession(deps, sessionId)) === undefined) return true
    if (tokenExpires !== null && tokenExpires < Date.now() / 1000) return true
    await findActor(deps, username, team)
    return false
  } catch (error) {
    return error instanceof Problem && error.status === 403
  }
}
