// The product's now: the server says what time it is (it may be moved), and the screen counts on from there.
import type { Instant } from '@roedtraad/domain'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

const tickMilliseconds = 30_000
const NowContext = createContext<Instant>(new Date(0).toISOString())

/** The product's now; renews every half minute. */
export const useNow = (): Instant => useContext(NowContext)

export function ProductTime({ told, children }: { told: { now: Instant; receivedAt: number }; children: ReactNode }) {
  const offset = Date.parse(told.now) - told.receivedAt
  const [tick, setTick] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setTick(Date.now()), tickMilliseconds)
    return () => clearInterval(timer)
  }, [])
  return <NowContext value={new Date(Math.max(tick, told.receivedAt) + offset).toISOString()}>{children}</NowContext>
}
