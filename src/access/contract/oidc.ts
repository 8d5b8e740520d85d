import { z } from 'zod'
import { command, Id, query } from '#base/contract.ts'

const administrators = ['administrator'] as const
const AccountId = z.object({ accountId: Id })

/** Which identity at the provider opens an account, as its administrator sees it: never the identity itself. */
export const IdentityLink = z.object({ linkedBy: z.string(), linkedAt: z.iso.datetime(), proved: z.boolean() })

/** Sign-in through the institutions' own identity provider (OpenID Connect). */
export const oidc = {
  beginIdentity: command('POST /session/oidc', {
    says: 'Begins a sign-in through the identity provider: gives the address there, good once and for ten minutes in this browser.',
    may: 'anyone',
    personal: false,
    input: z.object({}),
    output: z.object({ address: z.string().optional() }),
    secretAnswer: ['address'],
    atOnce: 3,
  }),
  readIdentity: query('GET /accounts/:accountId/identity', {
    says: 'The link of an account of the own institution to an identity at the provider, if any.',
    may: administrators,
    personal: false,
    input: AccountId,
    output: z.object({ link: IdentityLink.optional() }),
  }),
  linkIdentity: command('POST /accounts/:accountId/identity', {
    says: 'Links an account of the own institution to the identity that was refused with this reference within 24 hours.',
    may: administrators,
    stepUp: true,
    personal: false,
    input: z.object({ accountId: Id, reference: z.string().trim().min(8).max(20) }),
    output: z.object({ link: IdentityLink.optional() }),
    secret: ['reference'],
  }),
  unlinkIdentity: command('DELETE /accounts/:accountId/identity', {
    says: 'Takes the link of an account to its identity at the provider away and ends the account’s sessions.',
    may: administrators,
    stepUp: true,
    personal: false,
    input: AccountId,
    output: z.object({}),
  }),
}
