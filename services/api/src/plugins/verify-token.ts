/// <reference types="@fastify/jwt" preserve="true" />
// Access tokens (RFC 9068): signed RS256 by our issuer, for us, now. Whatever else comes is answered 401, of whatever kind its fault is.
// Only when the issuer itself cannot be reached is it 503: then the token may be good, and nobody can tell.
import jwt from '@fastify/jwt'
import { Problem } from '@roedtraad/domain'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { createKeySource } from './key-source.ts'

export interface AccessToken {
  /** `sub`. */
  username: string
  /** `exp`, seconds since 1970. */
  expires: number
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Reads and checks the bearer token of a request; undefined without an Authorization header. Throws Problem 401, or 503 when the issuer is out of reach. */
    verifyToken(request: FastifyRequest): Promise<AccessToken | undefined>
  }
}

const mostBytes = 4096
const bearer = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i
const toleranceMilliseconds = 5_000
/** RFC 8725 gives no figure; longer-lived tokens outlive the working hour in which they were given. */
const longestLifeSeconds = 3_600
const futureSeconds = 60
const rememberedTokens = 1_000

/** Header members that would let a token bring its own key, or meanings that we do not know. */
const refusedHeaders = ['jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64', 'zip', 'enc'] as const

const invalid = (detail = 'The access token cannot be accepted. Fetch a new one.') => new Problem(401, 'invalid-token', detail)

async function verifyTokenPlugin(app: FastifyInstance, { issuerUrl, audience }: { issuerUrl: string; audience: string }) {
  const findKey = createKeySource(issuerUrl)
  await app.register(jwt, {
    decode: { complete: true },
    secret: async (_request: FastifyRequest, token: unknown) => findKey(readKeyId(token)),
    verify: {
      algorithms: ['RS256'],
      allowedIss: issuerUrl,
      allowedAud: audience,
      checkTyp: 'at+jwt',
      requiredClaims: ['iss', 'aud', 'exp', 'iat', 'sub'],
      clockTolerance: toleranceMilliseconds,
      // A token that was checked is known again, by its digest and with its key, until it expires.
      cache: rememberedTokens,
    },
    trusted: (_request, claims) => isPlausible(claims, Date.now() / 1000),
  })
  app.decorate('verifyToken', async (request) => {
    const header = request.headers.authorization
    if (header === undefined) return undefined
    if (header.length > mostBytes + 'Bearer '.length || !bearer.test(header))
      throw invalid('The Authorization header does not hold a bearer token of at most 4 kB.')
    const claims = await verifyOrRefuse(request)
    return { username: claims.sub, expires: claims.exp }
  })
}

async function verifyOrRefuse(request: FastifyRequest): Promise<{ sub: string; exp: number }> {
  try {
    return await request.jwtVerify<{ sub: string; exp: number }>()
  } catch (error) {
    throw error instanceof Problem && error.status === 503 ? error : invalid()
  }
}

/** The key id of a token whose header may be trusted that far. Throws Problem 401. */
function readKeyId(token: unknown): string {
  const header = (token as { header?: Record<string, unknown> } | null)?.header
  const kid = header?.kid
  if (header === undefined || header.alg !== 'RS256' || typeof kid !== 'string' || kid === '' || kid.length > 200) throw invalid()
  if (refusedHeaders.some((name) => name in header)) throw invalid()
  return kid
}

/** What the library leaves unchecked: types, a subject that is a name, and times that a real issuer would write. */
function isPlausible(claims: Record<string, unknown>, nowSeconds: number): boolean {
  const { sub, iat, exp } = claims
  if (typeof sub !== 'string' || !/^[\w.@-]{1,100}$/.test(sub)) return false
  if (!Number.isFinite(iat) || !Number.isFinite(exp)) return false
  const issued = Number(iat)
  return issued <= nowSeconds + futureSeconds && Number(exp) > issued && Number(exp) - issued <= longestLifeSeconds
}

export const verifyToken = fp(verifyTokenPlugin, { name: 'verify-token' })
