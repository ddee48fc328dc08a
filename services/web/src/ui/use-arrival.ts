// After a change of page the reader's place is the new heading; on the first load it stays where the browser puts it.
import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

let hasMoved = false

/** Keeps count of moves; mounted once, in the frame. */
export function useMoves(): void {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
        if (fromLocation !== undefined && pathChanged) hasMoved = true
      }),
    [router],
  )
}

/** For the heading (or field) of what has just been opened: it takes the focus, if `isWanted` when it is mounted. */
export function useArrival<T extends HTMLElement>(isWanted = true) {
  const heading = useRef<T>(null)
  const wanted = useRef(isWanted)
  useEffect(() => {
    if (hasMoved && wanted.current) heading.current?.focus({ preventScroll: true })
  }, [])
  return heading
}
