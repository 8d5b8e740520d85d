import { z } from 'zod'

/** A word in the two languages of the interface. Spanish first: it is the one the desks work in. */
export type Label = { es: string; en: string }
export type Language = keyof Label
export type CodeList = Readonly<Record<string, Label>>

/** A short list of codes with their words, in the order a screen should offer them. The codes never change; the words may. */
export const codeList = <const T extends CodeList>(list: T): T => list

/** The zod schema that accepts exactly the codes of a list. */
export const codesOf = <T extends CodeList>(list: T) => z.enum(Object.keys(list) as [keyof T & string, ...(keyof T & string)[]])

/** The word for a code, or the code itself when the list does not hold it (an old record, a newer server). */
export const labelOf = (list: CodeList, code: string, language: Language): string => list[code]?.[language] ?? code

// The person

export const sexes = codeList({
  female: { es: 'Mujer', en: 'Female' },
  male: { es: 'Hombre', en: 'Male' },
  other: { es: 'Otro', en: 'Other' },
  unknown: { es: 'No se sabe', en: 'Not known' },
})
export type Sex = keyof typeof sexes

export const maritalStatuses = codeList({
  single: { es: 'Soltera o soltero', en: 'Single' },
  united: { es: 'Unión de hecho o unida', en: 'Living with a partner' },
  married: { es: 'Casada o casado', en: 'Married' },
  separated: { es: 'Separada o separado', en: 'Separated' },
  divorced: { es: 'Divorciada o divorciado', en: 'Divorced' },
  widowed: { es: 'Viuda o viudo', en: 'Widowed' },
  unknown: { es: 'No se sabe', en: 'Not known' },
})
export type MaritalStatus = keyof typeof maritalStatuses

/** The peoples of the 2018 census, asked as self-identification. */
export const peoples = codeList({
  maya: { es: 'Maya', en: 'Maya' },
  garifuna: { es: 'Garífuna', en: 'Garifuna' },
  xinka: { es: 'Xinka', en: 'Xinka' },
  ladino: { es: 'Ladina, ladino o mestizo', en: 'Ladino or mestizo' },
  afrodescendant: { es: 'Afrodescendiente, creole o afromestizo', en: 'Afrodescendant, Creole or Afromestizo' },
  foreign: { es: 'Extranjera o extranjero', en: 'Foreign' },
  unknown: { es: 'No se sabe o prefiere no decirlo', en: 'Not known or prefers not to say' },
})
export type People = keyof typeof peoples

/** Highest level begun, by ISCED 2011: the digit is the ISCED level of the Guatemalan cycle; `none` stands apart from level 0. */
export const educationLevels = codeList({
  none: { es: 'Ninguno', en: 'None' },
  isced_0: { es: 'Preprimaria', en: 'Pre-primary' },
  isced_1: { es: 'Primaria', en: 'Primary' },
  isced_2: { es: 'Básico', en: 'Lower secondary' },
  isced_3: { es: 'Diversificado', en: 'Upper secondary' },
  isced_5: { es: 'Técnico universitario', en: 'Short-cycle tertiary' },
  isced_6: { es: 'Licenciatura', en: 'Bachelor’s degree' },
  isced_7: { es: 'Maestría', en: 'Master’s degree' },
  isced_8: { es: 'Doctorado', en: 'Doctorate' },
  unknown: { es: 'No se sabe', en: 'Not known' },
})
export type EducationLevel = keyof typeof educationLevels

/** ISCO-08 major groups (CIUO-08): the digit is the group. */
export const occupations = codeList({
  isco_1: { es: 'Dirección y gerencia', en: 'Managers' },
  isco_2: { es: 'Profesiones científicas e intelectuales', en: 'Professionals' },
  isco_3: { es: 'Técnicos y profesionales de nivel medio', en: 'Technicians and associate professionals' },
  isco_4: { es: 'Apoyo administrativo', en: 'Clerical support workers' },
  isco_5: { es: 'Servicios, comercio y ventas', en: 'Service and sales workers' },
  isco_6: { es: 'Agricultura, ganadería, bosque y pesca', en: 'Skilled agricultural, forestry and fishery workers' },
  isco_7: { es: 'Oficios: construcción, mecánica, artes mecánicas', en: 'Craft and related trades workers' },
  isco_8: { es: 'Operación de máquinas y manejo de vehículos', en: 'Plant and machine operators, and assemblers' },
  isco_9: { es: 'Ocupaciones elementales: jornal, limpieza, ayudantía', en: 'Elementary occupations' },
  isco_0: { es: 'Fuerzas armadas', en: 'Armed forces occupations' },
  no_work: { es: 'No trabajaba', en: 'Did not work' },
  student: { es: 'Estudiaba', en: 'Student' },
  home: { es: 'Trabajo del hogar sin pago', en: 'Unpaid work at home' },
  unknown: { es: 'No se sabe', en: 'Not known' },
})
export type Occupation = keyof typeof occupations

