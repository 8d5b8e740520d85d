import type { Basis } from '../contract/bases.ts'

export type Reading = Omit<Basis, 'word' | 'note' | 'by' | 'at'>

/**
 * Laws that may replace consent, in our reading. None counts before the institution has confirmed it with its lawyers (`basis_word`); the
 * numbers of articles were not compared with the official text. One more is one more entry; one that ends gets a last day.
 */
export const readings: readonly Reading[] = [
  {
    basisId: 'pina-children-alone',
    law: {
      es: 'Decreto 27-2003, Ley de Protección Integral de la Niñez y Adolescencia; Decreto 44-2016, Código de Migración',
      en: 'Decreto 27-2003, Law for the Integral Protection of Children and Adolescents; Decreto 44-2016, Migration Code',
    },
    article: 'por confirmar',
    says: {
      es: 'Se avisa a PGN de la niñez y adolescencia que viene sola: la representa y decide con quién puede irse.',
      en: 'PGN is told of children who come alone: it represents them and decides with whom they may leave.',
    },
    purpose: 'referral',
    institutions: ['pgn'],
    forWhom: 'children_alone',
    validFrom: '2003-07-19',
  },
  {
    basisId: 'vet-victims',
    law: {
      es: 'Decreto 9-2009, Ley contra la Violencia Sexual, Explotación y Trata de Personas',
      en: 'Decreto 9-2009, Law against Sexual Violence, Exploitation and Trafficking in Persons',
    },
    article: 'por confirmar',
    says: {
      es: 'Quien parece víctima de trata se remite a las instituciones que la protegen, con reserva de su identidad.',
      en: 'Whoever appears to be a victim of trafficking is referred to the institutions that protect them, their identity reserved.',
    },
    purpose: 'referral',
    institutions: ['pgn', 'mp', 'svet'],
    forWhom: 'trafficking',
    validFrom: '2009-04-03',
  },
  {
    basisId: 'alba-keneth',
    law: { es: 'Decreto 28-2010, Ley del Sistema de Alerta Alba-Keneth', en: 'Decreto 28-2010, Law of the Alba-Keneth Alert' },
    article: 'por confirmar',
    says: {
      es: 'Los datos para encontrar a una niña, niño o adolescente desaparecido se dan de inmediato a quienes buscan.',
      en: 'Data to find a missing child are given at once to those who search.',
    },
    purpose: 'referral',
    institutions: ['pgn', 'mp', 'pnc'],
    forWhom: 'tracing',
    validFrom: '2010-09-14',
  },
  {
    basisId: 'renap-identity',
    law: {
      es: 'Decreto 57-2008, Ley de Acceso a la Información Pública; Decreto 90-2005, Ley del RENAP',
      en: 'Decreto 57-2008, Access to Information Law; Decreto 90-2005, Law of RENAP',
    },
    article: '32 (57-2008), 61 (90-2005), por confirmar',
    says: {
      es: 'Entre instituciones del Estado, dentro de sus atribuciones: RENAP confirma quién es la persona.',
      en: 'Between State bodies, within their powers: RENAP confirms who the person is.',
    },
    purpose: 'attention',
    institutions: ['renap'],
    forWhom: 'everybody',
    validFrom: '2009-04-21',
  },
  {
    basisId: 'statistics-without-names',
    law: { es: 'Decreto 57-2008, Ley de Acceso a la Información Pública', en: 'Decreto 57-2008, Access to Information Law' },
    article: '32, por confirmar',
    says: {
      es: 'Las estadísticas que no permiten saber quién es cada persona no necesitan consentimiento.',
      en: 'Statistics that do not tell who anybody is need no consent.',
    },
    purpose: 'statistics',
    institutions: [],
    forWhom: 'everybody',
    validFrom: '2009-04-21',
  },
]

type Said = Pick<Basis, 'basisId' | 'word'> & Partial<Pick<Basis, 'note' | 'by' | 'at'>>

/** The readings with what the institution has said of them; what it has not spoken of is to be confirmed. */
export function basesAsSaid(words: readonly Said[]): Basis[] {
  const said = new Map(words.map((one) => [one.basisId, one]))
  return readings.map((reading) => ({ ...reading, word: 'to_confirm' as const, ...said.get(reading.basisId) }))
}
