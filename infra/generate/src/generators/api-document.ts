// The OpenAPI document of the API, made from the real door. Nothing is asked of a database: the door is built and never entered.
import { buildApp, testConfig } from '@roedtraad/api'
import { closeDatabase } from '@roedtraad/database'
import { createDeps } from '@roedtraad/use-cases'

/** The document, its addresses and names in alphabetical order, so that moving a slice changes nothing in it. */
export async function readApiDocument(): Promise<object> {
  const deps = createDeps({ ...testConfig(), maxConnections: 1 })
  const app = await buildApp(deps)
  try {
    const answer = await app.inject('/openapi.json')
    if (answer.statusCode !== 200) throw new Error(`The API does not tell its document: ${answer.body}`)
    return sortAddresses(answer.json())
  } finally {
    await app.close()
    await closeDatabase(deps.database)
  }
}

function sortAddresses(document: { paths: object; components: Record<string, object> }): object {
  const components = Object.entries(document.components).map(([kind, named]) => [kind, sortKeys(named)])
  const paths = Object.entries(document.paths).map(([path, methods]) => [path, sortKeys(methods)])
  return { ...document, components: sortKeys(Object.fromEntries(components)), paths: sortKeys(Object.fromEntries(paths)) }
}

function sortKeys(named: object): object {
  return Object.fromEntries(Object.entries(named).sort(([one], [other]) => (one < other ? -1 : 1)))
}
