// Small choices that a browser keeps for its user: never anything about a citizen.
type Choice = 'language' | 'team' | 'shortcuts'

/** The kept choice, or null; also null where the browser keeps nothing. */
export function kept(choice: Choice): string | null {
  try {
    return localStorage.getItem(`roedtraad.${choice}`)
  } catch {
    return null
  }
}

/** Keeps a choice, where the browser allows it. */
export function keep(choice: Choice, value: string): void {
  try {
    localStorage.setItem(`roedtraad.${choice}`, value)
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
