/**
 * Records in the shape of FEBRL's (Christen and Pudjijono 2009): Australian people with addresses, originals and their damaged copies.
 * For trying what the library does with columns and people other than those it was made for; not FEBRL's program and not its data.
 */
import { byRank, type Chance, chanceFrom } from './chance.ts'
import { misread, mistyped } from './spelling.ts'

export type FebrlWanted = {
  seed: number
  originals: number
  /** Copies of one original: at most so many. */
  mostCopies: number
  copies: number
  /** Damages in one copy: at most so many, and at most `mostPerField` in a field. */
  mostDamages: number
  mostPerField: number
}

export const febrl3Like: Omit<FebrlWanted, 'seed'> = {
  originals: 2_000,
  copies: 3_000,
  mostCopies: 5,
  mostDamages: 10,
  mostPerField: 3,
}
export const febrl4Like: Omit<FebrlWanted, 'seed'> = {
  originals: 5_000,
  copies: 5_000,
  mostCopies: 1,
  mostDamages: 4,
  mostPerField: 2,
}

export const febrlColumns = [
  'rec_id',
  'given_name',
  'surname',
  'street_number',
  'address_1',
  'address_2',
  'suburb',
  'postcode',
  'state',
  'date_of_birth',
  'soc_sec_id',
] as const

/** A record: its cells in the order of `febrlColumns`; `person` is the truth. */
export type FebrlRecord = { person: number; isOriginal: boolean; cells: string[] }

const words = (text: string) => text.trim().split(/\s*,\s*/)
const givenName = byRank(
  words(`joshua, jack, samantha, thomas, james, isabella, olivia, chloe, lachlan, benjamin, georgia, daniel, william, sophie,
    jessica, emily, matthew, ella, mitchell, nicholas, charlotte, hannah, alexandra, liam, ethan, ruby, grace, mia, harrison, brianna,
    luke, ryan, caitlin, amelia, zoe, lucy, jake, tyler, jordan, max, lily, abbey, caleb, connor, hayley, jasmine, kyle, madison, sarah,
    blake, aidan, cooper, dylan, finn, imogen, jayden, kirra, lauren, maddison, noah, oscar, patrick, riley, sienna, taylor, toby, xavier,
    zachary, tahlia, stephanie, rachel, phoebe, natalie, michaela, logan, kiara, joel, holly, gabrielle, erin, darcy, claire, bailey, angus`),
  0.7,
)
const surname = byRank(
  words(`white, smith, clarke, campbell, ryan, nguyen, green, brown, jones, wilson, taylor, johnson, matthews, webb, reid, martin, harris,
    walker, thompson, king, mason, dixon, coleman, morrison, george, mccarthy, ferguson, stephenson, goode, hand, lock, boyle, lowe, blake,
    hope, rees, bishop, carter, dolan, egan, farrell, gale, hislop, irwin, jolly, kerr, lange, maxon, neumann, ottens, painter, quast,
    rankine, sandercock, thorpe, upton, vincent, wheatley, yates, zilm, abbott, beelitz, crook, denholm, eglinton, fitzpatrick, gaylard,
    howie, imgraben, jukic, kilsby, leslie, mcneill, noble, oreilly, petersen, renfrey, sherriff, tiller, ukich, varcoe, wundersitz`),
  0.55,
)
const street =
  words(`hardy, wallaby, pridham, hodgson, settlement, kellway, light, edkins, lambrigg, stanley, bega, salkauskas, moseley,
  chauvel, badimara, tindale, jansz, mugga, florey, macgregor, dexter, osburn, melba, bateman, goyder, wybalena, bunbury, freeling, hawker`)
const kinds = words('street, place, crescent, circuit, close, avenue, drive, court, road, way')
const homes =
  words(`milton, delmar, kela, pinehill, lochaoair, kelgoola, lakefront, rosetta village, brentwood, villa 12, flat 3, the glen,
  glenview, mountain view, westella, sunnyside, hilltop, rowethorpe, leisure living, bonnie doon, wandella, kooltuo, yarrabee`)
