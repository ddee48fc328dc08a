// Figures about other teams are shown only where they are not small: a small one can be a person whom somebody knows.
// Whoever holds the rule and everything that is shown must not be able to work a hidden figure out again, by difference or otherwise.

/** Counts below this are not shown outside the own team: the usual threshold of Danish public statistics. */
export const leastShown = 5

export interface Column {
  /** One count per team; null: too small to be told. The own team's is always told. */
  cells: (number | null)[]
  /** Of all teams; null as soon as one of them is hidden, because the difference would tell it. */
  total: number | null
}

/**
 * Hides the small ones of a column. `own`: which cells are the reader's own. A hidden cell says that the count is below `leastShown` and nothing more:
 * no other cell is hidden in its place, because which one was chosen would itself be a hint, and the total goes with it.
 */
export function hideSmall(counts: readonly number[], own: readonly boolean[]): Column {
  const cells = counts.map((count, index) => (own[index] === true || count >= leastShown ? count : null))
  const total = cells.includes(null) ? null : counts.reduce((sum, count) => sum + count, 0)
  return { cells, total }
}
