// The built web: its files as they are, and its one page for every address of the screen that a browser asks for.
// Files with a hash in their name never change and may be kept for ever; the page that names them is asked for each time.
import { readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { declareFilesPublic } from './policy.ts'

const ownPaths = /^\/(api|fhir|auth|docs)(\/|$)|^\/(openapi\.json|healthz|readyz|metrics)$/

/** Serves the files of a folder; the folder is read once, at start. */
export async function serveWeb(app: FastifyInstance, { webDist }: { webDist: string }): Promise<void> {
  declareFilesPublic(app)
  await app.register(staticFiles, {
    root: webDist,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.includes(`${sep}assets${sep}`)
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}

/** Returns the page for a request that nothing else answers: a browser's GET of an address of the screen. Undefined for everything else. */
export function createPageFinder(webDist: string): (request: FastifyRequest) => string | undefined {
  const page = readFileSync(join(webDist, 'index.html'), 'utf8')
  return (request) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && request.headers.accept?.includes('text/html') === true
    return isPage && !ownPaths.test(path) ? page : undefined
  }
}
