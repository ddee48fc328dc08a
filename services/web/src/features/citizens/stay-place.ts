// Where a stay is, in as few words as tell it. Pure.

/** Hospital and department in one line; a department that repeats the hospital's name at its end is shortened. Empty when neither is told. */
export function nameStayPlace({ hospital, department }: { hospital: string | null; department: string | null }): string {
  if (hospital === null || department === null) return hospital ?? department ?? ''
  const parts = department.split(', ')
  const last = parts.at(-1) ?? ''
  const own = parts.length > 1 && hospital.startsWith(last) ? parts.slice(0, -1).join(', ') : department
  return own === hospital ? hospital : `${hospital}, ${own}`
}
