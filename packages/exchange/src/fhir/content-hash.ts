// What a message says, as one hash: equal for a resend, and equal for the same message in XML and in JSON.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { isObject, type Json } from './resource.ts'

/** SHA-256 (hex) of a Bundle without Bundle.id, Bundle.timestamp and narrative (MedCom reliable messaging: a resend has a new id and time). */
export function contentHash(bundle: Json): string {
  const { id: _id, timestamp: _timestamp, ...content } = bundle
  return bytesToHex(sha256(utf8ToBytes(canonical(content))))
}

/** Sorted names; a list of one reads as its only item, and numbers and booleans as text, because XML does not tell them apart. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? canonical(value[0]) : `[${value.map(canonical).join(',')}]`
  if (!isObject(value)) return JSON.stringify(String(value))
  const names = Object.keys(value).filter((name) => value[name] !== null && value[name] !== undefined && !isNarrative(value, name))
  return `{${names
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)
    .join(',')}}`
}

function isNarrative(parent: Json, name: string): boolean {
  return name === 'text' && 'resourceType' in parent
}
