import { editDistanceOf } from './edit-distance.ts'
import { foldText } from './fold.ts'
import { municipalityNames } from './municipality-names.ts'

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

/** Codes by folded name. Some names stand for several municipalities; the code is then 0. */
const codeByName = new Map<string, number>()
for (const [, department, names] of municipalityNames.matchAll(/^(\d\d) ([^0-9]+)/gm))
  names!.split(',').forEach((alternatives, place) => {
    const code = Number(department) * 100 + place + 1
    for (const alternative of alternatives.split('=')) {
      const name = foldText(alternative)
      codeByName.set(name, codeByName.has(name) && codeByName.get(name) !== code ? 0 : code)
    }
  })
const knownNames = [...codeByName]

/** The INE code behind a folded name of a municipality, also when one key (in long names two) is wrong; 0 where it is not certain. */
export function municipalityNamed(folded: string): number {
  const known = codeByName.get(folded)
  if (known !== undefined) return known
  if (folded.length < 5) return 0
  const allowed = folded.length < 14 ? 1 : 2
  let nearest = 0
  let best = allowed + 1
  for (const [name, code] of knownNames) {
    if (Math.abs(name.length - folded.length) > allowed) continue
    const distance = editDistanceOf(name, folded)
    if (distance > allowed || distance > best) continue
    nearest = distance < best || nearest === code ? code : 0
    best = distance
  }
  return nearest
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
