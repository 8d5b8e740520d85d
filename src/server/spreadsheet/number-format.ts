/**
 * How a number of a workbook is shown. XLSX keeps dates as numbers and says only through the number format of the
 * cell's style that they are dates; the same goes for codes that must keep their leading zeros.
 */
export type NumberFormat =
  | { kind: 'plain' }
  | { kind: 'date'; withTime: boolean }
  | { kind: 'time'; elapsed: boolean }
  | { kind: 'digits'; pattern: string }

const PLAIN: NumberFormat = { kind: 'plain' }

/** Formats 0 to 163 have no code in the file (ECMA-376 part 1, 18.8.30). 27–36 and 50–58 are East Asian dates. */
export function builtInFormat(id: number): NumberFormat {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return { kind: 'date', withTime: false }
  if (id === 22) return { kind: 'date', withTime: true }
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return { kind: 'time', elapsed: false }
  if (id === 46) return { kind: 'time', elapsed: true }
  return PLAIN
}

/** Reads a format code such as `dd/mm/yyyy`, `[h]:mm`, `[$-100A]d" de "mmmm` or `0000 00000 0000`. */
export function customFormat(code: string): NumberFormat {
  // Only the first section shows ordinary numbers; the others are for negative ones, zero and text.
  const section = code.match(/^(?:"[^"]*"|\\.|[^;"\\])*/)?.[0] ?? ''
  const literalsAsBlanks = section.replace(/"[^"]*"|\\.|[_*]./g, ' ')
  const elapsed = /\[(h+|m+|s+)\]/i.test(literalsAsBlanks)
  const tokens = literalsAsBlanks.replace(/\[[^\]]*\]/g, ' ').replace(/am\/pm|a\/p|general/gi, ' ')
  const clock = elapsed || /[hs]/i.test(tokens)
  if (/[yd]/i.test(tokens) || (/m/i.test(tokens) && !clock)) return { kind: 'date', withTime: clock }
  if (clock) return { kind: 'time', elapsed }

  const pattern = section.replace(/\\(.)|"([^"]*)"|\[[^\]]*\]/g, (_, escaped, quoted) => escaped ?? quoted ?? '')
  return /^0[0 \-/]*0$/.test(pattern) ? { kind: 'digits', pattern } : PLAIN
}

/**
 * A stored number as a person sees it: dates as `YYYY-MM-DD` (with `THH:MM` where the format shows a time and there is
 * one), times as `HH:MM`, whole numbers digit by digit, others with the 15 digits a spreadsheet program works with.
 *
 *     numberText('46346', { kind: 'date', withTime: false })      → '2026-11-20'
 *     numberText('1.1000000000000001', { kind: 'plain' })         → '1.1'
 *     numberText('101', { kind: 'digits', pattern: '0000' })      → '0101'
 */
export function numberText(stored: string, format: NumberFormat, epoch1904 = false): string {
  const number = Number(stored)
  if (stored.trim() === '' || !Number.isFinite(number)) return stored
  switch (format.kind) {
    case 'plain':
      return plainNumber(stored.trim(), number)
    case 'digits':
      return Number.isSafeInteger(number) && number >= 0
        ? inPattern(String(number), format.pattern)
        : plainNumber(stored.trim(), number)
    case 'time':
      return clockText(number, format.elapsed)
    case 'date':
      return dateText(number, format.withTime, epoch1904) ?? plainNumber(stored.trim(), number)
  }
}

function plainNumber(stored: string, number: number): string {
  if (/^-?\d+$/.test(stored)) return stored
  const rounded = Number(number.toPrecision(15))
  if (Number.isInteger(rounded) && Math.abs(rounded) < 1e21) return BigInt(rounded).toString()
  const text = String(rounded)
  return text.includes('e')
    ? rounded.toFixed(Math.min(100, 15 + Math.abs(Number(text.split('e')[1])))).replace(/\.?0+$/, '')
    : text
}

/** Digits from the right into the zeros of the pattern; those that find no place stand in front. */
function inPattern(digits: string, pattern: string): string {
  const waiting = [...digits]
  const shown = [...pattern].reverse().map((sign) => (sign === '0' ? (waiting.pop() ?? '0') : sign))
  return waiting.join('') + shown.reverse().join('')
}

function clockText(days: number, elapsed: boolean): string {
  const minutes = Math.floor(toSeconds(elapsed ? days : days - Math.floor(days)) / 60)
  const hours = Math.floor(minutes / 60)
  return `${twoDigits(elapsed ? hours : hours % 24)}:${twoDigits(minutes % 60)}`
}

/**
 * Days counted from 1899-12-30, or from 1904-01-01 in workbooks begun on an old Macintosh. Excel believes that 1900 was
 * a leap year, so its first 59 days stand one later. 46,346 is 2026-11-20.
 */
function dateText(stored: number, withTime: boolean, epoch1904: boolean): string | undefined {
  const days = epoch1904 ? stored + 1462 : stored < 60 ? stored + 1 : stored
  if (stored < 0 || days >= 2_958_466) return undefined
  const moment = new Date(Date.UTC(1899, 11, 30) + toSeconds(days) * 1000).toISOString()
  const time = moment.slice(11, 16)
  return withTime && time !== '00:00' ? `${moment.slice(0, 10)}T${time}` : moment.slice(0, 10)
}

/** Half past ten is stored as 0.4374999999…; a person means whole seconds. */
function toSeconds(days: number): number {
  return Math.round(days * 86_400)
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
