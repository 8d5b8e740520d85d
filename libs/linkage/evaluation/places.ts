/**
 * The departments and municipalities of Guatemala (INE: 22 and 340), how many of the returned come from each in this invented
 * world, and which languages are spoken there. The shares exaggerate Huehuetenango, San Marcos, Quiché and Alta Verapaz on purpose.
 */
import { type Chance, weighted } from './chance.ts'

export const languages = ['spanish', 'kiche', 'kaqchikel', 'tzutujil', 'mam', 'qanjobal', 'ixil', 'qeqchi', 'achi'] as const
export type Language = (typeof languages)[number]

type Department = { share: number; municipalities: string[]; spoken: [Language, number][] }

const names = (text: string) => text.trim().split(/\s*,\s*/)
const all = (share: number, municipalities: string, spoken: [Language, number][] = [['kiche', 0.03]]): Department => ({
  share,
  municipalities: names(municipalities),
  spoken,
})

/** In the order of their codes, 01 to 22; a municipality's code is its department's and its place in the list, from 01. */
export const departments: readonly Department[] = [
  all(
    18,
    `Guatemala, Santa Catarina Pinula, San José Pinula, San José del Golfo, Palencia, Chinautla, San Pedro Ayampuc, Mixco,
    San Pedro Sacatepéquez, San Juan Sacatepéquez, San Raymundo, Chuarrancho, Fraijanes, Amatitlán, Villa Nueva, Villa Canales,
    San Miguel Petapa`,
    [['kaqchikel', 0.1]],
  ),
  all(
    1,
    `Guastatoya, Morazán, San Agustín Acasaguastlán, San Cristóbal Acasaguastlán, El Jícaro, Sansare, Sanarate, San Antonio La Paz`,
  ),
  all(
    2,
    `Antigua Guatemala, Jocotenango, Pastores, Sumpango, Santo Domingo Xenacoj, Santiago Sacatepéquez, San Bartolomé Milpas Altas,
    San Lucas Sacatepéquez, Santa Lucía Milpas Altas, Magdalena Milpas Altas, Santa María de Jesús, Ciudad Vieja, San Miguel Dueñas,
    San Juan Alotenango, San Antonio Aguas Calientes, Santa Catarina Barahona`,
    [['kaqchikel', 0.3]],
  ),
  all(
    5,
    `Chimaltenango, San José Poaquil, San Martín Jilotepeque, San Juan Comalapa, Santa Apolonia, Tecpán Guatemala, Patzún,
    San Miguel Pochuta, Patzicía, Santa Cruz Balanyá, Acatenango, San Pedro Yepocapa, San Andrés Itzapa, Parramos, Zaragoza, El Tejar`,
    [['kaqchikel', 0.6]],
  ),
  all(
    4,
    `Escuintla, Santa Lucía Cotzumalguapa, La Democracia, Siquinalá, Masagua, Tiquisate, La Gomera, Guanagazapa, San José, Iztapa,
    Palín, San Vicente Pacaya, Nueva Concepción, Sipacate`,
  ),
  all(
    2,
    `Cuilapa, Barberena, Santa Rosa de Lima, Casillas, San Rafael Las Flores, Oratorio, San Juan Tecuaco, Chiquimulilla, Taxisco,
    Santa María Ixhuatán, Guazacapán, Santa Cruz Naranjo, Pueblo Nuevo Viñas, Nueva Santa Rosa`,
  ),
  all(
    4,
    `Sololá, San José Chacayá, Santa María Visitación, Santa Lucía Utatlán, Nahualá, Santa Catarina Ixtahuacán, Santa Clara La Laguna,
    Concepción, San Andrés Semetabaj, Panajachel, Santa Catarina Palopó, San Antonio Palopó, San Lucas Tolimán, Santa Cruz La Laguna,
    San Pablo La Laguna, San Marcos La Laguna, San Juan La Laguna, San Pedro La Laguna, Santiago Atitlán`,
    [['tzutujil', 0.85]],
  ),
  all(
    4,
    `Totonicapán, San Cristóbal Totonicapán, San Francisco El Alto, San Andrés Xecul, Momostenango, Santa María Chiquimula,
    Santa Lucía La Reforma, San Bartolo Aguas Calientes`,
    [['kiche', 0.85]],
  ),
  all(
    8,
    `Quetzaltenango, Salcajá, Olintepeque, San Carlos Sija, Sibilia, Cabricán, Cajolá, San Miguel Sigüilá, San Juan Ostuncalco,
    San Mateo, Concepción Chiquirichapa, San Martín Sacatepéquez, Almolonga, Cantel, Huitán, Zunil, Colomba Costa Cuca,
    San Francisco La Unión, El Palmar, Coatepeque, Génova, Flores Costa Cuca, La Esperanza, Palestina de Los Altos`,
    [['kiche', 0.45]],
  ),
  all(
    3,
    `Mazatenango, Cuyotenango, San Francisco Zapotitlán, San Bernardino, San José El Ídolo, Santo Domingo Suchitepéquez, San Lorenzo,
    Samayac, San Pablo Jocopilas, San Antonio Suchitepéquez, San Miguel Panán, San Gabriel, Chicacao, Patulul, Santa Bárbara,
    San Juan Bautista, Santo Tomás La Unión, Zunilito, Pueblo Nuevo, Río Bravo, San José La Máquina`,
    [['kiche', 0.3]],
  ),
  all(
    2,
    `Retalhuleu, San Sebastián, Santa Cruz Muluá, San Martín Zapotitlán, San Felipe, San Andrés Villa Seca, Champerico,
    Nuevo San Carlos, El Asintal`,
  ),
  all(
    12,
    `San Marcos, San Pedro Sacatepéquez, San Antonio Sacatepéquez, Comitancillo, San Miguel Ixtahuacán, Concepción Tutuapa, Tacaná,
    Sibinal, Tajumulco, Tejutla, San Rafael Pie de la Cuesta, Nuevo Progreso, El Tumbador, El Rodeo, Malacatán, Catarina, Ayutla,
    Ocós, San Pablo, El Quetzal, La Reforma, Pajapita, Ixchiguán, San José Ojetenam, San Cristóbal Cucho, Sipacapa,
    Esquipulas Palo Gordo, Río Blanco, San Lorenzo, La Blanca`,
    [['mam', 0.25]],
  ),
  all(
    16,
    `Huehuetenango, Chiantla, Malacatancito, Cuilco, Nentón, San Pedro Necta, Jacaltenango, San Pedro Soloma,
    San Ildefonso Ixtahuacán, Santa Bárbara, La Libertad, La Democracia, San Miguel Acatán, San Rafael La Independencia,
    Todos Santos Cuchumatán, San Juan Atitán, Santa Eulalia, San Mateo Ixtatán, Colotenango, San Sebastián Huehuetenango, Tectitán,
    Concepción Huista, San Juan Ixcoy, San Antonio Huista, San Sebastián Coatán, Santa Cruz Barillas, Aguacatán, San Rafael Petzal,
    San Gaspar Ixchil, Santiago Chimaltenango, Santa Ana Huista, Unión Cantinil, Petatán`,
    [
      ['mam', 0.24],
      ['qanjobal', 0.36],
    ],
  ),
  all(
    11,
    `Santa Cruz del Quiché, Chiché, Chinique, Zacualpa, Chajul, Chichicastenango, Patzité, San Antonio Ilotenango,
    San Pedro Jocopilas, Cunén, San Juan Cotzal, Joyabaj, Nebaj, San Andrés Sajcabajá, Uspantán, Sacapulas,
    San Bartolomé Jocotenango, Canillá, Chicamán, Ixcán, Pachalum`,
    [
      ['kiche', 0.48],
      ['ixil', 0.16],
      ['qeqchi', 0.16],
    ],
  ),
  all(2, `Salamá, San Miguel Chicaj, Rabinal, Cubulco, Granados, Santa Cruz El Chol, San Jerónimo, Purulhá`, [['achi', 0.5]]),
  all(
    12,
    `Cobán, Santa Cruz Verapaz, San Cristóbal Verapaz, Tactic, Tamahú, Tucurú, Panzós, Senahú, San Pedro Carchá, San Juan Chamelco,
    Lanquín, Santa María Cahabón, Chisec, Chahal, Fray Bartolomé de Las Casas, Santa Catalina La Tinta, Raxruhá`,
    [['qeqchi', 0.88]],
  ),
  all(
    4,
    `Flores, San José, San Benito, San Andrés, La Libertad, San Francisco, Santa Ana, Dolores, San Luis, Sayaxché, Melchor de Mencos,
    Poptún, Las Cruces, El Chal`,
    [['qeqchi', 0.3]],
  ),
  all(2, `Puerto Barrios, Livingston, El Estor, Morales, Los Amates`, [['qeqchi', 0.3]]),
  all(1, `Zacapa, Estanzuela, Río Hondo, Gualán, Teculután, Usumatlán, Cabañas, San Diego, La Unión, Huité, San Jorge`),
  all(
    2,
    `Chiquimula, San José La Arada, San Juan Ermita, Jocotán, Camotán, Olopa, Esquipulas, Concepción Las Minas, Quezaltepeque,
    San Jacinto, Ipala`,
  ),
  all(2, `Jalapa, San Pedro Pinula, San Luis Jilotepeque, San Manuel Chaparrón, San Carlos Alzatate, Monjas, Mataquescuintla`),
  all(
    3,
    `Jutiapa, El Progreso, Santa Catarina Mita, Agua Blanca, Asunción Mita, Yupiltepeque, Atescatempa, Jerez, El Adelanto, Zapotitlán,
    Comapa, Jalpatagua, Conguaco, Moyuta, Pasaco, San José Acatempa, Quesada`,
  ),
]

