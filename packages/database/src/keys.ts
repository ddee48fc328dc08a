// The keys of one installation. They live in a file beside the data, never in the database that they protect.
import { randomBytes } from 'node:crypto'

/** Base64 of 32 random bytes each: `scope` signs who asks, `seal` encrypts identifiers and messages, `digest` finds identifiers without reading them. */
export interface Keys {
  scope: string
  seal: string
  digest: string
}

/** New random keys, to be kept in a file of mode 600. Losing them loses every sealed value. */
export function createKeys(): Keys {
  const fresh = () => randomBytes(32).toString('base64')
  return { scope: fresh(), seal: fresh(), digest: fresh() }
}