const suburbs =
  words(`cleveland, marsden, granville, winston hills, richlands, dapto, windermere, north ryde, broadbeach waters, leederville,
  toorak, bendigo, mosman, nundah, cranbourne, port macquarie, bankstown, wodonga, rockhampton, frankston, albany creek, geelong, ballina,
  mount eliza, ashgrove, pascoe vale, blacktown, cessnock, norlane, thornbury, busselton, glenelg, hobart, darwin city, ararat, ulverstone`)
const state = byRank(words('nsw, vic, qld, wa, sa, tas, act, nt'), 0.9)

/** Originals first, then their copies; callers shuffle or split them as they need. */
export function febrlRecords({ seed, originals, copies, mostCopies, mostDamages, mostPerField }: FebrlWanted): FebrlRecord[] {
  const chance = chanceFrom(seed)
  const records = Array.from(
    { length: originals },
    (_, person): FebrlRecord => ({ person, isOriginal: true, cells: original(chance, person) }),
  )
  const copied = new Uint8Array(originals)
  const room = Math.min(copies, originals * mostCopies)
  for (let made = 0; made < room; ) {
    const person = mostCopies === 1 ? made : chance.between(0, originals - 1)
    if (copied[person]! >= mostCopies) continue
    const cells = damaged(chance, records[person]!.cells, chance.between(1, mostDamages), mostPerField)
    cells[0] = `rec-${person}-dup-${copied[person]!++}`
    records.push({ person, isOriginal: false, cells })
    made++
  }
  return records
}

/** As FEBRL writes it: a blank after each comma. */
export function febrlCsv(records: readonly FebrlRecord[]): string {
  return `${[febrlColumns.join(', '), ...records.map(({ cells }) => cells.join(', '))].join('\n')}\n`
}

function original(chance: Chance, person: number): string[] {
  const two = (number: number) => String(number).padStart(2, '0')
  const sometimes = (share: number, text: string) => (chance.happens(share) ? text : '')
  return [
    `rec-${person}-org`,
    sometimes(0.98, givenName(chance)),
    sometimes(0.99, surname(chance)),
    sometimes(0.96, String(Math.ceil(chance.share() ** 2 * 300))),
    sometimes(0.98, `${chance.one(street)} ${chance.one(kinds)}`),
    sometimes(0.85, chance.one(homes)),
    chance.one(suburbs),
    String(chance.between(2000, 7999)),
    sometimes(0.98, state(chance)),
    sometimes(0.98, `19${two(chance.between(0, 99))}${two(chance.between(1, 12))}${two(chance.between(1, 28))}`),
    String(chance.between(1_000_000, 9_999_999)),
  ]
}

/** Typing and reading errors, blanks, cells emptied, and cells of neighbours exchanged. */
function damaged(chance: Chance, from: readonly string[], damages: number, mostPerField: number): string[] {
  const cells = [...from]
  const perField = new Uint8Array(cells.length)
  for (let done = 0; done < damages; done++) {
    const field = chance.between(1, cells.length - 1)
    if (perField[field]! >= mostPerField || cells[field] === '') continue
    perField[field]!++
    cells[field] = damagedCell(chance, cells, field)
  }
  return cells
}

function damagedCell(chance: Chance, cells: string[], field: number): string {
  const text = cells[field]!
  const kind = chance.share()
  if (kind < 0.08) return ''
  if (/^\d+$/.test(text)) return wrongDigit(chance, text)
  if (kind < 0.16 && field < 7) {
    const beside = field === 1 ? 2 : field - 1
    const other = cells[beside]!
    if (!/\d/.test(other)) {
      cells[beside] = text
      return other
    }
  }
  if (kind < 0.25 && text.length > 4) {
    const at = chance.between(2, text.length - 2)
    return text.includes(' ') ? text.replace(' ', '') : `${text.slice(0, at)} ${text.slice(at)}`.trim()
  }
  return (kind < 0.45 ? misread(chance, text) : mistyped(chance, text)).toLowerCase().trim()
}

function wrongDigit(chance: Chance, digits: string): string {
  const at = chance.between(0, digits.length - 1)
  const next = at + 1 < digits.length ? at + 1 : at - 1
  if (digits.length > 1 && chance.happens(0.4)) {
    const [first, second] = at < next ? [at, next] : [next, at]
    return digits.slice(0, first) + digits[second] + digits[first] + digits.slice(second + 1)
  }
  return digits.slice(0, at) + chance.between(0, 9) + digits.slice(at + 1)
}
