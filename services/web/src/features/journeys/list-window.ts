// Of a long list only the parts near the screen are drawn; the others keep their height, so that the scroll bar tells the truth.
import { type RefObject, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

/** Pixels above and below the screen that are drawn too. */
const margin = 1_600
/** So many rows are drawn or left out together. */
const partSize = 10
/** Of a part that was never drawn. */
const guessedHeight = 900

export interface Shown {
  first: number
  last: number
}

/** A long list in parts. Pure. */
export function toParts<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / partSize) }, (_, part) => items.slice(part * partSize, (part + 1) * partSize))
}

/** Which parts touch the screen. `edges`: the upper edge of every part and the lower of the last, in pixels from the top of the screen. Pure. */
export function findShown(edges: readonly number[], screen: number): Shown {
  const touches = (part: number) => (edges[part + 1] ?? 0) > -margin && (edges[part] ?? 0) < screen + margin
  const parts = edges.slice(1).map((_, part) => part)
  const first = parts.findIndex(touches)
  return first === -1 ? { first: 0, last: 0 } : { first, last: parts.findLastIndex(touches) }
}

/** `list` holds, for every part and after the last, an element with `data-edge`. Returns which parts to draw, and how high the others are. */
export function useShownParts(list: RefObject<HTMLElement | null>, count: number): { shown: Shown; heightOf: (part: number) => number } {
  const heights = useRef(new Map<number, number>())
  const [shown, setShown] = useState<Shown>({ first: 0, last: count })
  useEffect(() => {
    const look = () => {
      const edges = [...(list.current?.querySelectorAll('[data-edge]') ?? [])].map((edge) => edge.getBoundingClientRect().top)
      const next = findShown(edges, window.innerHeight)
      setShown((before) => {
        for (let part = before.first; part <= Math.min(before.last, count - 1); part += 1)
          heights.current.set(part, (edges[part + 1] ?? 0) - (edges[part] ?? 0))
        return before.first === next.first && before.last === next.last ? before : next
      })
    }
    look()
    let frame = 0
    const soon = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(look)
    }
    // On paper there is no screen to be near to.
    const all = () => flushSync(() => setShown({ first: 0, last: count }))
    window.addEventListener('scroll', soon, { passive: true })
    window.addEventListener('resize', soon)
    window.addEventListener('beforeprint', all)
    window.addEventListener('afterprint', soon)
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('scroll', soon)
      window.removeEventListener('resize', soon)
      window.removeEventListener('beforeprint', all)
      window.removeEventListener('afterprint', soon)
    }
  }, [list, count])
  return { shown, heightOf: (part) => heights.current.get(part) ?? guessedHeight }
}
