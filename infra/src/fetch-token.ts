// A bearer token for any user, from the running local identity provider.
import { join } from 'node:path'
import { findRunning, readOrCreate } from './data-dir.ts'
import type { Secrets } from './identity/secrets.ts'
import { tokenClient, tokenGrant } from './identity/settings.ts'
import { isAlive } from './processes.ts'
import { Refusal } from './refusal.ts'

/** Fetches a token for this user. Throws Refusal. */
export async function fetchToken(username: string, dataDir: string): Promise<string> {
  const running = findRunning(dataDir)
  if (running === undefined || !isAlive(running))
    throw new Refusal(`Rød Tråd is not running on ${dataDir}: start it with npm start and ask again.`)
  if (running.issuer === undefined)
    throw new Refusal(
      'Rød Tråd is still starting, or uses another identity provider than the local one: only the local one gives tokens here.',
    )
  const file = join(dataDir, 'identity.json')
  const { tokenClientSecret } = readOrCreate<Secrets>(file, () => {
    throw new Refusal(`${file} is gone: start Rød Tråd again.`)
  })
  const answer = await fetch(`${running.issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${tokenClient}:${tokenClientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: tokenGrant, username }),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => {
    throw new Refusal('The local identity provider does not answer: see whether npm start still runs.')
  })
  const said = (await answer.json().catch(() => ({}))) as { access_token?: string; error?: string }
  if (said.error === 'invalid_grant')
    throw new Refusal(
      `There is no user "${username}": npm start lists the people; the systems are system.hospital, system.carerecord, system.employment, system.social and system.cpr.`,
    )
  if (said.access_token === undefined)
    throw new Refusal(`The local identity provider gives no token (${answer.status}${said.error ? `, ${said.error}` : ''}).`)
  return said.access_token
}
