// Every deed that can be done to a journey. `withdraw` and `correct` are about other deeds and stand in the fold.
import type { DeedRule } from '../deed.ts'
import { activityDeeds } from './activities.ts'
import { coordinationDeeds } from './coordination.ts'
import { goalDeeds } from './goals.ts'
import { loopDeeds } from './loops.ts'
import { meetingDeeds } from './meetings.ts'
import { noteDeeds } from './notes.ts'
import { openingDeeds } from './opening.ts'
import { peopleDeeds } from './people.ts'
import { planDeeds } from './plans.ts'
import { teamDeeds } from './teams.ts'

export const deedRules = {
  ...openingDeeds,
  ...teamDeeds,
  ...coordinationDeeds,
  ...peopleDeeds,
  ...goalDeeds,
  ...activityDeeds,
  ...meetingDeeds,
  ...loopDeeds,
  ...noteDeeds,
  ...planDeeds,
} satisfies Record<string, DeedRule>

export type DeedName = keyof typeof deedRules

/** The rule of a deed, or undefined for a name that nobody has declared. */
export function findDeedRule(name: string): DeedRule | undefined {
  return Object.hasOwn(deedRules, name) ? deedRules[name as DeedName] : undefined
}
