// From the choice of a ground to the reference that a deed names. Pure.
/** `statute:RSL-5` or `consent:<id>`. */
export function toGround(choice: string): { statute: string } | { consent: string } {
  const [kind, ...rest] = choice.split(':')
  const named = rest.join(':')
  return kind === 'consent' ? { consent: named } : { statute: named }
}
