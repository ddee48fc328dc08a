// Seals identifiers and raw messages, and makes the keyed digests by which identifiers are found.
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto'
import type { Identifier } from '@roedtraad/domain'
import type { Keys } from './keys.ts'

const version = 1
const tagLength = 16

export interface Vault {
  /** AES-256-GCM; `place` (table, column, row) is bound in, so that a value moved to another row does not open. */
  seal(text: string, place: string): Buffer
  /** Throws when the value was changed, belongs to another place, or was sealed with another key. */
  open(sealed: Buffer, place: string): string
  /** Keyed digest of an identifier: equal for equal (municipality, system, value), and worthless without the key. */
  digest(municipality: string, identifier: Identifier): Buffer
  /** Keyed fingerprint (hex) of any content: tells equal from unequal, and cannot be searched for a number. */
  fingerprint(text: string): string
}

/** A vault over the installation's keys. */
export function createVault(keys: Pick<Keys, 'seal' | 'digest'>): Vault {
  const sealKey = createSecretKey(keys.seal, 'base64')
  const digestKey = createSecretKey(keys.digest, 'base64')
  return {
    seal(text, place) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce, { authTagLength: tagLength }).setAAD(Buffer.from(place))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from([version]), nonce, cipher.getAuthTag(), body])
    },
    open(sealed, place) {
      if (sealed[0] !== version) throw new Error('sealed by a version that this release does not know')
      const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(1, 13), { authTagLength: tagLength })
      decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(13, 29))
      return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8')
    },
    digest(municipality, identifier) {
      return createHmac('sha256', digestKey)
        .update(JSON.stringify([municipality, identifier.system, identifier.value]))
        .digest()
    },
    fingerprint(text) {
      return createHmac('sha256', digestKey).update('content').update(text).digest('hex')
    },
  }
}
