import { findCountry } from '#base/countries.ts'
import { normalizeCui } from '#base/cui.ts'
import { foldName, nameTokens } from '#base/personal-name.ts'
import { meansUnknown } from '#base/unknown-words.ts'

/** What the cells of a column look like, without its title. `empty` when nothing is written in it. */
export type Contents = 'cui' | 'date' | 'sequence' | 'age' | 'sex' | 'country' | 'wholeNames' | 'names' | 'other' | 'empty'

/**
 * Frequent given names and surnames (keys of `foldName`), to tell one kind of column from the other where no title does. General
 * knowledge; a few dozen cover most rows of any list.
 */
const frequentGivenNames = new Set(
  `juan jose carlos luis miguel francisco pedro manuel mario jorge antonio angel cesar edgar edwin oscar victor hector julio marvin wilmer elmer
   byron kevin brayan diego mateo sebastian tomas andres domingo pascual gaspar santos maria ana juana rosa marta carmen luisa silvia sandra gloria
   blanca irma elena lucia catarina eulalia dominga isabel josefa candelaria petrona manuela magdalena angelica yesenia wendy jennifer ingrid`.split(
    /\s+/,
  ),
)
const frequentSurnames = new Set(
  `lopez garcia perez hernandez gonzalez rodriguez martinez morales ramirez vasquez velasquez mendez ramos gomez diaz sanchez cruz reyes castillo
   chavez ruiz mejia ortiz aguilar juarez lopes fuentes escobar estrada orozco barrios cifuentes monzon xiloj tzoc tum ixcoy coc caal choc tiul
   pop xol cucul ajanel tecun batz chavajay cuc sacalxot calel raymundo bamaca godinez matias pablo jeronimo brito cobo raxon tzunux ixcot`.split(
    /\s+/,
  ),
)

/** +1 when the words are mostly given names, −1 when they are mostly surnames, near 0 when it cannot be told. */
export function givenness(texts: string[]): number {
  let given = 0
  let sur = 0
  for (const text of texts) {
    for (const word of foldName(text).split(' ')) {
      if (frequentGivenNames.has(word)) given += 1
      if (frequentSurnames.has(word)) sur += 1
    }
  }
  return given + sur === 0 ? 0 : (given - sur) / (given + sur)
}

const sexWord = /^(m|f|h|x|masc(ulino)?|fem(enino)?|hombre|mujer|male|female)$/i
const dateLike =
  /^\d{1,4}[-/. ](\d{1,2}|[a-zñ]{3,12})[-/. ]\d{1,4}([ T][\d:.Z]*)?$|^\d{1,2} de \p{L}+ del? \d{4}$|^\p{L}{3,10}\.? \d{1,2},? \d{4}$/iu
const nameLike = /^[\p{L}\p{M}'’‘ʼꞌ´`.-]+( [\p{L}\p{M}'’‘ʼꞌ´`.-]+)*$/u
const wholeNameLike = /^[\p{L}\p{M}'’‘ʼꞌ´`. -]+, ?[\p{L}\p{M}'’‘ʼꞌ´`. -]+$|^(\S+ ){2,}\S+$/u

/** What most of the cells (at least four in five) have in common. */
export function contentsOf(cells: string[]): Contents {
  const written = cells.map((cell) => cell.trim()).filter((cell) => cell !== '' && !meansUnknown(cell))
  if (written.length === 0) return 'empty'
  const most = (test: (cell: string) => boolean) => written.filter(test).length >= written.length * 0.8
  if (most((cell) => /^\d{13}$/.test(normalizeCui(cell)))) return 'cui'
  if (most((cell) => dateLike.test(cell))) return 'date'
  if (most((cell) => sexWord.test(cell))) return 'sex'
  if (most((cell) => /^\d{1,5}$/.test(cell))) return numbersOf(written.map(Number))
  if (most((cell) => findCountry(cell) !== undefined)) return 'country'
  if (most((cell) => nameLike.test(cell) || wholeNameLike.test(cell)))
    return most((cell) => wholeNameLike.test(cell)) ? 'wholeNames' : 'names'
  return 'other'
}

function numbersOf(numbers: number[]): Contents {
  const steps = numbers.slice(1).filter((number, index) => number === (numbers[index] ?? 0) + 1).length
  if (numbers.length > 1 && steps >= (numbers.length - 1) * 0.8) return 'sequence'
  return numbers.every((number) => number <= 115) ? 'age' : 'other'
}

/** Which half of whole names holds the given names? `given-first` unless the words say otherwise. */
export function nameOrderOf(texts: string[]): 'given-first' | 'surnames-first' {
  const words = texts.map((text) => nameTokens(text)).filter((one) => one.length > 1)
  const [firsts, lasts] = [words.map((one) => one[0] ?? ''), words.map((one) => one.at(-1) ?? '')]
  return givenness(firsts) < -0.3 && givenness(lasts) > 0.3 ? 'surnames-first' : 'given-first'
}
