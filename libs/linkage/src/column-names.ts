/** Which field a column holds, by the names that people give to columns in Spanish and English. */
import { type Field, fields } from './table.ts'

/** Names as `tidied` writes them. A column may also bear the field's own name. Several columns of one field are joined in order. */
const names: Partial<Record<Field, string>> = {
  given_names: `given_name first_name first_names forename forenames fname name_first given firstname givenname
    given_name_1 given_name_2 given_1 given_2 given1 given2 first_name_1 first_name_2 middle_name middle_names second_name
    nombre nombres primer_nombre segundo_nombre tercer_nombre otros_nombres nombre_1 nombre_2 nombre_3 nombre1 nombre2 nombre3
    nombres_de_pila nombre_de_pila`,
  surnames: `surname last_name last_names family_name family_names lname name_last lastname familyname surname_1 surname_2 surname1
    surname2 last_name_1 last_name_2 second_surname apellido apellidos primer_apellido segundo_apellido apellido_1 apellido_2 apellido1
    apellido2 apellido_paterno apellido_materno`,
  married_name: `married apellido_de_casada apellido_casada de_casada casada`,
  sex: `gender sexo genero`,
  birth_date: `date_of_birth dob birthdate birthday born birth fecha_de_nacimiento fecha_nacimiento fec_nacimiento fecha_nac fec_nac f_nac
    fnac fecnac nacimiento fecha_de_nac`,
  age: `edad years age_years edad_anos anos edad_en_anos`,
  arrival_date: `arrival date_of_arrival fecha_de_llegada fecha_llegada fecha_de_ingreso fecha_ingreso fecha_de_retorno fecha_retorno
    fecha_de_arribo fecha_arribo llegada return_date`,
  cui: `dpi cui_dpi dpi_cui numero_de_dpi no_dpi num_dpi numero_dpi numero_de_cui no_cui num_cui numero_cui
    codigo_unico_de_identificacion`,
  document: `soc_sec_id ssn social_security passport passport_number document_number document_id id_number national_id pasaporte
    numero_de_pasaporte no_pasaporte documento numero_de_documento no_documento num_documento nss alien_number a_number`,
  phone: `phone_number telephone telephone_number mobile cell tel telefono telefonos celular numero_de_telefono no_telefono movil`,
  municipality: `municipio municipality_code municipio_de_origen municipio_origen codigo_municipio cod_municipio muni mun
    municipality_of_origin origin_municipality`,
  department: `departamento department_code departamento_de_origen departamento_origen codigo_departamento cod_departamento depto dep
    department_of_origin origin_department`,
  birth_place: `place_of_birth birthplace lugar_de_nacimiento lugar_nacimiento municipio_de_nacimiento municipio_nacimiento`,
  street_number: `house_number street_no numero_de_casa no_casa`,
  address: `address_1 address1 street street_address street_name direccion domicilio direccion_de_residencia calle`,
  locality: `address_2 address2 village aldea caserio zona barrio colonia comunidad lugar_poblado localidad`,
  suburb: `city town suburbio ciudad`,
  postcode: `postal_code zip zip_code zipcode post_code codigo_postal`,
  state: `province region estado provincia`,
  occupation: `job profession ocupacion oficio profesion`,
}

const fieldOf = new Map<string, Field>(
  fields.flatMap((field): [string, Field][] => [
    [field, field],
    ...(names[field] ?? '')
      .trim()
      .split(/\s+/)
      .filter(Boolean)
      .map((name): [string, Field] => [name, field]),
  ]),
)

/** `Fecha de Nacimiento ` → `fecha_de_nacimiento`. */
export const tidied = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')

/** The field that a column of this name holds, or undefined: then it is not compared unless somebody says what it holds. */
export const fieldNamed = (column: string): Field | undefined => fieldOf.get(tidied(column))
