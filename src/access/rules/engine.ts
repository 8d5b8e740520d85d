import { codeList } from '#base/codes.ts'
import type { Call, Purpose, Role, Scope } from '#base/contract.ts'
import { allClasses, classesSeen, type FieldClass } from './fields.ts'

/** Who asks: an account at work for one institution. */
export type Caller = {
  institutionId: string
  roles: readonly Role[]
  compartments: readonly string[]
  /** The one person whose record is open to the account in an emergency. */
  granted?: readonly string[] | undefined
  /** A machine: the scopes of its key. */
  scopes?: readonly Scope[] | undefined
}

/** Whose record it is, and the compartment that it is in, if any. */
export type Held = { subjectId: string; institutionId: string; compartment?: string | undefined }

/** How somebody stands to a record. Of `closed` and `stranger` they do not even learn that it exists. */
export const relations = codeList({
  own: { es: 'Registro abierto de su institución', en: 'An open record of the own institution' },
  member: { es: 'Registro cerrado de un área a la que pertenece', en: 'A closed record of a compartment they belong to' },
  granted: { es: 'Abierto por una emergencia', en: 'Opened in an emergency' },
  closed: {
    es: 'Registro cerrado de un área a la que no pertenece',
    en: 'A closed record of a compartment they do not belong to',
  },
  stranger: { es: 'Registro de otra institución', en: 'A record of another institution' },
})
export type Relation = keyof typeof relations

export function relationTo(record: Held, caller: Caller): Relation {
  if (caller.granted?.includes(record.subjectId)) return 'granted'
  if (record.institutionId !== caller.institutionId) return 'stranger'
  if (record.compartment === undefined) return 'own'
  return caller.compartments.includes(record.compartment) ? 'member' : 'closed'
}

/** For what each kind of work uses the data of persons. */
export const purposesOf: Record<Role, readonly Purpose[]> = {
  registrar: ['attention', 'referral'],
  'shift-chief': ['attention', 'referral', 'statistics', 'audit'],
  desk: ['attention', 'referral'],
  analyst: ['statistics'],
  'directory-editor': [],
  'data-protection-officer': ['audit'],
  administrator: ['audit'],
}

export const purposeOf = (call: Call): Purpose => call.purpose ?? 'attention'

/**
 * What a caller may do, and why: each step that was decided, in order. `purpose` is what persons are shown for; `seen` are the classes
 * of what is shown of them. With a record: whether it is among the rows that the caller reaches.
 */
export type Decision = {
  allowed: boolean
  reasons: Reason[]
  purpose?: Purpose | undefined
  seen: readonly FieldClass[]
  relation?: Relation | undefined
}

export type Reason =
  | { code: 'anyone' | 'signed-in' | 'not-signed-in' }
  | { code: 'role' | 'not-role'; roles: Role[] }
  | { code: 'purpose' | 'not-purpose'; purpose: Purpose }
  | { code: 'counts' }
  | { code: Relation; compartment?: string | undefined }
  | { code: 'fields' | 'fields-withheld'; classes: FieldClass[] }

/**
 * The one decision about access: who asks (nobody: a visitor), what is called, for what purpose if they say one, and about whose
 * record if it is about one. Pure: http asks it before each call, screens to explain, the matrix of tests to know what is right.
 *
 * Institution and compartments say which rows there are, and PostgreSQL repeats it underneath; roles and purpose say which calls;
 * the class of a member says what is shown of a row.
 */
export function decide(question: {
  call: Call
  caller: Caller | undefined
  purpose?: Purpose | undefined
  record?: Held | undefined
  /** Is it about the record that was opened to the caller in an emergency? */
  granted?: boolean | undefined
}): Decision {
  const { call, caller, record, granted = false } = question
  const reasons: Reason[] = []
  const refused = (reason: Reason): Decision => ({ allowed: false, reasons: [...reasons, reason], seen: [] })
  if (call.may !== 'anyone' && !caller) return refused({ code: 'not-signed-in' })
  const working = caller ? rolesFor(call, caller, granted) : []
  if (typeof call.may === 'string') reasons.push({ code: call.may })
  else if (working.length === 0) return refused({ code: 'not-role', roles: [...call.may] })
  else reasons.push({ code: 'role', roles: working })
  if (!call.personal) return { allowed: true, reasons: [...reasons, { code: 'counts' }], seen: [] }

  const purpose = question.purpose ?? usualPurpose(call, working)
  if (typeof call.may !== 'string' && !working.some((role) => purposesOf[role].includes(purpose)))
    return refused({ code: 'not-purpose', purpose })
  reasons.push({ code: 'purpose', purpose })
  const relation = record && caller && relationTo(record, caller)
  if (relation) {
    const reason: Reason = { code: relation, compartment: record!.compartment }
    if (relation === 'closed' || relation === 'stranger') return { ...refused(reason), relation }
    reasons.push(reason)
  }
  const seen = classesSeen(working)
  const withheld = allClasses.filter((of) => !seen.includes(of))
  reasons.push(withheld.length === 0 ? { code: 'fields', classes: [...seen] } : { code: 'fields-withheld', classes: withheld })
  return { allowed: true, reasons, purpose, seen, relation }
}

/** The caller's roles that may make the call: what they see there, they see as that. */
export function rolesFor(call: Call, { roles }: Pick<Caller, 'roles'>, granted = false): Role[] {
  if (typeof call.may === 'string') return [...roles]
  return roles.filter((role) => call.may.includes(role) || (granted && call.emergency && mayAsk.includes(role)))
}

/** Who attends people may ask for a record in an emergency, and reads it while it is open. */
const mayAsk: readonly Role[] = ['registrar', 'shift-chief', 'desk']

/** What somebody with these roles is taken to read for when they do not say: what the call is for, else what their work is for. */
function usualPurpose(call: Call, roles: readonly Role[]): Purpose {
  const usual = purposeOf(call)
  const theirs = roles.flatMap((role) => purposesOf[role])
  return theirs.includes(usual) ? usual : (theirs[0] ?? usual)
}
