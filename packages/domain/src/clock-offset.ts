// Offsets of the product's clock, as CLOCK gives them: `+36h`, `-90m`, or an ISO 8601 duration such as `-P3D` and `PT12H`.
// Months and years are refused: they have no fixed length, and an offset is added to real time once.

const milliseconds = { W: 604_800_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1_000 } as const
const short = /^([+-]?)(\d{1,6})([wdhms])$/
const iso = /^([+-]?)P(?=\d|T\d)(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/

/** Milliseconds (negative: back in time), or undefined when the text is no offset. */
export function toClockOffset(text: string): number | undefined {
  const one = short.exec(text)
  if (one) return signed(one[1], Number(one[2]) * milliseconds[one[3]?.toUpperCase() as keyof typeof milliseconds])
  const parts = iso.exec(text)
  if (!parts) return undefined
  const [, sign, ...counts] = parts
  return signed(
    sign,
    Object.values(milliseconds).reduce((sum, length, index) => sum + length * Number(counts[index] ?? 0), 0),
  )
}

const signed = (sign: string | undefined, amount: number) => (sign === '-' ? -amount : amount)
