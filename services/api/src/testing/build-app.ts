// The whole door for a test: real plugins, real slices, a configuration that the test may bend.
import { localMunicipality, localSorIds } from '@roedtraad/domain'
import type { Deps } from '@roedtraad/use-cases'
import type { FastifyInstance } from 'fastify'
import { createApp } from '../app.ts'
import type { Config } from '../config.ts'
import type { Slice } from '../slice.ts'

const key = Buffer.alloc(32, 1).toString('base64')

/** A configuration for tests. `databaseUrl` must be given where /api/v1/live is to hear anything; `issuerUrl` is that of startTestIssuer. */
export function testConfig(overrides: Partial<Config> = {}): Config {
  return {
    production: false,
    port: 0,
    handedSocket: false,
    databaseUrl: 'postgres://127.0.0.1:1/none',
    issuerUrl: 'http://127.0.0.1:1',
    audience: 'urn:roedtraad:api',
    clientId: 'roedtraad',
    clientSecret: 'test',
    publicUrl: 'http://127.0.0.1:3000',
    keys: { scope: key, seal: key, digest: key },
    ownSorIds: [...localSorIds],
    municipality: localMunicipality,
    clockOffset: 0,
    localIdentity: true,
    webDist: null,
    logLevel: 'silent',
    ...overrides,
  }
}

/** Builds the door, ready to be injected into. The caller closes it, and the database of `deps`. `more` are slices planted by the test. */
export async function buildApp(deps: Deps, overrides: Partial<Config> = {}, more: readonly Slice[] = []): Promise<FastifyInstance> {
  return createApp(deps, testConfig(overrides), more)
}
