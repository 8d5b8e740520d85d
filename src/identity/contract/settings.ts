import { z } from 'zod'
import { command, query, Version } from '#base/contract.ts'

/**
 * Scores are bits: log2 of the odds that two returns are of one person. Whole bits are set: 10 are odds of a thousand to one (1,024).
 * Nobody may ask about pairs that are thirty times likelier two people, nor call "probably the same" what is not even likely.
 */
export const bounds = { ask: { least: -5, most: 15 }, same: { least: 1, most: 20 }, above: { least: 10, most: 20 } } as const

const Ask = z.int().min(bounds.ask.least).max(bounds.ask.most)
const Same = z.int().min(bounds.same.least).max(bounds.same.most)
const Above = z.int().min(bounds.above.least).max(bounds.above.most)
const FacilityId = z.string().min(2).max(60)
const Made = { version: z.int(), at: z.iso.datetime(), by: z.string() }

/** Of the institution when it names no centre. Without numbers nothing is set there, and what stands above it counts. */
export const SetThresholds = z.object({
  facilityId: FacilityId.optional(),
  ask: Ask.optional(),
  same: Same.optional(),
  ...Made,
})
export type SetThresholds = z.infer<typeof SetThresholds>

/** Without a number nobody is joined automatically. */
export const AutomaticRule = z.object({ above: Above.optional(), ...Made })
export type AutomaticRule = z.infer<typeof AutomaticRule>

export const Settings = z.object({
  /** What counts where nothing is set. */
  usual: z.object({ ask: z.int(), same: z.int() }),
  /** As they stand: the institution's and its centres'. */
  thresholds: z.array(SetThresholds),
  automatic: AutomaticRule.optional(),
  /** Who set what, newest first. */
  history: z.array(
    z.union([
      z.object({ what: z.literal('thresholds'), ...SetThresholds.shape }),
      z.object({ what: z.literal('automatic'), ...AutomaticRule.shape }),
    ]),
  ),
})
export type Settings = z.infer<typeof Settings>

/** Days in Guatemala, both counted. */
const Period = z.object({ from: z.iso.date(), to: z.iso.date() })
const Reason = z.string().trim().min(3).max(500)
const administrators = { may: ['administrator'], personal: false } as const

export const settings = {
  readSettings: query('GET /identity/settings', {
    says: 'From where on pairs are asked about and joined, with who set it and what it was before.',
    ...administrators,
    input: z.object({}),
    output: Settings,
  }),
  setThresholds: command('PUT /identity/thresholds', {
    says: 'Sets from how many bits on a pair is asked about and probably the same, for one centre or, without one, the institution.',
    ...administrators,
    /** `version` of what stands there; 0 when nothing does. Without numbers it goes back to what stands above it. */
    input: z.object({ facilityId: FacilityId.optional(), version: Version, ask: Ask.optional(), same: Same.optional() }),
    output: Settings,
  }),
  setAutomatic: command('PUT /identity/automatic', {
    says: 'Sets from how many bits on pairs are joined at night without asking; without a number nobody is.',
    ...administrators,
    input: z.object({ version: Version, above: Above.optional() }),
    output: Settings,
  }),
  previewAutomatic: query('GET /identity/automatic/links', {
    says: 'What was joined automatically in a period and still counts, and how many people there would be without it. Counts only.',
    ...administrators,
    input: Period,
    output: z.object({
      links: z.int(),
      /** The returns that hang together by them, and how many persons they are now and would be. */
      returns: z.int(),
      persons: z.object({ before: z.int(), after: z.int() }),
    }),
  }),
  undoAutomatic: command('POST /identity/automatic/undo', {
    says: 'Takes back what was joined automatically in a period. `links` is how many that are, as previewed.',
    may: ['administrator'],
    personal: true,
    purpose: 'audit',
    input: Period.extend({ links: z.int().min(1), reason: Reason }),
    output: z.object({
      undone: z.array(z.object({ oneId: z.uuid(), otherId: z.uuid() })),
      persons: z.object({ before: z.int(), after: z.int() }),
    }),
  }),
} as const
