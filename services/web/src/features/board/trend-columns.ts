// Where the columns of a small picture stand. Pure geometry, in the units of its view box.
export const trendSize = { width: 240, height: 64 }
const gap = 4

/** `top`: the count at the upper edge, at least 1 so that nothing divides by none. Every column begins at zero. */
export function toColumns(counts: readonly number[]): { columns: { x: number; y: number; width: number; height: number }[]; top: number } {
  const top = Math.max(1, ...counts)
  const step = trendSize.width / counts.length
  const columns = counts.map((count, index) => {
    const height = (count / top) * (trendSize.height - 2)
    return { x: index * step, y: trendSize.height - 1 - height, width: step - gap, height }
  })
  return { columns, top }
}