export const documentTypes = codeList({
  dpi: { es: 'DPI', en: 'DPI (identity card)' },
  birth_certificate: { es: 'Certificado de nacimiento', en: 'Birth certificate' },
  passport: { es: 'Pasaporte', en: 'Passport' },
  consular_id: { es: 'Tarjeta de identificación consular', en: 'Consular identity card' },
  travel_pass: { es: 'Pase especial de viaje', en: 'Emergency travel document' },
  foreign_id: { es: 'Documento de otro país', en: 'Document of another country' },
  other: { es: 'Otro documento', en: 'Other document' },
  none: { es: 'Sin documento', en: 'No document' },
})
export type DocumentType = keyof typeof documentTypes

// The return

export const returnModes = codeList({
  air: { es: 'Vía aérea', en: 'By air' },
  land: { es: 'Vía terrestre', en: 'By land' },
})
export type ReturnMode = keyof typeof returnModes

/** How the return came about. `deported`: ordered and carried out by another State; a subset of returnees, never a name for a person. */
export const returnTypes = codeList({
  deported: { es: 'Retorno ordenado por otro Estado', en: 'Return ordered by another State' },
  voluntary_departure: { es: 'Salida voluntaria concedida por otro Estado', en: 'Voluntary departure granted by another State' },
  assisted_voluntary_return: { es: 'Retorno voluntario asistido', en: 'Assisted voluntary return' },
  spontaneous: { es: 'Regresó por su cuenta', en: 'Came back on their own' },
  repatriation: { es: 'Repatriación', en: 'Repatriation' },
  unknown: { es: 'No se sabe', en: 'Not known' },
})
export type ReturnType = keyof typeof returnTypes

/** In which company the person travelled. The three conditions of children decide which protocol opens. */
export const conditions = codeList({
  adult: { es: 'Persona adulta', en: 'Adult' },
  adult_in_family_unit: { es: 'Persona adulta en unidad familiar', en: 'Adult in a family unit' },
  accompanied_child: { es: 'NNA acompañado', en: 'Accompanied child' },
  separated_child: { es: 'NNA separado', en: 'Separated child' },
  unaccompanied_child: { es: 'NNA no acompañado', en: 'Unaccompanied child' },
  unknown: { es: 'No se sabe', en: 'Not known' },
})
export type Condition = keyof typeof conditions

/** Records that only their members see. The order is that of the screens. */
export const compartments = codeList({
  child_protection: { es: 'Protección de niñez y adolescencia', en: 'Child protection' },
  trafficking: { es: 'Trata de personas y violencia sexual', en: 'Trafficking and sexual violence' },
  health: { es: 'Salud', en: 'Health' },
  tracing: { es: 'Búsqueda de personas', en: 'Tracing of missing persons' },
  at_risk: { es: 'Protección de personas en riesgo', en: 'Protection at risk' },
})
export type Compartment = keyof typeof compartments

export const familyRelationships = codeList({
  head: { es: 'Responsable del grupo', en: 'Head of the group' },
  partner: { es: 'Pareja', en: 'Partner' },
  child: { es: 'Hija o hijo', en: 'Daughter or son' },
  parent: { es: 'Madre o padre', en: 'Parent' },
  sibling: { es: 'Hermana o hermano', en: 'Sibling' },
  grandparent: { es: 'Abuela o abuelo', en: 'Grandparent' },
  grandchild: { es: 'Nieta o nieto', en: 'Grandchild' },
  aunt_or_uncle: { es: 'Tía o tío', en: 'Aunt or uncle' },
  niece_or_nephew: { es: 'Sobrina o sobrino', en: 'Niece or nephew' },
  cousin: { es: 'Prima o primo', en: 'Cousin' },
  other_relative: { es: 'Otro familiar', en: 'Other relative' },
  not_related: { es: 'Sin parentesco', en: 'Not related' },
})
export type FamilyRelationship = keyof typeof familyRelationships

