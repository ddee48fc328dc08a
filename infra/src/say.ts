// What `npm start` writes to the terminal: few lines, for people.
import type { Person } from './identity/secrets.ts'

/** A line about the way; goes to stderr so that stdout holds what is worth keeping. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Where to log in and as whom. */
export function presentPeople(url: string, people: readonly Person[]): string {
  const width = (values: string[]) => Math.max(...values.map((value) => value.length))
  const username = width(people.map((person) => person.username))
  const password = width(people.map((person) => person.password))
  const lines = people.map(
    (person) =>
      `  ${person.username.padEnd(username)}  ${person.password.padEnd(password)}  ${[person.name, person.team].filter(Boolean).join(', ')}`,
  )
  return [`Log in at ${url} as one of these people (username, password, who it is):`, ...lines, ''].join('\n')
}
