/** Chance that repeats itself: the same seed gives the same people (mulberry32, public domain algorithm by Tommy Ettinger). */
export type Chance = {
  /** At least 0, less than 1. */
  share(): number
  happens(probability: number): boolean
  /** A whole number from `least` to `most`, both possible. */
  between(least: number, most: number): number
  one<T>(list: readonly T[]): T
}

export function chanceFrom(seed: number): Chance {
  let state = mixed(seed)
  const share = () => {
    state = (state + 0x6d2b79f5) | 0
    let word = Math.imul(state ^ (state >>> 15), state | 1)
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61)
    return ((word ^ (word >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    share,
    happens: (probability) => share() < probability,
    between: (least, most) => least + Math.floor(share() * (most - least + 1)),
    one: (list) => list[Math.floor(share() * list.length)]!,
  }
}

/** Seeds that are near each other begin far apart (finaliser of MurmurHash3). */
function mixed(seed: number): number {
  let word = seed | 0
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
  return word ^ (word >>> 16)
}

/** Draws by weight: `draw(chance)` gives a value of `values`, each as often as its weight says. */
export function weighted<T>(values: readonly T[], weights: readonly number[]): (chance: Chance) => T {
  const upTo = new Float64Array(values.length)
  let sum = 0
  for (let at = 0; at < values.length; at++) {
    sum += weights[at]!
    upTo[at] = sum
  }
  return (chance) => {
    const wanted = chance.share() * sum
    let low = 0
    let high = values.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (upTo[middle]! > wanted) high = middle
      else low = middle + 1
    }
    return values[low]!
  }
}

/** Names are as frequent as their rank says: weight 1 / rank^exponent (Zipf). The list stands in the order of frequency. */
export function byRank<T>(values: readonly T[], exponent: number): (chance: Chance) => T {
  return weighted(
    values,
    values.map((_, at) => 1 / (at + 1) ** exponent),
  )
}
