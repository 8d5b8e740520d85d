import { foldName } from '#base/personal-name.ts'
import { meansUnknown } from '#base/unknown-words.ts'
import type { Department, Municipality } from '../contract.ts'
import { type PlaceNames, placeKey, placeNames } from './place-names.ts'

/**
 * What a text says about a place.
 *
 * `found`: one municipality. `how` says how sure: by its `code` or `name`; by a `part` of its name that no other has (`Carchá`); by a
 * near `spelling`. `orDepartment`: its department has the same name (`Huehuetenango`) and may be all that was meant.
 * `several`: the candidates, one of which is meant. `department`: no municipality was named. `unknown`: nothing of this country.
 */
export type PlaceFound =
  | { kind: 'found'; municipality: Municipality; how: 'code' | 'name' | 'part' | 'spelling'; orDepartment: boolean }
  | { kind: 'several'; candidates: Municipality[] }
  | { kind: 'department'; departmentCode: string }
  | { kind: 'unknown' }

export type MunicipalityFinder = {
  /** Finds a municipality from what a desk writes. `department`: what stands in the next column, if anything (name or code). */
  find(text: string, department?: string): PlaceFound
  /** The INE code of a department from a name (`El Quiché`), INE code (`14`) or ISO code (`GT-14`, `GT-QC`). */
  findDepartment(text: string): string | undefined
  byCode(code: string): Municipality | undefined
}

/** What people say instead of the name. Only where no other place is meant by it. */
const nicknames: Record<string, string> = {
  capital: '0101',
  'la capital': '0101',
  'ciudad capital': '0101',
  guate: '0101',
  'guatemala city': '0101',
  'ciudad guatemala': '0101',
  'cd de guatemala': '0101',
  antigua: '0301',
  huehue: '1301',
  chichi: '1406',
  toto: '0801',
  reu: '1101',
  mazate: '1001',
  pana: '0710',
}
const departmentNicknames: Record<string, string> = {
  huehue: '13',
  toto: '08',
  reu: '11',
  'a verapaz': '16',
  'a v': '16',
  av: '16',
  'b verapaz': '15',
  'b v': '15',
  bv: '15',
}

