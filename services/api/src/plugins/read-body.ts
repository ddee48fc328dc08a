// JSON bodies. Refuses what Postgres or a recursive function could not hold: NUL characters, halves of characters, and nesting deeper than any of our messages.
// An empty body is no body: clients send the header on DELETE too. Other formats are added by the slice that reads them.
import { Problem } from '@roedtraad/domain'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

const deepest = 64

async function readBodyPlugin(app: FastifyInstance) {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body.toString()
    if (text === '') return done(null, undefined)
    const fault = findTextFault(text)
    if (fault !== undefined) return done(fault)
    if (!mayHoldHalf.test(text)) return parse(request, text, done)
    return parse(request, text, (error, value) => (error === null && holdsHalf(value) ? done(halfCharacter()) : done(error, value)))
  })
}

/** An escape of a surrogate: half of a pair, and usually the other half is beside it. */
const mayHoldHalf = /\\ud[89a-f]/i
const halfCharacter = () =>
  new Problem(
    400,
    'half-character',
    'The body holds half of a character (a surrogate without its pair), which cannot be stored. Leave it out.',
  )

function holdsHalf(value: unknown): boolean {
  if (typeof value === 'string') return !value.isWellFormed()
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, member]) => !name.isWellFormed() || holdsHalf(member))
}

/** What is wrong with a JSON text before it is parsed; undefined when nothing is. */
function findTextFault(text: string): Problem | undefined {
  if (/\\u0000/i.test(text) || text.includes('\0'))
    return new Problem(400, 'nul-character', 'The body holds a NUL character, which cannot be stored. Leave it out.')
  if (isDeep(text)) return new Problem(400, 'too-deep', `The body is nested deeper than ${deepest} levels.`)
  return undefined
}

/** One pass over the text; brackets inside strings do not count. */
function isDeep(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (quoted) {
      if (character === 0x5c) at++
      else if (character === 0x22) quoted = false
    } else if (character === 0x22) quoted = true
    else if (character === 0x7b || character === 0x5b) {
      if (++depth > deepest) return true
    } else if (character === 0x7d || character === 0x5d) depth--
  }
  return false
}

export const readBody = fp(readBodyPlugin, { name: 'read-body' })
