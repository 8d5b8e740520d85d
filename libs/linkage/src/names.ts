import { foldedWords } from './fold.ts'

/** Particles that belong to the surname after them: De León, De la Cruz, Del Cid. */
const particles = new Set([
  'de',
  'del',
  'la',
  'las',
  'los',
  'da',
  'das',
  'do',
  'dos',
  'di',
  'van',
  'von',
  'der',
  'den',
  'y',
  'e',
  'san',
  'santa',
])
const widow = new Set(['vda', 'viuda'])
/** Words that say that there is no name. */
const nobody = new Set([
  'nn',
  'xx',
  'xxx',
  'sin',
  'nombre',
  'apellido',
  'desconocido',
  'desconocida',
  'ignorado',
  'na',
  'unknown',
  'null',
])
/** Written short everywhere in Guatemala. */
const shortened = new Map([
  ['ma', 'maria'],
  ['mª', 'maria'],
  ['fco', 'francisco'],
  ['fca', 'francisca'],
  ['jse', 'jose'],
  ['gpe', 'guadalupe'],
  ['sn', 'san'],
])

/** Names that count: more words than these are rare and say nothing new. */
export const namesKept = 3

/** Given names in order, without particles: `María de los Ángeles` → maria, angeles. */
export function givenNamesOf(text: string): string[] {
  const words: string[] = []
  for (const word of foldedWords(text)) if (!particles.has(word) && !nobody.has(word)) words.push(shortened.get(word) ?? word)
  // Somebody whose only name is a particle is called that.
  return (words.length > 0 ? words : foldedWords(text).filter((word) => !nobody.has(word))).slice(0, namesKept)
}

export type Surnames = {
  names: string[]
  /** The place in `names` of what may be a husband's surname (`Pérez de López`), −1 when there is none. */
  maybeMarried: number
}

/**
 * Surnames in order, without particles: De León and León are one name here, as they are on many papers. A `de X` after another
 * surname may be a husband's; `vda. de X` always is.
 */
export function surnamesOf(text: string): Surnames {
  const names: string[] = []
  let maybeMarried = -1
  let de = false
  for (const word of foldedWords(text)) {
    if (nobody.has(word)) continue
    if (widow.has(word) || particles.has(word)) {
      de ||= word === 'de' || widow.has(word)
      continue
    }
    if (names.length === namesKept) break
    if (de && names.length > 0) maybeMarried = names.length
    names.push(word)
    de = false
  }
  if (names.length === 0)
    names.push(
      ...foldedWords(text)
        .filter((word) => !nobody.has(word))
        .slice(0, 1),
    )
  return { names, maybeMarried }
}

/** `de López` → lopez. */
export const marriedNameOf = (text: string): string => surnamesOf(text).names[0] ?? ''

export const female = 1
export const male = 2

/** 1 female, 2 male, 0 not known. `M` is male: forms that write H and M (hombre, mujer) are told apart by their column. */
export function sexOf(text: string, mIsMujer = false): number {
  const folded = foldedWords(text)[0] ?? ''
  if (folded === 'm') return mIsMujer ? female : male
  if (['f', 'fem', 'femenino', 'femenina', 'mujer', 'female', 'woman', 'girl', '2'].includes(folded)) return female
  if (['h', 'masc', 'masculino', 'hombre', 'male', 'man', 'varon', '1'].includes(folded)) return male
  return 0
}