/** Reads places of Guatemala. Made once from the directory's rows; remembers what it was asked, so whole files are quick. */
export function municipalityFinder(municipalities: Municipality[], departments: Department[]): MunicipalityFinder {
  const byCode = new Map(municipalities.map((one) => [one.code, one]))
  const byPcode = new Map(municipalities.map((one) => [one.ochaPcode, one]))
  const named: [string, Municipality][] = municipalities.flatMap((municipality) =>
    [municipality.name, ...municipality.otherNames].map((name): [string, Municipality] => [placeKey(name), municipality]),
  )
  for (const [key, code] of Object.entries(nicknames)) {
    const municipality = byCode.get(code)
    if (municipality) named.push([key, municipality])
  }
  const anywhere = placeNames(named)
  const inside = new Map(
    departments.map(({ code }) => [code, placeNames(named.filter(([, municipality]) => municipality.departmentCode === code))]),
  )

  const departmentKeys = new Map<string, string>(Object.entries(departmentNicknames))
  for (const { code, name, iso31662, iso31662Former } of departments) {
    const key = placeKey(name)
    for (const one of [code, key, key.replace(/^el /, ''), `el ${key}`, foldName(iso31662), foldName(iso31662Former)])
      departmentKeys.set(one, code)
  }
  const departmentNames = placeNames([...departmentKeys])
  const capitalOf = new Map(departments.map((one) => [one.code, byCode.get(one.capitalMunicipalityCode)]))

  function findDepartment(text: string): string | undefined {
    const key = placeKey(text).replace(/^(\d)$/, '0$1')
    return departmentKeys.get(key) ?? departmentNames.nearest(key)
  }

  function withCode(text: string): Municipality | undefined {
    const match = /^(GT)?[ -]?(\d{3,4})\b/i.exec(text.trim())
    if (!match?.[2]) return undefined
    const code = match[2].padStart(4, '0')
    // A code with GT in front is a P-code of OCHA, which exchanges Sansare and Sanarate; a bare one is INE's.
    return match[1] ? byPcode.get(`GT${code}`) : byCode.get(code)
  }

  /** Has the municipality the name of its department, and was it called by that name? Xela is only ever the town. */
  function namesItsDepartment(municipality: Municipality, calledBy = placeKey(municipality.name)): boolean {
    return departmentKeys.get(calledBy) === municipality.departmentCode && calledBy === placeKey(municipality.name)
  }

  /** One name, without its department: what it may mean among the names of a department, or anywhere. */
  function findName(key: string, names: PlaceNames<Municipality> = anywhere): PlaceFound {
    const everywhere = names === anywhere
    const found = (municipality: Municipality, how: 'name' | 'part' | 'spelling'): PlaceFound => ({
      kind: 'found',
      municipality,
      how,
      orDepartment: everywhere && how !== 'part' && namesItsDepartment(municipality, how === 'name' ? key : undefined),
    })
    const severalOr = ([first, ...more]: Municipality[], how: 'name' | 'part'): PlaceFound | undefined =>
      first && (more.length > 0 ? { kind: 'several', candidates: [first, ...more] } : found(first, how))

    const exact = names.exact(key)
    const department = everywhere ? departmentKeys.get(key) : undefined
    if (department && exact.length === 0) return { kind: 'department', departmentCode: department }
    // "El Progreso" is a municipality of Jutiapa and another department: its capital is a candidate too.
    const capital = department && capitalOf.get(department)
    if (capital && !exact.some((one) => one.departmentCode === department)) exact.push(capital)
    const sure = severalOr(exact, 'name') ?? severalOr(key.length > 3 ? names.holding(key) : [], 'part')
    if (sure) return sure
    const near = names.nearest(key)
    if (near) return found(near, 'spelling')
    const nearDepartment = everywhere ? departmentNames.nearest(key) : undefined
    return nearDepartment ? { kind: 'department', departmentCode: nearDepartment } : { kind: 'unknown' }
  }

  /** `Municipio, Departamento` or the other way round, or run together: every cut whose one side is a department. */
  function findWithDepartment(parts: string[]): PlaceFound | undefined {
    let second: PlaceFound | undefined
    for (const [departmentAt, name] of [...parts.entries()].reverse()) {
      const code = departmentKeys.get(placeKey(name))
      if (!code) continue
      for (const [at, part] of [...parts.entries()].reverse()) {
        const found = at === departmentAt ? undefined : findName(placeKey(part), inside.get(code))
        if (found?.kind === 'found' && found.how === 'name') return found
        if (found && found.kind !== 'unknown') second ??= found
      }
    }
    return second
  }

  function read(text: string, departmentText: string): PlaceFound {
    const coded = withCode(text)
    if (coded) return { kind: 'found', municipality: coded, how: 'code', orDepartment: false }
    const key = placeKey(text)
    const department = findDepartment(departmentText)
    if (key === '' || meansUnknown(text))
      return department ? { kind: 'department', departmentCode: department } : { kind: 'unknown' }
    if (department) {
      const within = findName(key, inside.get(department))
      const departmentOnly = departmentKeys.get(key) === department && !(within.kind === 'found' && within.how === 'name')
      if (departmentOnly) return { kind: 'department', departmentCode: department }
      if (within.kind !== 'unknown') return within
    }
    const parts = text
      .split(/[,/;|()]| - | – /)
      .map((part) => part.trim())
      .filter((part) => placeKey(part) !== '')
    return parts.length > 1 ? inParts(parts) : inOnePiece(key)
  }

  /** `Sanarate`, or a name and its department with nothing between them: `San José Petén`. */
  function inOnePiece(key: string): PlaceFound {
    const whole = findName(key)
    if (whole.kind === 'found' && whole.how === 'name') return whole
    const words = key.split(' ')
    for (let cut = 1; cut < words.length; cut++) {
      const found = findWithDepartment([words.slice(0, cut).join(' '), words.slice(cut).join(' ')])
      if (found) return found
    }
    return whole
  }

  /** `Aldea, Municipio, Departamento`, in any order. A last `Guatemala` is more often the country than the place. */
  function inParts(parts: string[]): PlaceFound {
    const together = findWithDepartment(parts)
    if (together) return together
    const local = placeKey(parts.at(-1) ?? '') === 'guatemala' ? parts.slice(0, -1) : parts
    const each = local.toReversed().map((part) => findName(placeKey(part)))
    return (
      each.find((one) => one.kind === 'found' && one.how === 'name') ??
      each.find((one) => one.kind !== 'unknown') ?? { kind: 'unknown' }
    )
  }

  const remembered = new Map<string, PlaceFound>()
  function find(text: string, department = ''): PlaceFound {
    const question = `${text}\n${department}`
    const known = remembered.get(question)
    if (known) return known
    const answer = read(text, department)
    // A file has some hundreds of places; more distinct texts than this are not places.
    if (remembered.size < 20_000) remembered.set(question, answer)
    return answer
  }

  return { find, findDepartment, byCode: (code) => byCode.get(code) }
}
