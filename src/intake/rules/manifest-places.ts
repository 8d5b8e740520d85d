import { placeOf } from '#base/cui.ts'
import type { Finding } from '#base/finding.ts'
import { meansUnknown } from '#base/unknown-words.ts'
import type { PlaceFound } from '#directory/rules/municipality-finder.ts'
import type { ManifestField, ManifestPerson } from './manifest-fields.ts'
import { type Reading, remark, warning } from './manifest-reading.ts'

type Places = Pick<ManifestPerson, 'birthMunicipality' | 'residenceMunicipality' | 'destinationMunicipality'>

/** Municipalities of birth, of origin and of destination; the CUI is a witness for that of birth. */
export function placesIn(reading: Reading, cui: string | undefined): Places {
  const birthMunicipality = placeIn(reading, ['birthMunicipality', 'birthDepartment', 'birthPlace'])
  const residenceMunicipality = placeIn(reading, ['residenceMunicipality', 'residenceDepartment', 'residencePlace'])
  const destinationMunicipality = placeIn(reading, ['destinationMunicipality', 'destinationDepartment', 'destinationPlace'])
  const registered = cui && reading.context.municipalities.byCode(placeOf(cui) ?? '')
  const stated = birthMunicipality && reading.context.municipalities.byCode(birthMunicipality)
  if (registered && stated && registered !== stated) {
    const field = reading.cell('birthMunicipality') ? 'birthMunicipality' : 'birthPlace'
    reading.note(field, warning('cui-other-place', stated.name, registered.name))
  }
  return { birthMunicipality, residenceMunicipality, destinationMunicipality }
}

/** One municipality out of three columns: municipality, department, and a place that may hold both. */
function placeIn(
  { cell, note, context }: Reading,
  [municipalityField, departmentField, placeField]: [ManifestField, ManifestField, ManifestField],
) {
  const municipalityText = cell(municipalityField)
  const departmentText = cell(departmentField)
  const field = municipalityText || !cell(placeField) ? municipalityField : placeField
  const text = municipalityText || cell(placeField)
  if (text === '' || meansUnknown(text)) {
    const unknownDepartment =
      departmentText !== '' && !meansUnknown(departmentText) && !context.municipalities.findDepartment(departmentText)
    if (unknownDepartment) note(departmentField, warning('department-unknown', departmentText))
    return undefined
  }
  const place = context.municipalities.find(text, departmentText)
  note(field, ...placeFindings(place, text, field === municipalityField))
  if (place.kind !== 'found' || (place.orDepartment && field !== municipalityField)) return undefined
  const department = departmentText && context.municipalities.findDepartment(departmentText)
  if (department && department !== place.municipality.departmentCode)
    note(departmentField, warning('department-differs', departmentText, place.municipality.name))
  return place.municipality.code
}

/**
 * `Huehuetenango` under "Lugar de origen" is more often the department than its capital, and `Guatemala` the country: neither is
 * taken for a municipality there, or capitals would swell in every count. Under "Municipio" they are.
 */
function placeFindings(place: PlaceFound, text: string, saysMunicipality: boolean): Finding[] {
  if (place.kind === 'unknown') return [warning('place-unknown', text)]
  if (place.kind === 'department') return [remark('place-department-only', text)]
  if (place.kind === 'several') {
    const names = place.candidates.slice(0, 6).map((one) => `${one.name} (${one.code})`)
    return [warning('place-several', text, names.join(', ') + (place.candidates.length > 6 ? ', …' : ''))]
  }
  if (place.how === 'spelling') return [warning('place-spelling', text, place.municipality.name)]
  if (place.how === 'part') return [remark('place-part', text, place.municipality.name)]
  return place.orDepartment && !saysMunicipality ? [warning('place-or-department', text, place.municipality.name)] : []
}
