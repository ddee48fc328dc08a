// A small repeatable random source (mulberry32): the same seed gives the same histories on every machine.

export interface Random {
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  shuffle<T>(items: readonly T[]): T[]
  uuid(): string
}

/** Makes a random source from a 32-bit seed. `pick` throws RangeError on an empty list. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const hex = (digits: number) => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join('')
  return {
    whole,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const index = whole(0, items.length - 1)
      if (index >= items.length || items.length === 0) throw new RangeError('nothing to pick from')
      return items[index] as (typeof items)[number]
    },
    shuffle: (items) => {
      const mixed = items.map((item) => ({ item, key: next() }))
      return mixed.sort((a, b) => a.key - b.key).map(({ item }) => item)
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  }
}
