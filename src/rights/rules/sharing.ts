import type { Compartment, ConsentPurpose } from '#base/codes.ts'
import { type Answered, answerFor } from '#intake/rules/consents.ts'
import type { Basis, Sharing } from '../contract/bases.ts'

/** What of a person decides about sharing: all they answered, and what kind of protection they have. */
export type Asked = {
  consents: readonly (Answered & { textVersion: string })[]
  childAlone: boolean
  compartment?: Compartment | undefined
}

/**
 * May data of this person be shared for this purpose with this institution today (ISO date in Guatemala)? To be asked at every share, at
 * the moment of sharing. Their consent is looked at first; a law that the institution has confirmed replaces it. A law that nobody has
 * confirmed allows nothing.
 */
export function mayShare(
  person: Asked,
  purpose: ConsentPurpose,
  institution: string,
  bases: readonly Basis[],
  today: string,
): Sharing {
  const said = answerFor(person.consents, purpose, institution)
  if (said?.answer === 'given') return { may: true, because: 'consent', at: said.at, textVersion: said.textVersion }
  const fitting = bases.filter((basis) => fits(basis, person, purpose, institution, today))
  const confirmed = fitting.find(({ word }) => word === 'confirmed')
  if (confirmed) return { may: true, because: 'basis', basisId: confirmed.basisId }
  const open = fitting.find(({ word }) => word === 'to_confirm')
  if (open && said?.answer !== 'refused' && said?.answer !== 'withdrawn')
    return { may: false, because: 'basis_to_confirm', basisId: open.basisId }
  return { may: false, because: said?.answer ?? 'not_asked', ...(said && { at: said.at, textVersion: said.textVersion }) }
}

function fits(basis: Basis, person: Asked, purpose: ConsentPurpose, institution: string, today: string): boolean {
  if (basis.purpose !== purpose) return false
  if (basis.institutions.length > 0 && !basis.institutions.includes(institution)) return false
  if (today < basis.validFrom || (basis.validUntil !== undefined && today > basis.validUntil)) return false
  switch (basis.forWhom) {
    case 'everybody':
      return true
    case 'children_alone':
      return person.childAlone
    case 'trafficking':
    case 'tracing':
      return person.compartment === basis.forWhom
  }
}
