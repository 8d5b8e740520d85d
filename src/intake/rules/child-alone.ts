import type { consentAudiences } from '../contract/consents.ts'
import type { PartialForm } from '../contract/form.ts'
import { minorOn } from './findings.ts'

/** Represents children who come without their family, and says with whom they may leave: its id in the directory. */
export const guardian = 'pgn'

/**
 * Does a child come without those who care for them? The condition that the desk noted says so; until it is noted, so does
 * anyone who is or may be under 18 on the day of arrival (ISO date) and says that they travelled alone.
 */
export function isChildAlone(form: Pick<PartialForm, 'birthDate' | 'condition' | 'travelledAlone'>, day: string): boolean {
  if (form.condition === 'unaccompanied_child' || form.condition === 'separated_child') return true
  if (!form.travelledAlone || form.condition === 'accompanied_child') return false
  const minor = minorOn(form, day)
  return minor === 'yes' || (minor === 'unknown' && form.birthDate !== undefined)
}

/** The institutions a slip names: the one that accompanies a child who is alone, and those to turn to. */
export function officesFor(form: PartialForm, day: string): { accompanying: string[]; toTurnTo: string[] } {
  if (isChildAlone(form, day)) return { accompanying: [guardian], toTurnTo: ['conamigua'] }
  return { accompanying: [], toTurnTo: minorOn(form, day) === 'no' ? ['conamigua'] : [guardian, 'conamigua'] }
}

/** Whom the text speaks to: a child alone is asked in words for a child. */
export function consentTextFor(form: PartialForm, day: string): keyof typeof consentAudiences {
  return isChildAlone(form, day) ? 'child' : 'everybody'
}
