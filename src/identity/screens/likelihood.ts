/** Bits of a score in figures that people use. */

/** 2 to the power of `bits`, rounded as one would say it: 3, 40, 1000. From a million on, a million. */
export function timesOf(bits: number): number {
  const times = 2 ** Math.min(Math.abs(bits), 20)
  const unit = 10 ** Math.floor(Math.log10(times))
  return Math.min(1e6, Math.round(times / unit) * unit)
}

/** What a score says: likelier one person, likelier two, or neither. Below half as much again nobody would say "likelier". */
export function tendencyOf(score: number): 'same' | 'different' | 'even' {
  if (Math.abs(score) < Math.log2(1.5)) return 'even'
  return score > 0 ? 'same' : 'different'
}

/** `×8`, `÷64,000`, `÷4.2 millones`: what a weight of so many bits does to the odds. */
export function factorIn(locale: string): (bits: number) => string {
  const figures = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2, useGrouping: 'always' })
  const long = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2, notation: 'compact', compactDisplay: 'long' })
  return (bits) => {
    const times = 2 ** Math.abs(bits)
    return `${bits < 0 ? '÷' : '×'}${(times < 1e6 ? figures : long).format(times)}`
  }
}

/** The probability that odds of so many bits stand for, never rounded up to certainty: `50%`, `99.9%` for 10 bits, `99.9999%` for 20. */
export function shareIn(locale: string): (bits: number) => string {
  return (bits) => {
    const missing = 1 / (1 + 2 ** bits)
    const digits = Math.max(0, Math.floor(-Math.log10(missing)) - 2)
    const share = Math.floor((1 - missing) * 10 ** (digits + 2)) / 10 ** (digits + 2)
    return new Intl.NumberFormat(locale, {
      style: 'percent',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(share)
  }
}
