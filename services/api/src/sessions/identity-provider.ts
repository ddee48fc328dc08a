// The identity provider as the browser's log-in uses it: code flow with PKCE, state and nonce (openid-client does the checking).
// It is discovered at the first log-in and not at start, so that this service can start before it, and again after a failure.
import { Problem } from '@roedtraad/domain'
import * as oidc from 'openid-client'

export interface Challenge {
  state: string
  nonce: string
  codeVerifier: string
}

export interface IdentityProvider {
  /** Where to send the browser. `anew`: the provider must ask for the password even if it knows her. */
  beginLogin(options: { anew: boolean }): Promise<{ url: string; challenge: Challenge }>
  /** The username that the provider vouches for. Throws Problem 400 when its answer does not fit the challenge. */
  finishLogin(answer: URL, challenge: Challenge): Promise<string>
}

interface Client {
  issuerUrl: string
  clientId: string
  clientSecret: string
  redirectUri: string
}

/** Throws Problem 503 from its methods while the provider is out of reach. */
export function createIdentityProvider(client: Client): IdentityProvider {
  let discovered: Promise<oidc.Configuration> | undefined
  const find = () => {
    discovered ??= discover(client).catch((error: unknown) => {
      discovered = undefined
      throw error
    })
    return discovered
  }
  return {
    async beginLogin({ anew }) {
      const provider = await find()
      const challenge = { state: oidc.randomState(), nonce: oidc.randomNonce(), codeVerifier: oidc.randomPKCECodeVerifier() }
      const parameters = {
        redirect_uri: client.redirectUri,
        scope: 'openid',
        state: challenge.state,
        nonce: challenge.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(challenge.codeVerifier),
        code_challenge_method: 'S256',
        ...(anew ? { prompt: 'login' } : {}),
      }
      return { url: oidc.buildAuthorizationUrl(provider, parameters).href, challenge }
    },
    async finishLogin(answer, challenge) {
      const provider = await find()
      const tokens = await oidc
        .authorizationCodeGrant(provider, answer, {
          expectedState: challenge.state,
          expectedNonce: challenge.nonce,
          pkceCodeVerifier: challenge.codeVerifier,
          idTokenExpected: true,
        })
        .catch(refuse)
      const username = tokens.claims()?.sub
      if (username === undefined) throw notAccepted()
      return username
    },
  }
}

const outOfReach = () =>
  new Problem(503, 'identity-provider-unavailable', 'The identity provider cannot be reached right now. Try again in a moment.')
const notAccepted = () => new Problem(400, 'login-failed', 'The answer of the identity provider does not fit this log-in. Begin again.')

async function discover(client: Client): Promise<oidc.Configuration> {
  const issuer = new URL(client.issuerUrl)
  const options = { timeout: 5, ...(issuer.protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {}) }
  return oidc.discovery(issuer, client.clientId, client.clientSecret, undefined, options).catch(() => {
    throw outOfReach()
  })
}

/** Without an answer it is out of reach; with one that does not fit it is refused. */
function refuse(error: unknown): never {
  const cause = (error as { cause?: { code?: unknown } }).cause?.code
  throw error instanceof TypeError && typeof cause === 'string' && cause.startsWith('E') ? outOfReach() : notAccepted()
}
