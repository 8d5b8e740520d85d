import type { Finding } from './finding.ts'
import { meansUnknown } from './unknown-words.ts'

/**
 * Everything people type for the glottal stop of Mayan names (K'iche', Kʼicheʼ, Kꞌicheꞌ): apostrophe, quotes, accents that stand
 * alone, primes, modifier letters, the saltillo (U+A78B, U+A78C) and the glottal stop letter.
 */
const apostrophes = "'‘’‛`´ʹʻʼʽˈ′ˀʔꞋꞌ"
const anyApostrophe = new RegExp(`[${apostrophes}]`, 'g')
const particles = new Set('de del la las los el y e da das do dos di van von der den vda viuda san santa'.split(' '))
const lowerParticles = new Set('de del la las los y e da das do dos di van von der den vda. vda'.split(' '))

/** Blanks outside gone and one inside, no control or invisible characters, composed accents (NFC). Spelling is the person's own. */
export function tidyName(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, (gap) => (/\p{Cf}/u.test(gap) && !/[\s\p{Cc}]/u.test(gap) ? '' : ' '))
    .trim()
}

/**
 * The key under which a name is found however it is spelt: lower case, no accents (ñ is n), no apostrophe of any kind, hyphens and
 * other signs as blanks. `Tz’unux`, `TZꞌUNUX` and `tzunux` have one key. For searching and comparing, never for showing.
 */
export function foldName(text: string): string {
  // Plain text needs no Unicode: whole files of capitals without accents are folded.
  if (/^[ -~]*$/.test(text))
    return text
      .replace(/['`]/g, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
  return text
    .normalize('NFC')
    .replace(anyApostrophe, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(anyApostrophe, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The words of a whole name as keys, in order. Particles stay: De León and León are different surnames. */
export function nameTokens(givenNames = '', surnames = ''): string[] {
  return foldName(`${givenNames} ${surnames}`).split(' ').filter(Boolean)
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** One word of a name in capitals: `TZ'UNUX` → `Tz'unux`, `O'BRIEN` → `O'Brien`, `MCDONALD` → `McDonald`, `PÉREZ-LÓPEZ` → `Pérez-López`. */
function titled(word: string): string {
  if (/^(II|III|IV)$/.test(word)) return word
  return word
    .toLowerCase()
    .split('-')
    .map((part) => {
      const foreign = /^(mc|[od]['’])(\p{L}{2,})$/u.exec(part)
      return foreign ? capital(foreign[1] ?? '') + capital(foreign[2] ?? '') : capital(part)
    })
    .join('-')
}

/**
 * A name as it is shown. NAMES IN CAPITALS (or all in small letters) get capitals the Guatemalan way: `MARÍA DE LOS ÁNGELES XILOJ
 * TZ'UNUX` → `María de los Ángeles Xiloj Tz'unux`. A first particle is a capital, as in a surname written alone: `De León`.
 * A name in mixed case is left as it was written.
 */
export function displayName(text: string): string {
  const tidy = tidyName(text)
  const letters = tidy.replace(anyApostrophe, '')
  const mixed = letters !== letters.toUpperCase() && letters !== letters.toLowerCase()
  if (mixed) return tidy
  return tidy
    .split(' ')
    .map((word, index) => (index > 0 && lowerParticles.has(word.toLowerCase()) ? word.toLowerCase() : titled(word.toUpperCase())))
    .join(' ')
}

/** Words with the particles before them: `María | de los Ángeles | Xiloj`. A last particle stands alone. */
function groupsOf(name: string): string[] {
  const groups: string[] = []
  let open = ''
  for (const word of name.split(' ').filter(Boolean)) {
    const joins = /^[ye]$/i.test(word) && groups.length > 0
    open = open ? `${open} ${word}` : joins ? `${groups.pop()} ${word}` : word
    if (particles.has(foldName(word))) continue
    groups.push(open)
    open = ''
  }
  return open ? [...groups, open] : groups
}

export type SplitName = { givenNames?: string; surnames?: string; findings: Finding[] }

/**
 * Given names and surnames out of one text. A comma decides: `PÉREZ LÓPEZ, JUAN CARLOS`. Without one it is a guess, and a note says
 * so: two surnames where there are three words or more (with their particles), one where there are two; a last `de …` after four
 * words is a married surname and stays with the surnames. `order` tells which come first. Words are left as written.
 */
export function splitFullName(text: string, order: 'given-first' | 'surnames-first' = 'given-first'): SplitName {
  const name = tidyName(text)
  const [before = '', after] = name.split(/\s*,\s*/, 2)
  if (after) return { givenNames: after, surnames: before || undefined, findings: [] }
  const groups = groupsOf(before)
  const findings: Finding[] = groups.length > 1 ? [{ severity: 'note', code: 'name-split-guess', found: name }] : []
  if (groups.length < 2) return { givenNames: groups[0], findings }
  const surnamesFirst = order === 'surnames-first'
  const married = !surnamesFirst && groups.length > 4 && /^de /i.test(groups.at(-1) ?? '')
  const surnames = Math.min(groups.length - 1, married ? 3 : 2)
  const cut = surnamesFirst ? surnames : groups.length - surnames
  const [first, second] = [groups.slice(0, cut).join(' '), groups.slice(cut).join(' ')]
  return surnamesFirst ? { givenNames: second, surnames: first, findings } : { givenNames: first, surnames: second, findings }
}

/** Letters that a wrong character set leaves behind: `MuÃ±oz`, `Mu�oz`, `MU?OZ`. */
const damage = /\uFFFD|[ÃÂ][\u0080-\u00BF‘’“”•–—˜™š›œžŸ€‚ƒ„…†‡ˆ‰Š‹Œ]|\p{L}\?\p{L}/u

/**
 * What looks wrong in a name. All warnings: a person may have no surname, or a name of one letter.
 * `name-means-unknown` (`NN`, `XXX`, `desconocido`): treat the name as not known.
 */
export function nameFindings(text: string): Finding[] {
  const found = tidyName(text)
  const warn = (code: string): Finding => ({ severity: 'warning', code, found })
  if (found === '') return []
  if (meansUnknown(found)) return [warn('name-means-unknown')]
  const findings: Finding[] = []
  if (damage.test(found)) findings.push(warn('name-damaged'))
  if (/\p{N}/u.test(found)) findings.push(warn('name-has-digits'))
  if (/^\P{L}*\p{L}\P{L}*$/u.test(found)) findings.push(warn('name-single-letter'))
  if (!/\p{L}/u.test(found) && findings.length === 0) findings.push(warn('name-without-letters'))
  return findings
}
