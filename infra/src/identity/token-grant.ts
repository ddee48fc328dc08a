// A token without a browser, for `npm run token`: whoever can read the client's secret in DATA_DIR may speak for anybody here, as she could with the passwords beside it.
import { errors, type KoaContextWithOIDC, type Provider } from 'oidc-provider'
import { audience, describeApi, findAccount, tokenGrant } from './settings.ts'

/** Adds the grant. The client has shown its secret before the handler runs. */
export function registerTokenGrant(provider: Provider): void {
  provider.registerGrantType(tokenGrant, (ctx) => answer(provider, ctx), ['username'])
}

async function answer(provider: Provider, ctx: KoaContextWithOIDC): Promise<void> {
  const username = String(ctx.oidc.params?.username ?? '')
  const { client } = ctx.oidc
  if (client === undefined || findAccount(username) === undefined) throw new errors.InvalidGrant(`there is no user ${username}`)
  const grantId = await saveGrant(provider, client.clientId, username)
  const token = new provider.AccessToken({ accountId: username, client, grantId, gty: tokenGrant, scope: 'api' })
  token.resourceServer = new provider.ResourceServer(audience, describeApi(client.clientId))
  ctx.body = { access_token: await token.save(), expires_in: token.expiration, token_type: 'Bearer', scope: 'api' }
}

/** Every token belongs to a grant; this one ends with the token. */
async function saveGrant(provider: Provider, clientId: string, accountId: string): Promise<string> {
  const grant = new provider.Grant({ clientId, accountId })
  grant.addResourceScope(audience, 'api')
  return grant.save()
}
