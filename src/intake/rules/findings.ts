import type { Condition } from '#base/codes.ts'
import { checkCui, placeOf } from '#base/cui.ts'
import type { Finding } from '#base/finding.ts'
import { ageRange, boundsOf, isMinor, isPartialDate } from '#base/partial-date.ts'
import { nameFindings } from '#base/personal-name.ts'
import type { FormField, PartialForm } from '../contract/form.ts'

export type FormFinding = Finding & { at: FormField }

const ofChildren: readonly Condition[] = ['accompanied_child', 'separated_child', 'unaccompanied_child']
const ofAdults: readonly Condition[] = ['adult', 'adult_in_family_unit']

/** Does the condition say that the person is a child? */
export function isChildCondition(condition: string | undefined): boolean {
  return ofChildren.includes(condition as Condition)
}

/**
 * Under 18 on the day of arrival? The birth date decides; where it cannot, the condition that the desk noted does.
 * `unknown`: treat the person as a child until shown otherwise.
 */
export function minorOn(
  form: { birthDate?: string | undefined; condition?: string | undefined },
  day: string,
): 'yes' | 'no' | 'unknown' {
  const byDate = form.birthDate && isPartialDate(form.birthDate) ? isMinor(form.birthDate, day) : 'unknown'
  if (byDate !== 'unknown') return byDate
  if (isChildCondition(form.condition)) return 'yes'
  return ofAdults.includes(form.condition as Condition) ? 'no' : 'unknown'
}

/**
 * What looks wrong in the answers, or must not be forgotten, on the day of arrival (ISO date). None of them stops a record: a
 * person at the door is never turned away by a form.
 */
export function findingsAbout(form: PartialForm, day: string): FormFinding[] {
  return [...identityFindings(form), ...ageFindings(form, day), ...childFindings(form, day), ...screeningFindings(form, day)]
}

function identityFindings(form: PartialForm): FormFinding[] {
  const findings: FormFinding[] = []
  for (const at of ['givenNames', 'surnames'] as const)
    findings.push(...nameFindings(form[at] ?? '').map((finding) => ({ ...finding, at })))
  if (!form.givenNames && !form.surnames) findings.push({ at: 'givenNames', severity: 'note', code: 'name-missing' })
  findings.push(...checkCui(form.cui ?? '').map((finding) => ({ ...finding, at: 'cui' as const })))
  const registered = form.cui && placeOf(form.cui)
  if (registered && form.birthMunicipality && registered !== form.birthMunicipality)
    findings.push({ at: 'birthMunicipality', severity: 'note', code: 'cui-other-municipality', found: registered })
  if (form.documentType === 'dpi' && !form.cui) findings.push({ at: 'cui', severity: 'note', code: 'dpi-without-cui' })
  if (form.nationality && form.nationality !== 'GT')
    findings.push({ at: 'nationality', severity: 'note', code: 'nationality-foreign', found: form.nationality })
  return findings
}

/** The oldest age that is believed without a second look. */
const oldest = 105

function ageFindings({ birthDate, condition }: PartialForm, day: string): FormFinding[] {
  if (!birthDate || !isPartialDate(birthDate)) return []
  const warn = (code: string): FormFinding => ({ at: 'birthDate', severity: 'warning', code, found: birthDate })
  if (boundsOf(birthDate).first > day) return [warn('birth-date-future')]
  if (ageRange(birthDate, day).min > oldest) return [warn('birth-date-too-old')]
  const minor = isMinor(birthDate, day)
  const at = { at: 'condition', severity: 'warning', found: condition } as const
  if (minor === 'yes' && ofAdults.includes(condition as Condition)) return [{ ...at, code: 'child-as-adult' }]
  if (minor === 'no' && isChildCondition(condition)) return [{ ...at, code: 'adult-as-child' }]
  if (minor === 'unknown' && !isChildCondition(condition)) return [warn('maybe-a-child')]
  return []
}

function childFindings(form: PartialForm, day: string): FormFinding[] {
  if (form.condition === 'unaccompanied_child') return [{ at: 'condition', severity: 'warning', code: 'unaccompanied-child' }]
  if (form.condition === 'separated_child') return [{ at: 'condition', severity: 'warning', code: 'separated-child' }]
  if (minorOn(form, day) !== 'yes') return []
  const findings: FormFinding[] = []
  if (!form.condition || form.condition === 'unknown')
    findings.push({ at: 'condition', severity: 'warning', code: 'child-without-condition' })
  if (form.travelledAlone && form.condition === 'accompanied_child')
    findings.push({ at: 'travelledAlone', severity: 'warning', code: 'accompanied-child-alone' })
  if (form.maritalStatus === 'married' || form.maritalStatus === 'united')
    findings.push({ at: 'maritalStatus', severity: 'warning', code: 'child-in-union' })
  return findings
}

function screeningFindings(form: PartialForm, day: string): FormFinding[] {
  const findings: FormFinding[] = []
  const flags = form.flags ?? []
  const warn = (code: string): FormFinding => ({ at: 'flags', severity: 'warning', code })
  if (flags.includes('trafficking_signs')) findings.push(warn('trafficking-signs'))
  if (flags.includes('threat_at_home')) findings.push(warn('threat-at-home'))
  if (flags.includes('pregnancy') && form.sex === 'male') findings.push(warn('pregnancy-unlikely'))
  if (form.interpreter && !form.language)
    findings.push({ at: 'language', severity: 'note', code: 'interpreter-without-language' })
  const tooYoung = form.birthDate && isPartialDate(form.birthDate) && ageRange(form.birthDate, day).max < 5
  if (form.functioning && tooYoung) findings.push({ at: 'functioning', severity: 'note', code: 'functioning-under-five' })
  return findings
}