// The interview

/** Reasons for leaving, as many as the person gives. */
export const leavingReasons = codeList({
  economic: { es: 'Trabajo o mejores condiciones de vida', en: 'Work or better living conditions' },
  family_reunification: { es: 'Reunirse con la familia', en: 'Family reunification' },
  violence: { es: 'Violencia o inseguridad', en: 'Violence or insecurity' },
  education: { es: 'Estudios', en: 'Education' },
  climate_disaster: { es: 'Desastre o clima', en: 'Disaster or climate' },
  food: { es: 'Falta de alimentos', en: 'Lack of food' },
  health: { es: 'Salud', en: 'Health' },
  discrimination: { es: 'Discriminación', en: 'Discrimination' },
  tourism: { es: 'Turismo o visita', en: 'Tourism or visit' },
  other: { es: 'Otro motivo', en: 'Another reason' },
  prefers_not_to_say: { es: 'Prefiere no decirlo', en: 'Prefers not to say' },
})
export type LeavingReason = keyof typeof leavingReasons

export const plans = codeList({
  stay: { es: 'Quedarse en Guatemala', en: 'Stay in Guatemala' },
  migrate_again: { es: 'Volver a migrar', en: 'Migrate again' },
  undecided: { es: 'Aún no lo decide', en: 'Undecided' },
  prefers_not_to_say: { es: 'Prefiere no decirlo', en: 'Prefers not to say' },
})
export type Plan = keyof typeof plans

export const wishes = codeList({
  business: { es: 'Poner un negocio', en: 'Start a business' },
  job: { es: 'Encontrar empleo', en: 'Find a job' },
  study: { es: 'Estudiar', en: 'Study' },
  certification: { es: 'Certificar lo que sabe hacer', en: 'Certify skills' },
  temporary_work: { es: 'Trabajo temporal en el extranjero, con contrato', en: 'Regular temporary work abroad' },
  return_home_plan: { es: 'Participar en el Plan Retorno al Hogar', en: 'Join the Plan Retorno al Hogar' },
  none: { es: 'Nada por ahora', en: 'Nothing for now' },
})
export type Wish = keyof typeof wishes

/**
 * Washington Group Short Set on Functioning: six domains, four answers, for people of five years and over.
 * The word "disability" is never in a question. Someone counts as a person with disability with at least one
 * `a_lot` or `cannot`.
 */
export const functioningDomains = codeList({
  seeing: { es: '¿Tiene dificultad para ver, aun con lentes?', en: 'Do you have difficulty seeing, even if wearing glasses?' },
  hearing: {
    es: '¿Tiene dificultad para oír, aun con aparato?',
    en: 'Do you have difficulty hearing, even if using a hearing aid?',
  },
  walking: { es: '¿Tiene dificultad para caminar o subir gradas?', en: 'Do you have difficulty walking or climbing steps?' },
  remembering: {
    es: '¿Tiene dificultad para recordar o concentrarse?',
    en: 'Do you have difficulty remembering or concentrating?',
  },
  self_care: {
    es: '¿Tiene dificultad para bañarse o vestirse?',
    en: 'Do you have difficulty (with self-care such as) washing all over or dressing?',
  },
  communicating: {
    es: '¿Tiene dificultad para comunicarse en su idioma habitual?',
    en: 'Using your usual language, do you have difficulty communicating, for example understanding or being understood?',
  },
})
export type FunctioningDomain = keyof typeof functioningDomains

export const functioningAnswers = codeList({
  none: { es: 'No, ninguna dificultad', en: 'No, no difficulty' },
  some: { es: 'Sí, alguna', en: 'Yes, some difficulty' },
  a_lot: { es: 'Sí, mucha', en: 'Yes, a lot of difficulty' },
  cannot: { es: 'No puede hacerlo', en: 'Cannot do it at all' },
})
export type FunctioningAnswer = keyof typeof functioningAnswers

