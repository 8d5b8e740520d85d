/**
 * The code of a slip: ten signs of Crockford's base 32 (https://www.crockford.com/base32.html), 50 bits of chance. It says
 * nothing about the person. Signs that are mistaken for each other are left out or read as one: O is 0, I and L are 1.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const slipCodeLength = 10

/** The code out of ten bytes of chance; the upper three bits of each are not used. */
export function slipCodeFrom(chance: Uint8Array): string {
  return Array.from(chance.subarray(0, slipCodeLength), (byte) => alphabet[byte % 32]).join('')
}

/** `7K3M9-QX2TB`: in two groups, to be read aloud. */
export function showSlipCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`
}

/** The code a person typed or a scanner read, or undefined when it is none. */
export function readSlipCode(text: string): string | undefined {
  const code = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  return code.length === slipCodeLength && [...code].every((sign) => alphabet.includes(sign)) ? code : undefined
}
