// Makes a failing history small enough to read: cuts its end, then leaves out deeds as long as it can still have happened and still fails.
import type { Deed } from './history.ts'
import { readHistory } from './naive-reader.ts'

/** The smallest history found that is legal and for which `fails` holds; `history` itself must. */
export function shrinkHistory(history: readonly Deed[], fails: (history: readonly Deed[]) => boolean): readonly Deed[] {
  let smallest: readonly Deed[] = history
  let next: readonly Deed[] | undefined = history
  while (next !== undefined) {
    smallest = next
    next = listSmaller(smallest).find((smaller) => smaller.length > 0 && isLegal(smaller) && fails(smaller))
  }
  return smallest
}

/** Shorter ones first: every prefix, then without one deed and what is about it, then without two. */
function listSmaller(history: readonly Deed[]): (readonly Deed[])[] {
  const prefixes = history.slice(1).map((_, index) => history.slice(0, index + 1))
  const ones = history.map((deed) => without(history, [deed.id]))
  const twos = history.flatMap((first, index) => history.slice(index + 1).map((second) => without(history, [first.id, second.id])))
  return [...prefixes, ...twos, ...ones]
}

function without(history: readonly Deed[], ids: number[]): readonly Deed[] {
  return history.filter((deed) => !ids.includes(deed.id) && !(deed.of !== null && ids.includes(deed.of)))
}

function isLegal(history: readonly Deed[]): boolean {
  try {
    for (let length = 1; length <= history.length; length++) readHistory(history.slice(0, length))
    return true
  } catch {
    return false
  }
}
