/** Chance that repeats itself: the same seed gives the same world (mulberry32, public domain algorithm by Tommy Ettinger). */
export type Chance = {
  /** At least 0, less than 1. */
  share(): number
  /** A whole number from `least` to `most`, both possible. */
  between(least: number, most: number): number
  one<T>(list: readonly T[]): T
  /** By weight: `weighted([['work', 64], ['family', 9]])`. */
  weighted<T>(list: readonly (readonly [T, number])[]): T
  happens(probability: number): boolean
  /** Some of the list, each with this probability, in the list's order. */
  some<T>(list: readonly T[], probability: number): T[]
  id(): string
}

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number) => least + Math.floor(share() * (most - least + 1))
  const one = <T>(list: readonly T[]): T => list[between(0, list.length - 1)]!
  return {
    share,
    between,
    one,
    weighted<T>(list: readonly (readonly [T, number])[]) {
      let left = share() * list.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of list) {
        left -= weight
        if (left < 0) return value
      }
      return list.at(-1)![0]
    },
    happens: (probability) => share() < probability,
    some: <T>(list: readonly T[], probability: number) => list.filter(() => share() < probability),
    id() {
      const digits = Array.from({ length: 32 }, () => between(0, 15).toString(16))
      digits[12] = '8'
      digits[16] = '89ab'[between(0, 3)]!
      return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    },
  }
}
