// Where things lie: the checkout, and the folder that holds all that the embedded parts keep.
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout, without a slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** DATA_DIR as it is set, else `.local` in the checkout. */
export function findDataDir(environment: NodeJS.ProcessEnv): string {
  return environment.DATA_DIR ? resolve(root, environment.DATA_DIR) : join(root, '.local')
}
