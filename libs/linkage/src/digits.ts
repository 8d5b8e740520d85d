/** Decimal digits side by side, four bits each: which digits of two numbers differ is then one XOR. */

const ofFour = Uint16Array.from({ length: 10_000 }, (_, number) => Number.parseInt(String(number), 16))

/** The eight last digits of a number that is not below 0: 19870512 → 0x19870512. */
export const eightDigits = (number: number): number =>
  (ofFour[((number / 10_000) | 0) % 10_000]! << 16) | ofFour[number % 10_000]!

/** A bit (of every fourth) for each digit that differs, from `eightDigits`. */
export function differing(a: number, b: number): number {
  const bits = a ^ b
  const pairs = bits | (bits >>> 1)
  return (pairs | (pairs >>> 2)) & 0x11111111
}

/** Whether two neighbouring digits, and no others, differ and are exchanged; `different` is what `differing` gave. */
export function neighboursExchanged(a: number, b: number, different: number): boolean {
  const lower = different & -different
  if (different === 0 || different !== (lower | (lower << 4))) return false
  const place = 31 - Math.clz32(lower)
  const twoOfA = (a >>> place) & 0xff
  const twoOfB = (b >>> place) & 0xff
  return twoOfA === (((twoOfB << 4) | (twoOfB >>> 4)) & 0xff)
}

/** True when a single bit is set. */
export const isSingle = (bits: number): boolean => (bits & (bits - 1)) === 0
