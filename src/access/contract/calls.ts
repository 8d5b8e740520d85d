import { z } from 'zod'
import { codeList, codesOf, compartments } from '#base/codes.ts'
import { command, Id, query, Role, Version } from '#base/contract.ts'
import { keys } from './keys.ts'
import { oidc } from './oidc.ts'
import { passkeysWith } from './passkeys.ts'
import { AskedReset, DoneReset } from './resets.ts'

export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .min(3)
  .max(60)
  .regex(/^[a-z0-9][a-z0-9._@-]*$/)
export const Password = z.string().min(1).max(256)
export const Code = z.string().trim().min(6).max(20)
export const InstitutionId = z.string().min(2).max(40)

/** What the roles are called. Each must have words, in the order of `roles`. */
export const roleWords = codeList({
  registrar: { es: 'Registro en recepción', en: 'Registrar' },
  'shift-chief': { es: 'Jefatura de turno', en: 'Shift chief' },
  desk: { es: 'Mesa de atención', en: 'Institution desk' },
  analyst: { es: 'Análisis de cifras', en: 'Analyst' },
  'directory-editor': { es: 'Mantenimiento del directorio', en: 'Directory editor' },
  'data-protection-officer': { es: 'Protección de datos personales', en: 'Data protection officer' },
  administrator: { es: 'Administración de cuentas', en: 'Account administrator' },
} satisfies Record<Role, { es: string; en: string }>)

export const accountStates = codeList({
  active: { es: 'Activa', en: 'Active' },
  disabled: { es: 'Desactivada', en: 'Disabled' },
})

/** The signed-in person, as their own screen shows it. */
export const Me = z.object({
  accountId: Id,
  login: z.string(),
  name: z.string(),
  institutionId: z.string(),
  roles: z.array(Role),
  compartments: z.array(codesOf(compartments)),
  mustChange: z.boolean(),
  secondFactor: z.boolean(),
  /** Is it, or one of them, a program that shows codes? Else a passkey. */
  authenticator: z.boolean(),
  /** Until the first password is changed: who reset the entry. */
  reset: DoneReset.optional(),
  /** A second factor is demanded of this work and there is none: until there is, there is no work. */
  mustEnrol: z.boolean(),
})
export type Me = z.infer<typeof Me>

/** What anyone learns: who they are, if anybody, and whether this is a demonstration. */
export const State = z.object({
  me: Me.optional(),
  demonstration: z.boolean(),
  /** Of which roles a second factor is demanded; `compartment`: of everybody who sees the records of one. */
  secondFactorFor: z.array(z.string()),
  /** Can one sign in through an identity provider? */
  provider: z.boolean(),
})

export const OpenSession = z.object({
  sessionId: Id,
  openedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  agent: z.string().optional(),
  current: z.boolean(),
})

export const Account = z.object({
  accountId: Id,
  login: z.string(),
  name: z.string(),
  institutionId: z.string(),
  roles: z.array(Role),
  compartments: z.array(codesOf(compartments)),
  state: codesOf(accountStates),
  secondFactor: z.boolean(),
  mustChange: z.boolean(),
  lastSeenAt: z.iso.datetime().optional(),
  version: z.int(),
})
export type Account = z.infer<typeof Account>

const empty = z.object({})
const administrators = ['administrator'] as const