/** What the screening may raise. None is a diagnosis; each suggests whom to call. `lgbtiq` is recorded only if the person offers it. */
export const vulnerabilityFlags = codeList({
  pregnancy: { es: 'Embarazo', en: 'Pregnancy' },
  lactation: { es: 'Lactancia', en: 'Breastfeeding' },
  illness_or_medicine: { es: 'Enfermedad o necesita medicina', en: 'Illness or needs medicine' },
  injury: { es: 'Herida o golpe', en: 'Injury' },
  distress: { es: 'Malestar emocional fuerte', en: 'Strong emotional distress' },
  older_person: { es: 'Persona mayor', en: 'Older person' },
  single_parent: { es: 'Madre o padre solo con hijas o hijos', en: 'Single parent' },
  family_separated: {
    es: 'Su familia fue separada en el camino o la detención',
    en: 'Family separated on the way or in detention',
  },
  child_left_behind: { es: 'Dejó hijas o hijos menores en otro país', en: 'Left minor children in another country' },
  threat_at_home: { es: 'Amenaza si vuelve a su comunidad', en: 'Threatened if back home' },
  violence_suffered: { es: 'Sufrió violencia', en: 'Suffered violence' },
  trafficking_signs: { es: 'Señales de trata o explotación', en: 'Signs of trafficking or exploitation' },
  no_place_to_stay: { es: 'No tiene a dónde llegar', en: 'Has no place to stay' },
  migration_debt: { es: 'Deuda por el viaje', en: 'Debt from the journey' },
  needs_interpreter: { es: 'Necesita intérprete', en: 'Needs an interpreter' },
  lgbtiq: { es: 'LGBTIQ+ (solo si la persona lo dice)', en: 'LGBTIQ+ (only if the person says so)' },
})
export type VulnerabilityFlag = keyof typeof vulnerabilityFlags

export const immediateServices = codeList({
  call: { es: 'Llamada', en: 'Telephone call' },
  food: { es: 'Alimentación', en: 'Food' },
  lodging: { es: 'Hospedaje', en: 'Lodging' },
  transport: { es: 'Transporte', en: 'Transport' },
  hygiene: { es: 'Kit de higiene', en: 'Hygiene kit' },
  clothes: { es: 'Ropa o calzado', en: 'Clothes or shoes' },
  documents: { es: 'Documentos', en: 'Documents' },
  health: { es: 'Salud', en: 'Health' },
  psychosocial: { es: 'Atención psicosocial', en: 'Psychosocial support' },
  orientation: { es: 'Orientación', en: 'Orientation' },
})
export type ImmediateService = keyof typeof immediateServices

/** Consent is asked per purpose; refusing one never reduces attention. */
export const consentPurposes = codeList({
  attention: { es: 'Atenderle hoy', en: 'Attend you today' },
  referral: {
    es: 'Compartir sus datos con la institución que le dará un servicio',
    en: 'Share your data with the institution that will serve you',
  },
  call_back: { es: 'Llamarle después', en: 'Call you later' },
  statistics: { es: 'Contarle en estadísticas sin su nombre', en: 'Count you in statistics without your name' },
})
export type ConsentPurpose = keyof typeof consentPurposes

/** What the data of persons are used for, by those who work with them (`purposes` of the contracts). */
export const usePurposes = codeList({
  attention: { es: 'Atención', en: 'Attention' },
  referral: { es: 'Derivación', en: 'Referral' },
  statistics: { es: 'Estadística', en: 'Statistics' },
  audit: { es: 'Control y auditoría', en: 'Control and audit' },
})

export const consentAnswers = codeList({
  given: { es: 'Sí', en: 'Yes' },
  refused: { es: 'No', en: 'No' },
  not_asked: { es: 'No se le preguntó', en: 'Not asked' },
})
export type ConsentAnswer = keyof typeof consentAnswers

/** How an answer stands: one that was given may be taken back at any time. */
export const consentStates = codeList({ ...consentAnswers, withdrawn: { es: 'Sí, y lo retiró', en: 'Yes, then withdrawn' } })
export type ConsentState = keyof typeof consentStates
