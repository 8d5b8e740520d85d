import { z } from 'zod'
import { foldName } from './personal-name.ts'

/** ISO 3166-1 alpha-2: the 249 codes officially assigned. Names come from the platform (`Intl.DisplayNames`), so a browser downloads none. */
export const countries = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI ' +
  'CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ ' +
  'GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS ' +
  'LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG ' +
  'PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK ' +
  'TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
).split(' ')

const known = new Set(countries)
export const Country = z.string().refine((code) => known.has(code), 'country')

const namesOf = {
  es: new Intl.DisplayNames('es-GT', { type: 'region' }),
  en: new Intl.DisplayNames('en', { type: 'region' }),
}

/** `Honduras`, `Estados Unidos`; a code that is none comes back as it is. */
export const countryName = (code: string, language: 'es' | 'en'): string =>
  known.has(code) ? (namesOf[language].of(code) ?? code) : code

/** Every country with its name, in the order of the alphabet of the language: ready for a list to choose from. */
export function countriesByName(language: 'es' | 'en'): { code: string; name: string }[] {
  const order = new Intl.Collator(language)
  return countries.map((code) => ({ code, name: countryName(code, language) })).sort((a, b) => order.compare(a.name, b.name))
}

/**
 * What manifests and desks write besides the names: codes of three letters (ISO and the common wrong ones) and nationalities of the
 * region; a `*` stands for any ending (-o, -a, -os). Not every country of the world: the rest is written by name.
 */
const otherWords: Record<string, string> = {
  GT: 'gtm|gua|guate|guatemaltec*|guatemalan*|chapin*',
  HN: 'hnd|hon|hondure*|honduran*',
  SV: 'slv|esa|salvadore*|salvador*',
  NI: 'nic|nica|nicas|nicarag*',
  CR: 'cri|costarric*|costa rican*',
  PA: 'pan|paname*|panama*',
  BZ: 'blz|belice*|beliz*',
  MX: 'mex|mexican*|mejic*|mexic*',
  US: 'usa|eua|ee uu|eeuu|estados unidos de america|united states of america|estadounid*|norteameric*|american|americana|americano',
  CA: 'can|canad*',
  CU: 'cub|cuban*',
  DO: 'dom|dominican*|rep dominicana|r dominicana',
  HT: 'hti|haitian*',
  CO: 'col|colomb*',
  VE: 'ven|venez*|venezol*',
  EC: 'ecu|ecuator*|ecuadorian*',
  PE: 'per|peruan*|peruvian*',
  BO: 'bol|bolivian*',
  BR: 'bra|brasil*|brazil*',
  CL: 'chl|chilen*|chilean*',
  AR: 'arg|argentin*',
  ES: 'esp|espanol*|spanish|spaniard',
  IN: 'ind|hindu|indian',
  CN: 'chn|chino|china|chinese',
}
const entries = Object.entries(otherWords).flatMap(([code, words]) =>
  words.split('|').map((word): [string, string] => [word, code]),
)
const exactWords = new Map(entries.filter(([word]) => !word.endsWith('*')))
const beginnings = entries
  .filter(([word]) => word.endsWith('*'))
  .map(([word, code]): [string, string] => [word.slice(0, -1), code])
const byName = new Map<string, string>()

/**
 * The code of a country or nationality as written: `GTM`, `Guatemala`, `guatemalteca`, `EE. UU.`, `Mexican`. Undefined when not sure.
 */
export function findCountry(text: string): string | undefined {
  const code = text.trim().toUpperCase()
  if (known.has(code)) return code
  if (byName.size === 0) {
    for (const one of countries)
      for (const language of ['en', 'es'] as const) byName.set(foldName(countryName(one, language)), one)
  }
  const key = foldName(text)
  return byName.get(key) ?? exactWords.get(key) ?? beginnings.find(([word]) => key.startsWith(word))?.[1]
}
