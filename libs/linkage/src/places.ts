/** Which departments border on each other, by INE code, each pair once (see any map of Guatemala). */
const borders = `
1-2 1-3 1-4 1-5 1-6 1-15 1-21 2-15 2-16 2-19 2-21 3-4 3-5 4-5 4-7 4-10 4-14 4-15 5-6 5-10 6-21 6-22 7-8 7-9 7-10 7-14 8-9 8-13 8-14
9-10 9-11 9-12 9-13 10-11 11-12 12-13 13-14 14-15 14-16 15-16 16-17 16-18 16-19 17-18 18-19 19-20 19-21 20-21 20-22 21-22`

const departments = 22
/** Per department its neighbours as bits. */
const neighbours = new Uint32Array(departments + 1)
for (const [, one, other] of borders.matchAll(/(\d+)-(\d+)/g)) {
  neighbours[Number(one)]! |= 1 << Number(other)
  neighbours[Number(other)]! |= 1 << Number(one)
}

/** An INE code of a municipality (`0806`, `806`, `GT0806`) as a number, or 0. */
export function municipalityOf(text: string): number {
  const code = Number(/^\s*(?:GT)?(\d{3,4})\s*$/i.exec(text)?.[1] ?? 0)
  return Math.floor(code / 100) <= departments && code > 100 && code % 100 > 0 ? code : 0
}

/** An INE code of a department (`08`, `8`, `GT08`) as a number, or 0. */
export function departmentOf(text: string): number {
  const code = Number(/^\s*(?:GT)?-?(\d{1,2})\s*$/i.exec(text)?.[1] ?? 0)
  return code <= departments ? code : 0
}

/** How two places agree, from worst to best; 0 is not known. */
export const placeLevels = [
  'not known',
  'different departments',
  'neighbouring departments',
  'the same department',
  'places with names alike',
  'the same municipality',
] as const

/** The level of `placeLevels` for INE codes; 0 for a part that is not known. */
export function placeLevel(municipalityA: number, departmentA: number, municipalityB: number, departmentB: number): number {
  if (municipalityA !== 0 && municipalityA === municipalityB) return 5
  if (departmentA === 0 || departmentB === 0) return 0
  if (departmentA === departmentB) return 3
  return (neighbours[departmentA]! >> departmentB) & 1 ? 2 : 1
}
