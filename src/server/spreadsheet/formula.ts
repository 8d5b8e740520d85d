/**
 * Text that a spreadsheet program would run instead of show. The sign that starts a formula also starts telephone
 * numbers, negative numbers, bulleted names and the lone hyphen that people type for "nothing", so reading and writing
 * ask different questions: reading refuses only what would compute something, writing protects everything in doubt.
 *
 * Triggers after OWASP, "CSV Injection": = + - @ tab and carriage return, and the full-width forms of the first four.
 */
const TRIGGER = /^\s*[=+\-@＝＋－＠]/
const PLAIN_NUMBER = /^[+-]?(\d+|\d{1,3}([ ,.]\d{3})+)([.,]\d+)?\s?%?$/
const PHONE = /^\+\d[\d\s().-]*\d$/

/** Text that must not stand unprotected in a CSV file. */
export function startsLikeFormula(text: string): boolean {
  return TRIGGER.test(text) && !PLAIN_NUMBER.test(text) && !PHONE.test(text)
}

/** Text that computes something when a spreadsheet program opens it. Names, notes, numbers and telephones do not. */
export function isFormula(text: string): boolean {
  if (!startsLikeFormula(text)) return false
  const plain = text.normalize('NFKC').trim()
  const rest = plain.replace(/^[=+\-@\s]+/, '')
  if (rest === '') return false
  if (plain.startsWith('=')) return true
  return CALLS_OR_LINKS.test(rest) || ARITHMETIC.test(rest)
}

/** A function call, a link to another program (DDE) or to another sheet. "-Juan (hijo)" has a blank before its bracket. */
const CALLS_OR_LINKS = /[\p{L}\p{N}_.]\(|\||!|^\[|=/u
/** Only numbers, cells and operators, with an operator that no telephone number contains: `2+3`, `A1*B2`. */
const ARITHMETIC = /^(?=.*[+*/^&])[A-Z]{0,3}\$?[\d.,%]+(\s*[+\-*/^&]\s*\(*[A-Z]{0,3}\$?[\d.,%]+\)*)+$/i

/**
 * The text behind `="…"`, the form some programs use so that a long number stays text; undefined for anything else.
 * `="2222333440101"` is the text 2222333440101, nothing is computed.
 */
export function quotedLiteral(text: string): string | undefined {
  const inside = /^="([^"]*)"$/.exec(text)?.[1]
  return inside !== undefined && !startsLikeFormula(inside) ? inside : undefined
}

/** Protects text for CSV: spreadsheet programs show what follows the apostrophe and run nothing. */
export function protectedText(text: string): string {
  return startsLikeFormula(text.replace(/^'+/, '')) ? `'${text}` : text
}

/** Undoes `protectedText`. */
export function unprotectedText(text: string): string {
  return text.startsWith("'") && startsLikeFormula(text.replace(/^'+/, '')) ? text.slice(1) : text
}
