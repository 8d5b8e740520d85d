import { z } from 'zod'
import { codeList, codesOf } from '#base/codes.ts'
import { command, Id, Page, query, Version } from '#base/contract.ts'

/** What others may be told of. The names travel, so they never change. */
export const eventKinds = codeList({
  'arrival.closed': { es: 'Se cerró y firmó una llegada', en: 'An arrival was closed and signed' },
  'arrival.reopened': { es: 'Se reabrió una llegada', en: 'An arrival was opened again' },
  'return.received': { es: 'Se recibió a una persona', en: 'Somebody was received' },
  'return.corrected': { es: 'Se corrigió un registro', en: 'A record was corrected' },
  'identity.decided': {
    es: 'Se decidió si dos retornos son de una persona',
    en: 'It was decided whether two returns are of one person',
  },
  'identity.undone': { es: 'Se deshizo una decisión', en: 'A decision was taken back' },
  'verification.answered': { es: 'Respondió el registro civil', en: 'The civil registry answered' },
})
export type EventKind = keyof typeof eventKinds

/** A telling of nothing, to see whether it arrives. */
export const testKind = 'test'

export const subscriptionStates = codeList({
  active: { es: 'Activo', en: 'Active' },
  paused: { es: 'En pausa', en: 'Paused' },
})
export const deliveryStates = codeList({
  waiting: { es: 'Por entregar', en: 'To be delivered' },
  delivered: { es: 'Entregado', en: 'Delivered' },
  dead: { es: 'No se pudo entregar', en: 'Could not be delivered' },
})

/** Why nobody took it. With a status there was an answer, and this says nothing more. */
export const deliveryFailures = codeList({
  'no-connection': { es: 'No se pudo llegar.', en: 'It could not be reached.' },
  slow: { es: 'Tardó demasiado.', en: 'It took too long.' },
  'not-allowed': {
    es: 'Este servidor no tiene permiso de llamar a esa dirección.',
    en: 'This server is not allowed to call that address.',
  },
})

const Kinds = z.array(codesOf(eventKinds)).min(1).max(20)
const Address = z.url({ protocol: /^https?$/ }).max(500)

export const Subscription = z.object({
  subscriptionId: Id,
  url: z.string(),
  kinds: z.array(codesOf(eventKinds)),
  state: codesOf(subscriptionStates),
  madeAt: z.iso.datetime(),
  /** How many tellings wait, and how many were given up. */
  waiting: z.int(),
  dead: z.int(),
  version: z.int(),
})
export type Subscription = z.infer<typeof Subscription>

/** One telling: never of whom, only of what kind, when, and what came back. */
export const Delivery = z.object({
  deliveryId: Id,
  kind: z.string(),
  state: codesOf(deliveryStates),
  happenedAt: z.iso.datetime(),
  tries: z.int(),
  /** The HTTP status of the last answer, if there was one. */
  status: z.int().optional(),
  why: codesOf(deliveryFailures).optional(),
  answeredAt: z.iso.datetime().optional(),
  nextTryAt: z.iso.datetime().optional(),
})
export type Delivery = z.infer<typeof Delivery>

const administrators = { may: ['administrator'], personal: false } as const
const one = z.object({ subscriptionId: Id })

export const webhooks = {
  listSubscriptions: query('GET /webhooks', {
    says: 'Which systems of the own institution are told what happens.',
    ...administrators,
    input: z.object({}),
    output: z.object({ subscriptions: z.array(Subscription) }),
  }),
  readSubscription: query('GET /webhooks/:subscriptionId', {
    says: 'One of them.',
    ...administrators,
    input: one,
    output: Subscription,
  }),
  addSubscription: command('POST /webhooks', {
    says: 'Tells a system from now on. The secret by which it knows that Ceiba speaks is shown this once. Its host must be one that Ceiba may call.',
    ...administrators,
    stepUp: true,
    input: z.object({ subscriptionId: Id, url: Address, kinds: Kinds }),
    output: z.object({ subscription: Subscription, secret: z.string().optional() }),
    secretAnswer: ['secret'],
  }),
  changeSubscription: command('PATCH /webhooks/:subscriptionId', {
    says: 'Changes what a system is told, or pauses and resumes: what happens during a pause is told after it.',
    ...administrators,
    stepUp: true,
    input: z.object({
      subscriptionId: Id,
      version: Version,
      kinds: Kinds.optional(),
      state: codesOf(subscriptionStates).optional(),
    }),
    output: Subscription,
    again: 'readSubscription',
  }),
  removeSubscription: command('DELETE /webhooks/:subscriptionId', {
    says: 'Tells a system no more, and forgets what it was told.',
    ...administrators,
    stepUp: true,
    input: one,
    output: z.object({}),
  }),
  testSubscription: command('POST /webhooks/:subscriptionId/test', {
    says: 'Sends a telling of nothing, to see whether it arrives.',
    ...administrators,
    input: one,
    output: Subscription,
    again: 'readSubscription',
  }),
  listDeliveries: query('GET /webhooks/:subscriptionId/deliveries', {
    says: 'What a system was told, newest first: kinds, times and answers, nobody’s ids.',
    ...administrators,
    input: z.object({ subscriptionId: Id, state: codesOf(deliveryStates).optional(), ...Page }),
    output: z.object({ deliveries: z.array(Delivery), next: z.string().optional() }),
  }),
  redeliver: command('POST /webhooks/:subscriptionId/deliveries/:deliveryId/redeliver', {
    says: 'Tells it again, under the same id: whoever had it already knows it by that.',
    ...administrators,
    input: z.object({ subscriptionId: Id, deliveryId: Id }),
    output: Delivery,
  }),
} as const
