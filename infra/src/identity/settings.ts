// How oidc-provider is set: one client for the web (code flow with PKCE), one for the token command, tokens as RFC 9068 wants them, and no page of consent,
// because both ends belong to the same municipality.
import { sendingSystems, users } from '@roedtraad/domain'
import type { Configuration, KoaContextWithOIDC, ResourceServer } from 'oidc-provider'
import { presentFailure } from './login-page.ts'
import type { Secrets } from './secrets.ts'
import type { State } from './state.ts'

export const audience = 'urn:roedtraad:api'
export const webClient = 'roedtraad-web'
export const tokenClient = 'roedtraad-token'
export const tokenGrant = 'urn:roedtraad:token-for'
export const loginPath = '/login'
const apiScope = 'api'
const webTokenSeconds = 900
const commandTokenSeconds = 3_600
const sessionSeconds = 12 * 3_600

/** What an access token for the API looks like. */
export function describeApi(clientId: string): ResourceServer {
  const accessTokenTTL = clientId === tokenClient ? commandTokenSeconds : webTokenSeconds
  return { audience, scope: apiScope, accessTokenTTL, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }
}

/** In seconds. */
const ttl: Configuration['ttl'] = {
  AccessToken: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? webTokenSeconds,
  AuthorizationCode: 60,
  IdToken: webTokenSeconds,
  Interaction: 1_800,
  Session: sessionSeconds,
  Grant: sessionSeconds,
}

/** The whole configuration. `publicUrl` is where browsers come back to. */
export function toConfiguration(secrets: Secrets, state: State, publicUrl: string): Configuration {
  return {
    adapter: state.adapter,
    clients: listClients(secrets, publicUrl),
    jwks: { keys: [secrets.signingKey] },
    cookies: {
      keys: [secrets.cookieKey],
      names: { session: 'rt_idp_session', interaction: 'rt_idp_interaction', resume: 'rt_idp_resume' },
      short: { path: '/', signed: true },
    },
    claims: { openid: ['sub'], profile: ['name'] },
    conformIdTokenClaims: false,
    scopes: ['openid', 'profile'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    ttl,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, _resource, client) => describeApi(client.clientId),
      },
    },
    interactions: { url: (_ctx, interaction) => `${loginPath}/${interaction.uid}` },
    findAccount: (_ctx, username) => findAccount(username),
    loadExistingGrant,
    renderError: (ctx) => {
      ctx.type = 'html'
      ctx.body = presentFailure(publicUrl)
    },
  }
}

function listClients(secrets: Secrets, publicUrl: string): Configuration['clients'] {
  return [
    {
      client_id: webClient,
      client_secret: secrets.webClientSecret,
      redirect_uris: [`${publicUrl}/auth/callback`],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
    { client_id: tokenClient, client_secret: secrets.tokenClientSecret, redirect_uris: [], grant_types: [tokenGrant], response_types: [] },
  ]
}

/** People and systems of the organisation; undefined for everybody else. */
export function findAccount(username: string) {
  const person = users.find((one) => one.username === username)
  const name = person?.name ?? sendingSystems.find((one) => one.username === username)?.username
  return name === undefined ? undefined : { accountId: username, claims: () => ({ sub: username, name }) }
}

/** The grant stands before anybody asks: it is our own web asking our own provider. */
async function loadExistingGrant({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc
  if (client === undefined || session?.accountId === undefined) return undefined
  const known = session.grantIdFor(client.clientId)
  const stands = known === undefined ? undefined : await provider.Grant.find(known)
  if (stands !== undefined) return stands
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope('openid profile')
  grant.addResourceScope(audience, apiScope)
  await grant.save()
  return grant
}
