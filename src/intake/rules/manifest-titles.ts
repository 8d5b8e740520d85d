import { foldName } from '#base/personal-name.ts'
import type { ManifestField } from './manifest-fields.ts'

/** `name`: a column called only "Nombre" or "Name", which is the whole name unless there are surnames beside it. */
export type TitleMeaning = { field: ManifestField | 'name'; sure: number }

/** Titles as they stand on real manifests, Spanish and English, after `titleKey`. The whole title must match. */
const titles: [TitleMeaning['field'], RegExp][] = [
  [
    'lineNumber',
    /^(n|no|no (de )?orden|orden|item|correlativo|row|line|seq|sequence|conteo|pax|pos|no correlativo|no de fila|row no)$/,
  ],
  [
    'fullName',
    /^(nombres?( y)? apellidos?|nombres? completos?|full name|complete name|passenger( name)?|pasajero|persona|apellidos?( y| e)? nombres?)$/,
  ],
  [
    'fullName',
    /^(last( name)?( and)? first( name)?( middle( name)?)?|name last first( middle)?|surnames?( and)? (given|first) names?)$/,
  ],
  [
    'fullName',
    /^nombres?( y apellidos| completo)? del? (la )?(persona|pasajer[oa]|retornad[oa]s?|deportad[oa]s?|connacional|migrante|nna)( retornad[oa])?$/,
  ],
  ['name', /^(nombres?|names?)$/],
  ['givenNames', /^(given( names?)?|forenames?|first names|first and middle names?|nombres? de pila)$/],
  ['firstName', /^(primer nombre|1er nombre|1 nombre|nombres? (1|primero)|nombres primer nombre|first( name)?|fname)$/],
  [
    'secondName',
    /^(segundo nombre|2do nombre|2o nombre|2 nombre|nombres? (2|segundo)|middle( names?| initial)?|second name|mname|mi)$/,
  ],
  ['otherNames', /^(otros nombres|tercer nombre|3er nombre|nombres? (3|tercero|otros)|other names?)$/],
  ['marriedSurname', /^((ap|apellidos?)( de)? casada|casada|apellido casada|married (sur|last )?name)$/],
  [
    'firstSurname',
    /^(primer apellido|1er apellido|1 apellido|apellidos? (1|paterno|primero)|paterno|first (surname|last name)|paternal (surname|last name))$/,
  ],
  [
    'secondSurname',
    /^(segundo apellido|2do apellido|2o apellido|2 apellido|apellidos? (2|materno|segundo)|materno|second (surname|last name)|maternal (surname|last name))$/,
  ],
  ['surnames', /^(apellidos?( completos?)?|surnames?|last( names?)?|family names?|lname)$/],
  [
    'birthDate',
    /^((fecha|f)( de)? (nacimiento|nac|n)|fdn|f ?nac|fecnac|nacimiento|dob|d o b|date of birth|birth ?date|birth ?day|born)( fecha)?$/,
  ],
  ['birthDay', /^((fecha de )?nacimiento )?(dia|day)( (de nacimiento|nacimiento|of birth))?$/],
  ['birthMonth', /^((fecha de )?nacimiento )?(mes|month)( (de nacimiento|nacimiento|of birth))?$/],
  ['birthYear', /^((fecha de )?nacimiento )?(ano|anio|year)( (de nacimiento|nacimiento|of birth))?$/],
  ['age', /^(edad|age|edad (en )?anos|age (in )?years|anos|anos cumplidos)$/],
  ['sex', /^(sexo|genero|sex|gender|sx|gen|sexo genero)?( ?(m f|f m|h m|m h|m x f|hombre mujer|mujer hombre|f m x|m f x))?$/],
  [
    'cui',
    /^((no( de)?|codigo)? ?(cui|dpi)( ?(y|o|u)? ?(cui|dpi))?|codigo unico de identificacion( cui)?|documento personal de identificacion( dpi)?)$/,
  ],
  ['passport', /^(no( de)? )?(pasaporte|passport)( no)?$/],
  [
    'documentType',
    /^(tipo( de)? (documento|doc|identificacion)|(document|doc|id) type|type of (document|id)|clase de documento)$/,
  ],
  [
    'documentNumber',
    /^(no( de)? )?(documento|doc|document|id|identificacion|identity)( no| (de|of) (identificacion|identidad|viaje|identity))?$/,
  ],
  ['documentNumber', /^(travel document( no)?|documento de viaje no)$/],
  [
    'alienNumber',
    /^(a|a ?(no|file)( no)?|alien( registration)?( no)?( a no)?|no de extranjero a no|no de extranjero|no a|usa no)$/,
  ],
  [
    'nationality',
    /^(nacionalidad|ciudadania|nationality|citizenship|(country|pais)( (of|de) (citizenship|nationality|nacionalidad|origen|origin))?|coc)$/,
  ],
  ['birthPlace', /^(lugar( de)? (nacimiento|nac)|place of birth|pob|birth ?place|city of birth)$/],
  ['birthMunicipality', /^(municipio( de)? nacimiento|nacimiento municipio|municipality of birth)$/],
  ['birthDepartment', /^(departamento( de)? nacimiento|nacimiento departamento|department of birth)$/],
  ['residencePlace', /^((lugar|comunidad)( de)? )?(origen|procedencia|residencia|domicilio|vecindad)$/],
  ['residencePlace', /^(direccion|domicilio|address|home ?town|place of (origin|residence)|lugar)$/],
  ['residenceMunicipality', /^((origen|procedencia|residencia) )?municipio( (de )?(origen|residencia|procedencia|vecindad))?$/],
  ['residenceMunicipality', /^municipality( of (origin|residence))?$/],
  ['residenceDepartment', /^((origen|procedencia|residencia) )?departamento( (de )?(origen|residencia|procedencia|vecindad))?$/],
  ['residenceDepartment', /^(department|province|state)( of (origin|residence))?$/],
  ['destinationPlace', /^((lugar|comunidad)( de)? )?(destino|destination)( final)?$/],
  [
    'destinationMunicipality',
    /^(municipio( de)? destino|destino municipio|municipality of destination|destination municipality)$/,
  ],
  [
    'destinationDepartment',
    /^(departamento( de)? destino|destino departamento|department of destination|destination department)$/,
  ],
  [
    'familyGroup',
    /^((no( de)? )?(grupo( familiar)?|grupo fam|unidad familiar|uf|nucleo familiar|familia|family( (group|unit))?|famu)( no| id)?)$/,
  ],
  [
    'condition',
    /^(condicion|condition|categoria|perfil|tipo( de persona)?|nna|nna( o)? adultos?|adultos? nna|menor(es)?( de edad)?|minor|uac|unaccompanied|acompanad[oa]s?)$/,
  ],
  [
    'contactPhone',
    /^((no( de)? )?(telefono|telephone|tel|celular|cel|phone|contacto)( no)?( de contacto)?|contact phone|telefono familiar)$/,
  ],
  ['remarks', /^(observaci(on|ones)|obs|remarks?|comments?|comentarios?|notas?|notes?)$/],
  ['maleMark', /^(h|hombres?|masculino|masc|male)( marca| mark)?$/],
  ['femaleMark', /^(f|mujer(es)?|femenino|fem|female)( marca| mark)?$/],
]

