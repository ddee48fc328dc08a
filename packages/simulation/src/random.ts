// The only source of chance here: sfc32, a small generator that passes PractRand (Chris Doty-Humphrey, 2010). Every citizen has a
// stream of her own, so a change in one life leaves all other lives as they were.

export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** A whole number from `minimum` to `maximum`, both included. */
  integer(minimum: number, maximum: number): number
  /** True with this probability. */
  chance(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** A waiting time without memory. */
  exponential(mean: number): number
  /** A number from the normal distribution with mean 0 and deviation 1 (Box and Muller). */
  normal(): number
  /** 32 hexadecimal digits in the shape of a random UUID (version 4). */
  uuid(): string
}

/** Equal `seed` and `stream` give the same numbers for ever. Both are whole numbers; only 32 bits of `stream` count. */
export function createRandom(seed: number, stream: number): Random {
  const next32 = sfc32(seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0, stream >>> 0)
  const next = () => next32() / 2 ** 32
  const integer = (minimum: number, maximum: number) => minimum + Math.floor(next() * (maximum - minimum + 1))
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (items) => pickOf(items, next()),
    exponential: (mean) => -mean * Math.log(1 - next()),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    uuid: () => toUuid([next32(), next32(), next32(), next32()]),
  }
}

function sfc32(first: number, second: number, third: number): () => number {
  let [a, b, c, counter] = [first, second, third, 1]
  const step = () => {
    const result = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + result
    return result >>> 0
  }
  // The first numbers of neighbouring seeds still resemble each other.
  for (let round = 0; round < 15; round++) step()
  return step
}

function pickOf<Item>(items: readonly Item[], fraction: number): Item {
  if (items.length === 0) throw new RangeError('items: is empty, so there is nothing to pick; pass at least one')
  return items[Math.floor(fraction * items.length)] as Item
}

function toUuid(words: number[]): string {
  const hex = words.map((word) => word.toString(16).padStart(8, '0')).join('')
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}
