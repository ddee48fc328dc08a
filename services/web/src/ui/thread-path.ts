// The thread as lines: where it lies, where it passes from lane to lane, and where it hangs loose. Pure geometry, in pixels.
import { type Axis, place } from './time-axis.ts'

export interface Strand {
  /** SVG path of one unbroken stretch. */
  path: string
  /** Where it begins and ends. */
  start: { x: number; y: number }
  end: { x: number; y: number }
  /** Whether it ends loose, or goes on to now. */
  looseEnd: boolean
  looseStart: boolean
}

interface Piece {
  team: string
  from: string
  to: string | null
}

/** Half the width over which it passes from one lane to the next. */
const passing = 10
/** The little curl of a loose end. */
const curl = 7

/**
 * The strands of a thread. `laneOf` gives the vertical middle of a team's lane; `width` is that of the axis. Pieces in order of time; those that touch are one strand.
 * A strand that does not reach `now` ends loose, unless the journey is closed there.
 */
export function toStrands(
  pieces: readonly Piece[],
  options: { axis: Axis; width: number; now: string; closedAt: string | null; laneOf: (team: string) => number },
): Strand[] {
  const { axis, width, now, closedAt, laneOf } = options
  const x = (at: string) => (place(at, axis) / 100) * width
  const shown = pieces.filter((piece) => (piece.to ?? now) > axis.from && piece.from < axis.to)
  const strands = groupTouching(shown)
  return strands.map((strand, index) => {
    const first = strand[0]
    const last = strand.at(-1)
    if (first === undefined || last === undefined) throw new Error('a strand has no piece')
    const end = { x: x(last.to ?? now), y: laneOf(last.team) }
    const start = { x: x(first.from), y: laneOf(first.team) }
    const looseEnd = last.to !== null && last.to !== closedAt
    const looseStart = index > 0
    return { path: draw(strand, x, laneOf, now) + (looseEnd ? fray : ''), start, end, looseEnd, looseStart }
  })
}

function groupTouching(pieces: readonly Piece[]): Piece[][] {
  const strands: Piece[][] = []
  for (const piece of pieces) {
    const strand = strands.at(-1)
    if (strand !== undefined && strand.at(-1)?.to === piece.from) strand.push(piece)
    else strands.push([piece])
  }
  return strands
}

function draw(strand: readonly Piece[], x: (at: string) => number, laneOf: (team: string) => number, now: string): string {
  return strand
    .map((piece, index) => {
      const y = laneOf(piece.team)
      const before = strand[index - 1]
      const from = x(piece.from)
      const to = x(piece.to ?? now)
      const leaves = strand[index + 1] !== undefined && laneOf(strand[index + 1]?.team ?? '') !== y
      const end = round(leaves ? Math.max(from, to - passing) : to)
      if (before === undefined) return `M${round(from)} ${y}H${end}`
      const above = laneOf(before.team)
      if (above === y) return `H${end}`
      const into = round(Math.min(from + passing, to))
      return `C${round(from)} ${above} ${round(from)} ${y} ${into} ${y}H${Math.max(end, into)}`
    })
    .join('')
}

const fray = `c${curl} 0 ${curl} ${curl} ${curl - 2} ${curl + 2}`

const round = (value: number) => Math.round(value * 10) / 10