/** Words that say enough when the whole title is not one of the above: `Nombre y apellidos del connacional retornado`. */
const hints: [TitleMeaning['field'], RegExp][] = [
  ['marriedSurname', /\bcasada\b/],
  ['birthDate', /\b(fecha|date)\b.*\b(nacimiento|nac|birth)\b|\bdob\b/],
  ['birthMunicipality', /\bmunicipio\b.*\bnacimiento\b/],
  ['birthDepartment', /\bdepartamento\b.*\bnacimiento\b/],
  ['destinationMunicipality', /\bmunicipio\b.*\bdestino\b/],
  ['destinationDepartment', /\bdepartamento\b.*\bdestino\b/],
  ['residenceMunicipality', /\bmunicipio\b/],
  ['residenceDepartment', /\bdepartamento\b/],
  ['firstName', /\bprimer nombre\b|\bfirst name\b/],
  ['secondName', /\bsegundo nombre\b|\bmiddle name\b/],
  ['firstSurname', /\bprimer apellido\b/],
  ['secondSurname', /\bsegundo apellido\b/],
  [
    'fullName',
    /\bnombres?\b.*\bapellidos?\b|\bapellidos?\b.*\bnombres?\b|\bfull name\b|\bnombre completo\b|\blast name first name\b/,
  ],
  ['surnames', /\bapellidos?\b|\bsurnames?\b|\blast names?\b/],
  ['cui', /\b(cui|dpi)\b/],
  ['passport', /\b(pasaporte|passport)\b/],
  ['alienNumber', /\balien\b|\ba number\b/],
  ['nationality', /\b(nacionalidad|nationality|citizenship)\b/],
  ['sex', /\b(sexo|genero|sex|gender)\b/],
  ['age', /^(edad|age)\b/],
  ['familyGroup', /\b(grupo|unidad|nucleo) familiar\b|\bfamily (group|unit)\b/],
  ['documentNumber', /\b(documento|document)\b/],
  ['birthPlace', /\blugar\b.*\bnacimiento\b/],
  ['destinationPlace', /\bdestino\b/],
  ['residencePlace', /\b(procedencia|residencia)\b/],
  ['contactPhone', /\b(telefono|phone)\b/],
  ['remarks', /\b(observaci(on|ones)|remarks)\b/],
  ['name', /\bnombres?\b|\bnames?\b/],
]

