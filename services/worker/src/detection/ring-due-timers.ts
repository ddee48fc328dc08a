// What did not happen: timers that are due by the product's clock become rows to be judged, also after an outage of any length.
import { wakeTimers } from '@roedtraad/use-cases'
import type { Parts } from '../parts.ts'

const timersAtOnce = 1_000

/** Rings all that are due. */
export async function ringDueTimers({ deps }: Parts): Promise<void> {
  let rung = timersAtOnce
  while (rung === timersAtOnce) rung = await wakeTimers(deps, timersAtOnce)
}
