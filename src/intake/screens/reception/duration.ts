/**
 * How long somebody was abroad, as they say it, in whole months: `3 años`, `8 meses`, `1 año y 2 meses`, `2 semanas`, `10 días`; a bare
 * number is months. Less than half a month is 0. Undefined when it is not understood.
 */
export function readMonths(text: string): number | undefined {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
  if (/^\d{1,4}$/.test(plain)) return inRange(Number(plain))
  const parts = [...plain.matchAll(/(\d+(?:[.,]\d+)?|un|una|one|a)\s*(y medio |y media )?([a-z]+)/g)]
  const rest = plain
    .replace(/(\d+(?:[.,]\d+)?|un|una|one|a)\s*(y medio |y media )?([a-z]+)/g, '')
    .replace(/\b(y|con|and|medio|media|half)\b|[,.\s]/g, '')
  if (parts.length === 0 || rest !== '') return undefined
  let months = 0
  for (const [, amount = '', half, unit = ''] of parts) {
    const size = sizeOf(unit)
    if (size === undefined) return undefined
    const number = Number(amount.replace(',', '.'))
    months += ((Number.isNaN(number) ? 1 : number) + (half ? 0.5 : 0)) * size
  }
  if (/\b(y medio|y media|and a half)$/.test(plain)) months += (sizeOf(parts.at(-1)?.[3] ?? '') ?? 0) / 2
  return inRange(Math.round(months))
}

const inRange = (months: number): number | undefined => (months <= 1200 ? months : undefined)

/** Months in a unit, by its first letters. */
function sizeOf(unit: string): number | undefined {
  if (/^(a|anos?|anios?|y|yrs?|years?)$/.test(unit)) return 12
  if (/^(m|mes|meses|months?)$/.test(unit)) return 1
  if (/^(s|sem|semanas?|weeks?)$/.test(unit)) return 7 / 30.4
  if (/^(d|dias?|days?)$/.test(unit)) return 1 / 30.4
  return undefined
}
