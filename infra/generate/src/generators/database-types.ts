// The tables as types, read from a real PostgreSQL on which our own SQL was run.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeys, setUpDatabase } from '@roedtraad/database'
import { startPostgres } from '@roedtraad/infra'
import { Cli } from 'kysely-codegen'

/** What the drivers give back is text for instants (compared as text everywhere), and unread JSON is not to be trusted. */
const typeMapping = { timestamptz: 'string', int8: 'number', bytea: 'Buffer', jsonb: 'unknown' }

/** The text of packages/database/src/schema.generated.ts. Starts the embedded PostgreSQL in a folder of its own, and stops it. */
export async function generateDatabaseTypes(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'roedtraad-generate-'))
  const remove = () => rmSync(dataDir, { recursive: true, force: true })
  process.once('exit', remove)
  const postgres = await startPostgres({ dataDir, fsync: false, scratch: dataDir })
  try {
    await setUpDatabase({ adminUrl: postgres.adminUrl, keys: createKeys(), passwords: { api: 'api', worker: 'worker' } })
    return await new Cli().generate({
      dialect: 'postgres',
      url: postgres.adminUrl,
      outFile: null,
      logLevel: 'silent',
      defaultSchemas: ['public'],
      excludePattern: 'guard.*',
      dateParser: 'string',
      typeMapping,
    })
  } finally {
    await postgres.stop()
    process.removeListener('exit', remove)
    remove()
  }
}
