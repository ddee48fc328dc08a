// JSON from strangers. The text is looked through before JSON.parse, which would recurse into any depth and let the last of two equal
// names win without a word.

import { Unreadable } from './issue.ts'
import { isObject, type Json } from './resource.ts'

/** Deepest nesting that is read; MedCom messages need about ten. */
export const maximumDepth = 64

/** Reads JSON text into an object. Throws Unreadable on anything but one well-formed object of storable text. */
export function parseJson(body: string): Json {
  const bare = body.replace(/^\uFEFF/, '')
  scan(bare)
  const parsed = parse(bare)
  if (!isObject(parsed)) throw new Unreadable('structure', 'The JSON is not an object: send a Bundle.')
  checkText(parsed)
  return parsed
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Unreadable('structure', 'The body is not well-formed JSON.')
  }
}

/** Walks the brackets and names of the text: at most `maximumDepth` deep, and no name twice in one object. */
function scan(text: string): void {
  const open: Set<string>[] = []
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '{' || sign === '[') {
      open.push(new Set())
      if (open.length > maximumDepth) throw new Unreadable('structure', `The JSON is nested deeper than ${maximumDepth} levels.`)
    } else if (sign === '}' || sign === ']') open.pop()
    else if (sign === '"') {
      const end = endOfString(text, at)
      if (isName(text, end)) addName(open.at(-1), text.slice(at, end + 1))
      at = end
    }
  }
}

/** The index of the quote that closes the string begun at `start`. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  throw new Unreadable('structure', 'The body is not well-formed JSON: a text is not closed.')
}

function isName(text: string, end: number): boolean {
  let next = end + 1
  while (next < text.length && /\s/.test(text[next] ?? '')) next++
  return text[next] === ':'
}

function addName(names: Set<string> | undefined, literal: string): void {
  const name = literal.includes('\\') ? String(parse(literal)) : literal.slice(1, -1)
  if (names?.has(name)) throw new Unreadable('structure', `The name ${name.slice(0, 60)} stands twice in one object: send it once.`)
  names?.add(name)
}

function checkText(value: unknown): void {
  if (typeof value === 'string') {
    if (value.includes('\u0000') || !value.isWellFormed())
      throw new Unreadable('value', 'A text holds a NUL or half a character: send valid Unicode.')
  } else if (Array.isArray(value)) for (const item of value) checkText(item)
  else if (isObject(value))
    for (const [name, inner] of Object.entries(value)) {
      checkText(name)
      checkText(inner)
    }
}
