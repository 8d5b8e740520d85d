import { z } from 'zod'
import { Id } from '#base/contract.ts'
import { Finding } from '#base/finding.ts'

/** Where each field stands in the file: field → column, counted from 0. Fields are `ManifestField` of the rules. */
export const Mapping = z.record(z.string().max(40), z.int().min(0).max(200))

export const CellFinding = z.object({ ...Finding.shape, field: z.string(), column: z.int().optional() })

/** One row of the file, read: what we understood of the person, what we noticed, and how it compares with who is listed already. */
export const ManifestRow = z.object({
  line: z.int(),
  cells: z.array(z.string()),
  person: z.record(z.string(), z.unknown()),
  findings: z.array(CellFinding),
  comparison: z.enum(['new', 'same', 'changed', 'received', 'skipped', 'unusable']),
  changed: z.array(z.string()).default([]),
  subjectId: Id.optional(),
})
export type ManifestRow = z.infer<typeof ManifestRow>

export const ManifestCounts = z.object({
  rows: z.int(),
  new: z.int(),
  same: z.int(),
  changed: z.int(),
  received: z.int(),
  skipped: z.int(),
  unusable: z.int(),
  /** Listed before and not in this file. */
  gone: z.int(),
  withErrors: z.int(),
  withWarnings: z.int(),
})

/** A column of the file, and the field it was taken for. */
export const ManifestColumn = z.object({ index: z.int(), title: z.string(), field: z.string().optional() })

/** A file as read so far: nothing is in the list before it is applied (dry run). */
export const Manifest = z.object({
  manifestId: Id,
  arrivalId: Id,
  fileName: z.string(),
  sha256: z.string(),
  state: z.enum(['read', 'applied']),
  format: z.enum(['csv', 'xlsx']),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  sheet: z.string().optional(),
  headerLine: z.int().optional(),
  /** Each column with its title and first values, and the field it was taken for. */
  columns: z.array(z.object({ ...ManifestColumn.shape, samples: z.array(z.string()) })),
  mapping: Mapping,
  confidence: z.number(),
  counts: ManifestCounts,
  gone: z.array(z.object({ subjectId: Id, givenNames: z.string().optional(), surnames: z.string().optional() })),
  uploadedAt: z.iso.datetime(),
  appliedAt: z.iso.datetime().optional(),
})
export type Manifest = z.infer<typeof Manifest>