/** A title folded, with its short forms written out and the pattern of a date (`dd/mm/aaaa`) taken away. */
export function titleKey(title: string): string {
  return foldName(title.replace(/#/g, ' no '))
    .replace(/\b(nro|num|numero|number|nbr)\b/g, 'no')
    .replace(/\b(depto|dpto|dep|depart)\b/g, 'departamento')
    .replace(/\b(mpio|muni|mun)\b/g, 'municipio')
    .replace(/\bfec\b/g, 'fecha')
    .replace(/\b(d{1,2} m{1,4} [ay]{2,4}|m{2} d{2} [ay]{2,4}|[ay]{4} m{2} d{2}|dia mes ano)\b/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
}

/** What a title means: 1 sure for a known title, less for one of two languages or for words within it; undefined for none. */
export function meaningOf(title: string): TitleMeaning | undefined {
  const whole = titleKey(title)
  if (whole === '' || whole.length > 80) return undefined
  const known = (key: string) => titles.find(([, words]) => key !== '' && words.test(key))?.[0]
  const field = known(whole)
  if (field) return { field, sure: 1 }
  for (const part of title.split(/[/|()\n:,;-]/)) {
    const one = titleKey(part).length > 1 ? known(titleKey(part)) : undefined
    if (one) return { field: one, sure: 0.9 }
  }
  const hint = hints.find(([, words]) => words.test(whole))?.[0]
  return hint && { field: hint, sure: 0.7 }
}

/** Does the title itself say that surnames come first, or how it writes dates? */
export const saysSurnamesFirst = (title: string): boolean => /^(apellido|last|surname|name last)/.test(titleKey(title))
export function saysDateOrder(title: string): 'dmy' | 'mdy' | undefined {
  const key = foldName(title)
  if (/\bm{1,2} ?d{1,2} ?[ya]{2,4}\b/.test(key)) return 'mdy'
  return /\bd{1,2} ?m{1,3} ?[ya]{2,4}\b|\bdia mes\b/.test(key) ? 'dmy' : undefined
}
