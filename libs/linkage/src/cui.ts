import { editDistance } from './edit-distance.ts'
import { bitsIn } from './word-level.ts'

/**
 * CUI, the 13 digits of the DPI: 8 of serial, a check digit, department and municipality of registration.
 * check = (Σ digitᵢ × (i + 2), i = 0…7) mod 11. RENAP publishes no formula; independent public validators agree on this one.
 * Worked: 9000 0001 → 9×2 + 1×9 = 27, 27 mod 11 = 5 → 9000 00015 0101.
 */
export type Cui = {
  /** The first nine digits as a number + 1; 0 when there is no CUI. */
  head: number
  /** The digits from the tenth on as a number. */
  tail: number
  digits: number
  valid: boolean
}

/** Municipalities of the departments 01–22 as INE counts them (340). */
const municipalities = [17, 8, 16, 16, 14, 14, 19, 8, 24, 21, 9, 30, 33, 21, 8, 17, 14, 5, 11, 11, 7, 17]

/** Fewer than six digits say nothing, nor does one digit throughout. Of more than thirteen digits the first thirteen count. */
export function cuiOf(text: string): Cui {
  let head = 0
  let tail = 0
  let count = 0
  let sum = 0
  let check = 0
  let first = -1
  let isOneDigit = true
  for (let at = 0; at < text.length && count < 13; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) continue
    if (count === 0) first = digit
    else if (digit !== first) isOneDigit = false
    if (count < 9) head = head * 10 + digit
    else tail = tail * 10 + digit
    if (count < 8) sum += digit * (count + 2)
    else if (count === 8) check = digit
    count++
  }
  if (count < 6 || isOneDigit) return { head: 0, tail: 0, digits: 0, valid: false }
  return { head: head + 1, tail, digits: count, valid: count === 13 && sum % 11 === check && isMunicipality(tail) }
}

export const validCui = (digits: string): boolean => /^\d{13}$/.test(digits) && cuiOf(digits).valid

/** Whether department and municipality, two digits each, are of the 340. */
function isMunicipality(code: number): boolean {
  const number = code % 100
  return number >= 1 && number <= (municipalities[Math.floor(code / 100) - 1] ?? 0)
}

/** How two CUI agree, from worst to best; 0 is not known. */
export const cuiLevels = [
  'not known',
  'two different valid numbers',
  'different, one of them cannot be',
  'two keys apart',
  'one key apart, or one is the beginning of the other',
  'agree',
] as const

/**
 * What is known of a number beside its digits, in one number: valid or not (1 bit), how many digits (4 bits), and which digits it has
 * once and twice (20 bits), for numbers that differ in three of these are not two keys apart.
 */
export function cuiInfoOf({ digits: count, valid }: Cui, text: string): number {
  let seen = 0
  for (let at = 0, found = 0; found < count; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) continue
    found++
    seen |= seen & (1 << digit) ? 1024 << digit : 1 << digit
  }
  return (seen << 5) | (count << 1) | Number(valid)
}
export const digitsIn = (info: number): number => (info >> 1) & 15

/** The digits of both numbers, one after the other. */
const digits = new Uint8Array(26)

/** The level of `cuiLevels`; `info` as `cuiInfoOf` gives it. */
export function cuiLevel(headA: number, tailA: number, infoA: number, headB: number, tailB: number, infoB: number): number {
  if (headA === 0 || headB === 0) return 0
  if (headA === headB && tailA === tailB && infoA === infoB) return 5
  const digitsA = digitsIn(infoA)
  const digitsB = digitsIn(infoB)
  if (headA === headB && digitsA !== digitsB && Math.min(digitsA, digitsB) === 9) return 4
  const worst = (infoA & infoB & 1) === 1 ? 1 : 2
  if (bitsIn((infoA & ~infoB) >> 5) > 2 || bitsIn((infoB & ~infoA) >> 5) > 2) return worst
  spell(0, headA, tailA, digitsA)
  spell(13, headB, tailB, digitsB)
  const distance = editDistance(digits, 0, digitsA, 13, digitsB)
  if (distance <= 1) return 4
  if (distance === 2) return 3
  return worst
}

function spell(from: number, head: number, tail: number, count: number): void {
  let rest = head - 1
  for (let at = Math.min(count, 9) - 1; at >= 0; at--) {
    digits[from + at] = rest % 10
    rest = (rest / 10) | 0
  }
  rest = tail
  for (let at = count - 1; at >= 9; at--) {
    digits[from + at] = rest % 10
    rest = (rest / 10) | 0
  }
}
