// Every generated file of the repository, but for what is made from the standards of others.
import { readApiDocument } from './api-document.ts'
import { generateDatabaseTypes } from './database-types.ts'
import { generateHolidays } from './holidays.ts'
import { generateArchitecture } from './import-map.ts'
import { generateWebClient } from './web-client.ts'

/** What each generated file should hold, by its path in the checkout. */
export async function generateAll(): Promise<Record<string, string>> {
  const [tables, document, architecture] = await Promise.all([generateDatabaseTypes(), readApiDocument(), generateArchitecture()])
  return {
    'packages/database/src/schema.generated.ts': tables,
    'packages/domain/src/calendar/danish-holidays.generated.ts': generateHolidays(),
    'services/api/openapi.json': `${JSON.stringify(document, null, 2)}\n`,
    'services/web/src/api/client.generated.ts': await generateWebClient(document),
    'ARCHITECTURE.md': architecture,
  }
}
