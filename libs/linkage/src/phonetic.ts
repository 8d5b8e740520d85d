/**
 * A phonetic code for names in Spanish and in the Mayan orthographies of Guatemala. Mayan names exist in a colonial spelling (c, qu, z,
 * gu, hu) and in the modern one (k, q, s, w and the glottal stop), and registrars wrote what they heard.
 *
 * Two codes: **narrow** — the same name spelt otherwise; **wide** — could be heard as the same, for finding candidates only.
 * The rules are data, applied from top to bottom to a folded word (`foldText`: no accents, no apostrophes); PHONETICS.md tells each with
 * its source. Capital letters in a code are sounds: X as in Xela, C as in Choc, Z as in Tzul, J as in Juan.
 */

export type Rule = {
  name: string
  /** Spellings that the rule brings together, and what they become. */
  from: RegExp
  to: string
  /** Two spellings of one name that have one code thanks to this rule. */
  example: [string, string]
  source: Source
}

/** AG: Acuerdo Gubernativo 1046-87 and ALMG 2013; PM: popol-mayab.org; PS: Amón, Moreno & Echeverri 2012; RG: seen in Guatemalan names. */
export type Source = 'AG' | 'PM' | 'PS' | 'RG'

export const narrowRules: Rule[] = [
  { name: 'ph is f', from: /ph/g, to: 'f', example: ['Ralph', 'Ralf'], source: 'RG' },
  { name: 'th is t', from: /th/g, to: 't', example: ['Edith', 'Edit'], source: 'RG' },
  { name: 'nh is n', from: /nh/g, to: 'n', example: ['Anhel', 'Anel'], source: 'AG' },
  { name: 'tch and tx are ch', from: /tch|tx|ch/g, to: 'C', example: ['Txun', 'Chun'], source: 'AG' },
  { name: 'sh and xh are x', from: /sh|xh|x/g, to: 'X', example: ['Xol', 'Shol'], source: 'PM' },
  { name: 'ts and dz are tz', from: /t[zs]|dz/g, to: 'Z', example: ['Batz', 'Bats'], source: 'AG' },
  { name: 'ck is k', from: /ck/g, to: 'k', example: ['Erick', 'Eric'], source: 'RG' },
  { name: 'qu before e and i is k', from: /qu(?=[ei])/g, to: 'k', example: ['Quej', 'Kej'], source: 'PM' },
  { name: 'q is k', from: /q/g, to: 'k', example: ['Qaal', 'Caal'], source: 'AG' },
  { name: 'c before e and i is s, ç too', from: /c(?=[eiy])/g, to: 's', example: ['Cifuentes', 'Sifuentes'], source: 'PS' },
  { name: 'every other c is k', from: /c/g, to: 'k', example: ['Choc', 'Chok'], source: 'PM' },
  { name: 'z is s (seseo)', from: /z/g, to: 's', example: ['Baltazar', 'Baltasar'], source: 'PS' },
  { name: 'gua and guo are w', from: /gu(?=[ao])/g, to: 'w', example: ['Guarchaj', 'Warchaj'], source: 'PM' },
  { name: 'g before e and i is j', from: /g(?=[ei])/g, to: 'J', example: ['Gerónimo', 'Jerónimo'], source: 'PS' },
  { name: 'gu before e and i is g', from: /gu(?=[ei])/g, to: 'g', example: ['Guillermo', 'Guiyermo'], source: 'PS' },
  { name: 'hu before a vowel is w', from: /hu(?=[aeio])/g, to: 'w', example: ['Huitz', 'Witz'], source: 'PM' },
  { name: 'h and j are one', from: /[hj]/g, to: 'J', example: ['Hub', 'Jub'], source: 'RG' },
  { name: 'v is b', from: /v/g, to: 'b', example: ['Velásquez', 'Belásquez'], source: 'PS' },
  { name: 'll and y are i', from: /ll|y/g, to: 'i', example: ['Castillo', 'Castiyo'], source: 'PS' },
  { name: 'm before p and b is n', from: /m(?=[pb])/g, to: 'n', example: ['Campos', 'Canpos'], source: 'PS' },
  { name: 'a doubled letter is one', from: /(.)\1+/g, to: '$1', example: ['Caal', 'Cal'], source: 'AG' },
]

/** These go on from the narrow code. */
export const wideRules: Rule[] = [
  { name: 'gu before e and i may be gü, which is w', from: /g(?=[ei])/g, to: 'w', example: ['Wilmer', 'Guilmer'], source: 'RG' },
  {
    name: 'a foreign j, y, ge or gi in front is mute',
    from: /^(?:J[ei]?o|io)/,
    to: 'o',
    example: ['Geovany', 'Yovany'],
    source: 'RG',
  },
  { name: 'i before a vowel in front is mute', from: /^i(?=[aeou])/, to: '', example: ['Yessica', 'Jessica'], source: 'RG' },
  { name: 'x in front of im is the old j', from: /^X(?=im)/, to: 'J', example: ['Ximénez', 'Jiménez'], source: 'PS' },
  { name: 'tz, x and s are one', from: /[ZX]/g, to: 's', example: ['Xicay', 'Sicay'], source: 'PM' },
  { name: 'h and j are mute', from: /J/g, to: '', example: ['Hernández', 'Ernández'], source: 'PS' },
  { name: 'w is u', from: /w/g, to: 'u', example: ['Wilson', 'Uilson'], source: 'RG' },
  { name: 'a doubled letter is one', from: /(.)\1+/g, to: '$1', example: ['Quejé', 'Ke'], source: 'AG' },
]

const applied = (rules: readonly Rule[], word: string): string =>
  rules.reduce((code, { from, to }) => code.replace(from, to), word)

/** Remembers codes: names are few, and come again and again. */
function remembered(codeOf: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    let code = known.get(text)
    if (code === undefined) {
      if (known.size === mostKnown) known.clear()
      code = codeOf(text)
      known.set(text, code)
    }
    return code
  }
}
const mostKnown = 1 << 15

/** The narrow code of one folded word. `caal`, `kaal`, `qal` → `kal`. */
export const narrowCode: (word: string) => string = remembered((word) => applied(narrowRules, word))

/** The wide code, from the narrow one. A word that would vanish keeps its narrow code. */
export const wideCode: (narrow: string) => string = remembered((narrow) => applied(wideRules, narrow) || narrow)
