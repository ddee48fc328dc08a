// The issuer's signing keys, by key id, found through its discovery document and kept for ten minutes.
// Made-up key ids must not turn us into a hammer on the issuer: after a few misses in a row only key ids that have been seen before are looked up.
import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { Problem } from '@roedtraad/domain'
import buildGetJwks from 'get-jwks'

const keptMilliseconds = 600_000
const waitMilliseconds = 5_000
const missesPerMinute = 30
const leastModulusBits = 2048

/** Returns a function from key id to PEM. It throws Problem 401 when the issuer has no such key, 503 when it cannot be asked. */
export function createKeySource(issuerUrl: string): (kid: string) => Promise<string> {
  const source = buildGetJwks({
    issuersWhitelist: [issuerUrl],
    providerDiscovery: true,
    ttl: keptMilliseconds,
    fetchOptions: { redirect: 'error' },
  })
  const seen = new Set<string>()
  let misses: number[] = []
  // Making a PEM costs more than checking a signature with it, so it is made once for each key.
  const ready = new Map<string, { jwk: object; pem: string }>()
  return async (kid) => {
    if (!seen.has(kid)) {
      misses = misses.filter((at) => at > Date.now() - 60_000)
      if (misses.length >= missesPerMinute) throw unknownKey()
      misses.push(Date.now())
    }
    const jwk = await inTime(source.getJwk({ domain: issuerUrl, alg: 'RS256', kid }).catch(refuse))
    const known = ready.get(kid)
    const pem = known?.jwk === jwk ? known.pem : toPem(jwk)
    ready.set(kid, { jwk, pem })
    seen.add(kid)
    return pem
  }
}

const unknownKey = () =>
  new Problem(401, 'invalid-token', 'The access token is signed with a key that the identity provider does not have.')
const outOfReach = () =>
  new Problem(503, 'identity-provider-unavailable', 'The identity provider cannot be reached right now. Try again in a moment.')

/** An issuer that answers without the key has said no; anything else is an issuer that has not answered. */
function refuse(error: unknown): never {
  const code = (error as { code?: unknown }).code
  throw code === 'JWK_NOT_FOUND' || code === 'DOMAIN_NOT_ALLOWED' ? unknownKey() : outOfReach()
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(outOfReach()), waitMilliseconds)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Only RSA keys for signing, of a size that still protects. */
function toPem(jwk: object): string {
  const { kty, use } = jwk as { kty?: unknown; use?: unknown }
  if (kty !== 'RSA' || use === 'enc') throw unknownKey()
  const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < leastModulusBits) throw unknownKey()
  return key.export({ type: 'spki', format: 'pem' }).toString()
}
