/**
 * How one name comes to be spelt in several ways: written as heard, or mistyped, or misread from handwriting. The rules of the engine
 * were written without looking at these, and these without looking at those: keep it so, or the measured accuracy flatters.
 */
import type { Chance } from './chance.ts'

type Rule = readonly [from: RegExp, to: string]

/** A name as another clerk hears it: Mayan and colonial spellings, seseo, b and v, mute h, y and ll. Lower case without accents. */
const asHeard: readonly Rule[] = [
  [/tz/, 'ts'],
  [/tz/, 'z'],
  [/ts/, 'tz'],
  [/^z/, 's'],
  [/x/, 'sh'],
  [/xh/, 'sh'],
  [/^x/, 's'],
  [/^x/, 'j'],
  [/sh/, 'x'],
  [/k'?/, 'c'],
  [/c(?=[aou])/, 'k'],
  [/c$/, 'k'],
  [/c$/, 'q'],
  [/qu(?=[ei])/, 'k'],
  [/qu(?=[ei])/, 'q'],
  [/k(?=[ei])/, 'qu'],
  [/q(?!u)/, 'k'],
  [/c(?=[ei])/, 's'],
  [/s(?=[ei])/, 'c'],
  [/z/, 's'],
  [/s$/, 'z'],
  [/s(?=[aou])/, 'z'],
  [/b'?/, 'v'],
  [/v/, 'b'],
  [/ll/, 'y'],
  [/y(?=[aeou])/, 'll'],
  [/gu(?=a)/, 'w'],
  [/hu(?=[aei])/, 'w'],
  [/w/, 'gu'],
  [/w/, 'hu'],
  [/^h/, ''],
  [/^(?=[aeo])/, 'h'],
  [/j/, 'h'],
  [/j(?=[ei])/, 'g'],
  [/g(?=[ei])/, 'j'],
  [/j$/, ''],
  [/aa/, 'a'],
  [/([aeiou])(?=[cjlnq]$)/, '$1$1'],
  [/([bcktq])(?=[aeiou]|$)/, "$1'"],
  [/'/, ''],
  [/ch$/, 'tx'],
  [/^ch/, 'tch'],
  [/y$/, 'i'],
  [/i$/, 'y'],
  // From here on: hearing of vowels and endings, which no table of consonants undoes.
  [/e(?=[^aeiou]+[aeiou])/, 'i'],
  [/i(?=[^aeiou]+[aeiou])/, 'e'],
  [/o(?=[^aeiou]+[aeiou])/, 'u'],
  [/u(?=[^aeiou]+[aeiou])/, 'o'],
  [/^eu/, 'u'],
  [/n$/, 'm'],
  [/m(?=[bp])/, 'n'],
  [/n(?=[bpv])/, 'm'],
  [/rr/, 'r'],
  [/r(?=[aeiou])/, 'rr'],
  [/x(?=[aeiou])/, 'cs'],
  [/x(?=[aeiou])/, 'ks'],
  [/x/, 'ch'],
  [/ch/, 'x'],
  [/ch/, 'sh'],
  [/nd/, 'n'],
  [/([aeo])d([ao])/, '$1$2'],
  [/ia$/, 'illa'],
  [/illa/, 'ia'],
  [/ei/, 'ey'],
  [/ai/, 'ay'],
  [/ee/, 'i'],
  [/^gui/, 'hui'],
  [/w(?=[aeiou])/, 'u'],
  [/th?/, 't'],
  [/^j(?=[aeiou])/, 'y'],
  [/^y(?=[aeiou])/, 'j'],
  [/n(?=$)/, 'nn'],
  [/ph/, 'f'],
  [/f/, 'ph'],
  [/ck?$/, 'ck'],
  [/l$/, 'll'],
  [/s$/, ''],
  [/tl/, 'cl'],
  [/dr/, 'tr'],
]

/** The name as another hears it: one rule that applies, sometimes two; where none applies, the name as it was. */
export function misheard(chance: Chance, name: string): string {
  const once = oneRule(chance, plain(name))
  return likeAName(chance.happens(0.12) ? oneRule(chance, once) : once)
}

function oneRule(chance: Chance, name: string): string {
  const start = chance.between(0, asHeard.length - 1)
  for (let step = 0; step < asHeard.length; step++) {
    const [from, to] = asHeard[(start + step) % asHeard.length]!
    if (!from.test(name)) continue
    const changed = name.replace(from, to)
    if (changed !== name && changed.length > 1) return changed
  }
  return name
}

const neighbours: Record<string, string> = {
  q: 'wa', w: 'qes', e: 'wrd', r: 'etf', t: 'ryg', y: 'tuh', u: 'yij', i: 'uok', o: 'ipl', p: 'ol', a: 'qsz', s: 'adwx', d: 'sfec',
  f: 'dgrv', g: 'fhtb', h: 'gjyn', j: 'hkum', k: 'jli', l: 'ko', z: 'asx', x: 'zsc', c: 'xdv', v: 'cfb', b: 'vgn', n: 'bhm', m: 'nj',
} // biome-ignore format: a keyboard is read in rows

/** A slip of the fingers: a letter lost 25 %, its neighbour hit 25 %, one too many 20 %, two exchanged 20 %, one doubled 10 %. */
export function mistyped(chance: Chance, name: string): string {
  if (name.length < 2) return name
  const at = chance.between(0, name.length - 1)
  const letter = name[at]!
  const kind = chance.share()
  const beside = neighbours[letter.toLowerCase()] ?? 'aeiou'
  const other = beside[chance.between(0, beside.length - 1)]!
  if (kind < 0.25) return name.slice(0, at) + name.slice(at + 1)
  if (kind < 0.5) return name.slice(0, at) + other + name.slice(at + 1)
  if (kind < 0.7) return name.slice(0, at + 1) + other + name.slice(at + 1)
  if (kind < 0.9 && at + 1 < name.length) return name.slice(0, at) + name[at + 1] + letter + name.slice(at + 2)
  return name.slice(0, at) + letter + name.slice(at)
}

const alike: readonly Rule[] = [
  [/a/, 'o'],
  [/o/, 'a'],
  [/n/, 'u'],
  [/u/, 'n'],
  [/u/, 'v'],
  [/r/, 'n'],
  [/m/, 'rn'],
  [/m/, 'n'],
  [/n/, 'r'],
  [/cl/, 'd'],
  [/d/, 'cl'],
  [/i/, 'l'],
  [/l/, 'i'],
  [/l/, 't'],
  [/t/, 'l'],
  [/e/, 'c'],
  [/c/, 'e'],
  [/h/, 'b'],
  [/h/, 'n'],
  [/b/, 'h'],
  [/g/, 'q'],
  [/q/, 'g'],
  [/z/, 'x'],
  [/j/, 'i'],
  [/ll/, 'tt'],
  [/v/, 'r'],
  [/s/, 'r'],
  [/y/, 'g'],
  [/p/, 'j'],
]

/** Handwriting misread: letters that look alike, a syllable skipped, an end that did not fit the box. */
export function misread(chance: Chance, name: string): string {
  const kind = chance.share()
  if (kind < 0.15 && name.length > 5) return name.slice(0, chance.between(4, name.length - 1))
  if (kind < 0.3 && name.length > 5) {
    const at = chance.between(2, name.length - 3)
    return name.slice(0, at) + name.slice(at + 2)
  }
  const word = plain(name)
  const start = chance.between(0, alike.length - 1)
  for (let step = 0; step < alike.length; step++) {
    const [from, to] = alike[(start + step) % alike.length]!
    if (from.test(word)) return likeAName(word.replace(from, to))
  }
  return name
}

const accents: Record<string, string> = {
  á: 'a',
  é: 'e',
  í: 'i',
  ó: 'o',
  ú: 'u',
  ü: 'u',
  ñ: 'n',
  Á: 'A',
  É: 'E',
  Í: 'I',
  Ó: 'O',
  Ú: 'U',
  Ñ: 'N',
}

export const withoutAccents = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : text.replace(/[áéíóúüñÁÉÍÓÚÑ]/g, (letter) => accents[letter]!)

const plain = (name: string): string => withoutAccents(name).toLowerCase()

const likeAName = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
