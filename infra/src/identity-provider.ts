// The local identity provider: the certified oidc-provider library with the users of the local municipality. It says who somebody is and nothing else;
// membership, role and acting team are rows of the product. In production another issuer takes its place by configuration.
import { createServer, type RequestListener, type Server } from 'node:http'
import { Provider } from 'oidc-provider'
import { createLogin } from './identity/log-in.ts'
import { listPeople, openSecrets, type Person, saveSecrets } from './identity/secrets.ts'
import { loginPath, toConfiguration, webClient } from './identity/settings.ts'
import { openState } from './identity/state.ts'
import { registerTokenGrant } from './identity/token-grant.ts'
import { findFreePort } from './ports.ts'

export interface IdentityProvider {
  issuer: string
  clientId: string
  clientSecret: string
  people: readonly Person[]
  stop(): Promise<void>
}

/** Starts it on this machine, on the port it had before if that is free. Keys, passwords and sessions live in `dataDir`; `publicUrl` is where browsers come back to. */
export async function startIdentityProvider(options: { dataDir: string; publicUrl: string }): Promise<IdentityProvider> {
  const { dataDir, publicUrl } = options
  const secrets = openSecrets(dataDir)
  const port = await findFreePort(secrets.port)
  if (port !== secrets.port) saveSecrets(dataDir, { ...secrets, port })
  const state = openState(dataDir)
  const issuer = `http://127.0.0.1:${port}`
  const provider = new Provider(issuer, toConfiguration(secrets, state, publicUrl))
  registerTokenGrant(provider)
  const people = listPeople(secrets)
  const server = await serve(createHandler(provider, people, publicUrl), port)
  return {
    issuer,
    clientId: webClient,
    clientSecret: secrets.webClientSecret,
    people,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      state.flush()
    },
  }
}

function createHandler(provider: Provider, people: readonly Person[], publicUrl: string): RequestListener {
  const standard = provider.callback()
  const login = createLogin({ provider, people, publicUrl })
  return (request, response) => {
    if (!request.url?.startsWith(`${loginPath}/`)) return void standard(request, response)
    login(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  }
}

function serve(handler: RequestListener, port: number): Promise<Server> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, handler)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}
