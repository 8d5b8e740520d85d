/**
 * Everything that people type for the glottal stop of Mayan names: apostrophe, quotes, accents that stand alone, primes, modifier
 * letters, the saltillo (U+A78B, U+A78C) and the glottal stop letter.
 */
const apostrophes = /['‘’‛`´ʹʻʼʽˈ′ˀʔꞋꞌ]/g
/** Old grammars and some keyboards write the glottal stop as a seven: `Tz7unux`. */
const sevenInAWord = /(?<=[a-z])7(?=[a-z])/g

/**
 * The form in which texts are compared: small letters without accents (ñ is n) and without any apostrophe, everything that is no
 * letter or digit a blank. `Tz’unux`, `TZꞌUNUX` and `tzunux` are one; so are `López  Pérez` and `lopez-perez`.
 */
export function foldText(text: string): string {
  return letterByLetter(text) ?? foldedByRule(text)
}

function foldedByRule(text: string): string {
  const plain = /^[ -~]*$/.test(text)
    ? text.replace(/['`]/g, '').toLowerCase()
    : text
        .normalize('NFC')
        .replace(apostrophes, '')
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replace(apostrophes, '')
        .toLowerCase()
  return plain
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(sevenInAWord, '')
    .trim()
}

/** What the rule makes of each letter of Latin-1 that becomes one letter wherever it stands; a blank is one too. */
const letters = Array.from({ length: 0x100 }, (_, code) => {
  const letter = String.fromCharCode(code)
  const folded = letter === ' ' ? ' ' : foldedByRule(letter)
  return /^[a-z ]$/.test(folded) ? folded : undefined
})

/** The usual text many times as fast; undefined where it has anything else in it. */
function letterByLetter(text: string): string | undefined {
  let folded = ''
  for (let at = 0; at < text.length; at++) {
    const letter = letters[text.charCodeAt(at)]
    if (letter === undefined || (letter === ' ' && (folded === '' || text[at - 1] === ' '))) return undefined
    folded += letter
  }
  return folded.endsWith(' ') ? undefined : folded
}

/** The words of a text, folded. */
export function foldedWords(text: string): string[] {
  const folded = foldText(text)
  return folded === '' ? [] : folded.split(' ')
}