export const access = {
  ...keys,
  ...passkeysWith(Me),
  ...oidc,
  readState: query('GET /session', {
    says: 'Who is signed in, if anybody.',
    may: 'anyone',
    personal: false,
    input: empty,
    output: State,
  }),
  signIn: command('POST /session', {
    says: 'Signs in with login and password, and a code when the account has a second factor.',
    may: 'anyone',
    personal: false,
    input: z.object({ login: Login, password: Password, code: Code.optional() }),
    output: Me,
    secret: ['login', 'password', 'code'],
    atOnce: 3,
  }),
  finishIdentity: command('POST /session/oidc/finish', {
    says: 'Opens the session after the identity provider has sent the browser back, with a code when the account has a second factor of its own.',
    may: 'anyone',
    personal: false,
    input: z.object({ code: Code.optional() }),
    output: Me,
    secret: ['code'],
  }),
  signOut: command('DELETE /session', {
    says: 'Ends this session. `address`: where one signs out of the identity provider too, when it was begun there.',
    may: 'signed-in',
    personal: false,
    input: empty,
    output: z.object({ address: z.string().optional() }),
  }),
  confirmSelf: command('POST /session/confirm', {
    says: 'Shows again that it is oneself, with the password and, where there is a second factor, a code: opens calls marked x-step-up.',
    may: 'signed-in',
    personal: false,
    input: z.object({ password: Password, code: Code.optional() }),
    output: z.object({ until: z.iso.datetime() }),
    secret: ['password', 'code'],
    atOnce: 3,
  }),
  signOutEverywhere: command('POST /session/end-all', {
    says: 'Ends every session of the signed-in account, this one too.',
    may: 'signed-in',
    personal: false,
    input: empty,
    output: z.object({ ended: z.int() }),
  }),
  readSessions: query('GET /sessions', {
    says: 'The open sessions of the signed-in account.',
    may: 'signed-in',
    personal: false,
    input: empty,
    output: z.array(OpenSession),
  }),
  endSession: command('DELETE /sessions/:sessionId', {
    says: 'Ends one open session of the signed-in account.',
    may: 'signed-in',
    personal: false,
    input: z.object({ sessionId: Id }),
    output: empty,
  }),
  changePassword: command('POST /account/password', {
    says: 'Changes the own password and ends the other sessions.',
    may: 'signed-in',
    personal: false,
    input: z.object({ current: Password, wanted: Password }),
    output: empty,
    secret: ['current', 'wanted'],
    atOnce: 3,
  }),
  beginSecondFactor: command('POST /account/second-factor', {
    says: 'Gives a new secret for an authenticator program, shown this once; it counts when a code has confirmed it.',
    may: 'signed-in',
    personal: false,
    input: z.object({ password: Password }),
    output: z.object({ secret: z.string().optional(), address: z.string().optional() }),
    secret: ['password'],
    secretAnswer: ['secret', 'address'],
    atOnce: 3,
  }),
  confirmSecondFactor: command('POST /account/second-factor/confirm', {
    says: 'Switches the second factor on, ends the other sessions and gives recovery codes, shown this once.',
    may: 'signed-in',
    personal: false,
    input: z.object({ secret: z.string().regex(/^[A-Z2-7]{16,64}$/), code: Code, password: Password }),
    output: z.object({ recoveryCodes: z.array(z.string()).optional() }),
    secret: ['secret', 'code', 'password'],
    secretAnswer: ['recoveryCodes'],
    atOnce: 3,
  }),
  removeSecondFactor: command('DELETE /account/second-factor', {
    says: 'Switches the own second factor off.',
    may: 'signed-in',
    stepUp: true,
    personal: false,
    input: z.object({ password: Password, code: Code }),
    output: empty,
    secret: ['password', 'code'],
    atOnce: 3,
  }),
  listAccounts: query('GET /accounts', {
    says: 'The accounts of the own institution.',
    may: administrators,
    personal: false,
    input: z.object({ text: z.string().max(100).default(''), state: codesOf(accountStates).optional() }),
    output: z.array(Account),
  }),
  readAccount: query('GET /accounts/:accountId', {
    says: 'One account of the own institution.',
    may: administrators,
    personal: false,
    input: z.object({ accountId: Id }),
    output: Account,
  }),
  addAccount: command('POST /accounts', {
    says: 'Adds an account to the own institution; the first password is shown this once.',
    may: administrators,
    stepUp: true,
    personal: false,
    input: z.object({ accountId: Id, login: Login, name: z.string().trim().min(2).max(120), roles: z.array(Role).min(1) }),
    output: z.object({ account: Account, password: z.string().optional() }),
    secretAnswer: ['password'],
  }),
  changeAccount: command('PATCH /accounts/:accountId', {
    says: 'Changes name, work or state of an account of the own institution. Disabling ends its sessions at once.',
    may: administrators,
    stepUp: true,
    personal: false,
    input: z.object({
      accountId: Id,
      version: Version,
      name: z.string().trim().min(2).max(120).optional(),
      roles: z.array(Role).min(1).optional(),
      /** Never one's own: somebody else must open a compartment to an account. */
      compartments: z.array(codesOf(compartments)).max(10).optional(),
      state: codesOf(accountStates).optional(),
    }),
    output: Account,
  }),
  readAccountSessions: query('GET /accounts/:accountId/sessions', {
    says: 'The open sessions of an account of the own institution.',
    may: administrators,
    personal: false,
    input: z.object({ accountId: Id }),
    output: z.array(OpenSession),
  }),
  endAccountSessions: command('POST /accounts/:accountId/sessions/end', {
    says: 'Ends the sessions of an account of the own institution, as when a telephone was stolen. The password stays good.',
    may: administrators,
    personal: false,
    input: z.object({ accountId: Id }),
    output: z.object({ ended: z.int() }),
  }),
  readReset: query('GET /accounts/:accountId/reset', {
    says: 'The reset of an account of the own institution that waits for a second administrator, if any.',
    may: administrators,
    personal: false,
    input: z.object({ accountId: Id }),
    output: z.object({ asked: AskedReset.optional() }),
  }),
  resetAccount: command('POST /accounts/:accountId/reset', {
    says: 'Gives a new first password, removes the second factor and ends the sessions. Where there is a second factor, the first administrator asks and another does it within 24 hours.',
    may: administrators,
    stepUp: true,
    personal: false,
    input: z.object({ accountId: Id }),
    output: z.object({ asked: AskedReset.optional(), password: z.string().optional() }),
    secretAnswer: ['password'],
  }),
}
