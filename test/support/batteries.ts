// What starts, kills and loads the whole product again and again: it runs with CI=true, or when it is asked for by name.
const batteries: readonly string[] = [
  'test/faults/worker-kill.test.ts',
  'test/starting/surroundings.test.ts',
  'test/stories/journeys.test.ts',
  'test/browser/timeline.test.ts',
]
const isAsked = process.argv.some((word) => word.startsWith('test/') && batteries.some((file) => file.startsWith(word)))

/** Batteries that this run leaves out. */
export const leftOut: readonly string[] = process.env['CI'] === 'true' || isAsked ? [] : batteries
