// A long list in portions, so that a thousand facts open as fast as ten. A fact that the address points to is always within.
import { useState } from 'react'

const portion = 50

/** The first part of the items and how to get more. `wanted` is the index that must be shown, or -1. */
export function usePortion<T>(items: readonly T[], wanted = -1) {
  const [count, setCount] = useState(Math.max(portion, wanted + 1))
  return { shown: items.slice(0, count), rest: Math.min(portion, Math.max(0, items.length - count)), more: () => setCount(count + portion) }
}
