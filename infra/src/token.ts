// `npm run -s token -- <username>`: prints a bearer token from the running local identity provider, and nothing else.
import { fetchToken } from './fetch-token.ts'
import { findDataDir } from './paths.ts'
import { explain, Refusal } from './refusal.ts'

try {
  const [username] = process.argv.slice(2)
  if (username === undefined || username === '') throw new Refusal('Name the user that the token is for: npm run -s token -- nurse.health')
  process.stdout.write(`${await fetchToken(username, findDataDir(process.env))}\n`)
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}