/** Where Q'anjob'al and Ixil are spoken; the other languages may be met in the whole department. */
const homes: Partial<Record<Language, number[]>> = { qanjobal: [8, 13, 14, 17, 18, 23, 26], ixil: [5, 11, 13] }

/** A municipality: department 1 to 22, and its place within, from 1. */
export type Place = { department: number; municipality: number }

const anyDepartment = weighted(
  departments.map((_, at) => at + 1),
  departments.map(({ share }) => share),
)

export function aPlace(chance: Chance): Place & { language: Language } {
  const department = anyDepartment(chance)
  const { municipalities, spoken } = departments[department - 1]!
  const language = whatIsSpoken(chance, spoken)
  const home = homes[language]
  return { department, municipality: home ? chance.one(home) : chance.between(1, municipalities.length), language }
}

/** By the shares of the department; who speaks none of its Mayan languages speaks Spanish. */
function whatIsSpoken(chance: Chance, spoken: Department['spoken']): Language {
  let left = chance.share()
  for (const [language, share] of spoken) {
    left -= share
    if (left < 0) return language
  }
  return 'spanish'
}

/** Another municipality of the same department; where there is only this one, the same. */
export function besides(chance: Chance, { department, municipality }: Place): Place {
  const other = chance.between(1, departments[department - 1]!.municipalities.length)
  return { department, municipality: other === municipality ? 1 : other }
}

/** `1308`: department and municipality as INE counts them. */
export const codeOf = ({ department, municipality }: Place): string =>
  `${department < 10 ? '0' : ''}${department}${municipality < 10 ? '0' : ''}${municipality}`

/** `San Pedro Soloma`. */
export const nameOf = ({ department, municipality }: Place): string =>
  departments[department - 1]!.municipalities[municipality - 1]!
