import type { Finding } from './finding.ts'

/**
 * CUI: the 13 digits that RENAP gives at the registration of birth and that the DPI carries. Digits 1–8 are a serial number, 9 a
 * check digit, 10–11 the department and 12–13 the municipality of registration (of residence for naturalised citizens).
 *
 * RENAP publishes no formula; independent public validators agree on it: check = (Σ digitᵢ × (i + 2), i = 0…7) mod 11.
 * Worked: serial 9000 0001 → 9×2 + 1×9 = 27, 27 mod 11 = 5 → 9000 00015 0101.
 * Nothing here stops a record: a person at the door is never turned away by a number.
 */

/** Municipalities of each department, 01 to 22, as INE counts them today (340). Older validators stop at 13 in Escuintla. */
const municipalityCounts = [17, 8, 16, 16, 14, 14, 19, 8, 24, 21, 9, 30, 33, 21, 8, 17, 14, 5, 11, 11, 7, 17]

/** Without blanks, hyphens, dots and the apostrophe of spreadsheets. What is left may still be no CUI. */
export const normalizeCui = (text: string): string => text.normalize('NFKC').replace(/[\s\p{Pd}.'’`_/]/gu, '')

/** `9000 00015 0101`; text that is no CUI comes back as it was. */
export function formatCui(text: string): string {
  const cui = normalizeCui(text)
  return /^\d{13}$/.test(cui) ? `${cui.slice(0, 4)} ${cui.slice(4, 9)} ${cui.slice(9)}` : text
}

/** The check digit the first eight digits ask for; 10 is no digit, and such numbers should not exist. */
export function checkDigitOf(cui: string): number {
  let sum = 0
  for (let index = 0; index < 8; index++) sum += Number(cui[index]) * (index + 2)
  return sum % 11
}

/** The INE code of the municipality of registration, or undefined when the number names none. */
export function placeOf(text: string): string | undefined {
  const cui = normalizeCui(text)
  if (!/^\d{13}$/.test(cui)) return undefined
  const municipality = Number(cui.slice(11))
  const count = municipalityCounts[Number(cui.slice(9, 11)) - 1] ?? 0
  return municipality >= 1 && municipality <= count ? cui.slice(9) : undefined
}

/**
 * What is wrong with a CUI, all of it warnings; blank text has no findings. `cui-unverified`: the remainder is 10, for which
 * validators disagree: keep the number and check it with RENAP.
 */
export function checkCui(text: string): Finding[] {
  const found = text.trim()
  if (found === '') return []
  const warn = (code: string, fix?: string): Finding => ({ severity: 'warning', code, found, fix })
  const cui = normalizeCui(found)
  if (/^\d[.,]?\d*e\+?\d+$/i.test(found.replace(/\s/g, ''))) return [warn('cui-rounded')]
  if (!/^\d{13}$/.test(cui)) return [warn('cui-format')]
  const findings: Finding[] = []
  const check = checkDigitOf(cui)
  if (check === 10) findings.push(warn('cui-unverified'))
  // No fix is offered: the wrong digit may be any of the nine.
  else if (check !== Number(cui[8])) findings.push(warn('cui-check-digit'))
  const department = Number(cui.slice(9, 11))
  if (municipalityCounts[department - 1] === undefined) findings.push(warn('cui-department'))
  else if (placeOf(cui) === undefined) findings.push(warn('cui-municipality'))
  return findings
}

/** `valid`, `unverified` (remainder 10) or `invalid`. */
export function cuiStatus(text: string): 'valid' | 'unverified' | 'invalid' {
  const findings = checkCui(text)
  if (findings.length === 0) return text.trim() === '' ? 'invalid' : 'valid'
  return findings.every((one) => one.code === 'cui-unverified') ? 'unverified' : 'invalid'
}
