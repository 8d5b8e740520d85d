import { z } from 'zod'
import { codeList } from '#base/codes.ts'
import { command, Id, query, Scope } from '#base/contract.ts'

/** What a key may be good for. Each must have words, in the order of `scopes`. */
export const scopeWords = codeList({
  directory: { es: 'Leer el directorio', en: 'Read the directory' },
  figures: { es: 'Leer cifras internas', en: 'Read internal figures' },
  'arrivals:write': { es: 'Anunciar llegadas y cargar manifiestos', en: 'Announce arrivals and load manifests' },
  'returns:read': { es: 'Leer quién fue recibido, con su identidad', en: 'Read who was received, with their identity' },
} satisfies Record<Scope, { es: string; en: string }>)

/** A machine's key as its institution sees it: never the secret. */
export const ServiceKey = z.object({
  keyId: Id,
  name: z.string(),
  scopes: z.array(Scope),
  madeBy: z.string(),
  madeAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  usedAt: z.iso.datetime().optional(),
  revokedAt: z.iso.datetime().optional(),
})
export type ServiceKey = z.infer<typeof ServiceKey>

const administrators = ['administrator'] as const

/** Keys for machines. */
export const keys = {
  listKeys: query('GET /service-keys', {
    says: 'The keys of the own institution’s machines, newest first; ended and revoked ones too.',
    may: administrators,
    personal: false,
    input: z.object({}),
    output: z.array(ServiceKey),
  }),
  addKey: command('POST /service-keys', {
    says: 'Makes a key for a machine of the own institution; its secret is shown this once.',
    may: administrators,
    stepUp: true,
    personal: false,
    input: z.object({
      keyId: Id,
      name: z.string().trim().min(2).max(120),
      scopes: z.array(Scope).min(1),
      days: z.coerce.number().int().min(1).max(365),
    }),
    output: z.object({ key: ServiceKey, secret: z.string().optional() }),
    secretAnswer: ['secret'],
  }),
  revokeKey: command('POST /service-keys/:keyId/revoke', {
    says: 'Revokes a key, and the tokens given for it, at once and for good.',
    may: administrators,
    stepUp: true,
    personal: false,
    input: z.object({ keyId: Id }),
    output: ServiceKey,
  }),
  giveToken: command('POST /token', {
    says: 'OAuth 2.0 client credentials (RFC 6749, 4.4): a token for 15 minutes, for a key’s id and secret, in the form or as HTTP Basic.',
    may: 'anyone',
    form: true,
    personal: false,
    input: z.object({
      grant_type: z.literal('client_credentials'),
      client_id: Id,
      client_secret: z.string().max(200),
      /** Fewer than the key's own, separated by spaces. */
      scope: z.string().max(200).optional(),
    }),
    output: z.object({ access_token: z.string(), token_type: z.literal('Bearer'), expires_in: z.int(), scope: z.string() }),
    secret: ['client_secret'],
    secretAnswer: ['access_token'],
  }),
}
