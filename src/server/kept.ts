import { createHmac } from 'node:crypto'
import { z } from 'zod'

/**
 * What the journal keeps of what was said in a call about persons: ids, codes, numbers, days, yes and no. Whatever anybody wrote in words
 * of their own (a name, a CUI, a note, what was searched for) may tell who somebody is, and the journal is for ever: it is left out, and
 * only a digest remains, by which the same command is known again.
 */
export type Keeper = (value: unknown) => unknown

type Schema = {
  type?: string
  enum?: unknown[]
  const?: unknown
  format?: string
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  propertyNames?: Schema
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

const nothing: Keeper = () => undefined
const shapes: Record<string, RegExp> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  date: /^\d{4}-\d{2}-\d{2}$/,
  'date-time': /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/,
}

/** What may be kept of values of this schema; `also` names members whose words are kept all the same. */
export function keeperOf(schema: z.ZodType, io: 'input' | 'output', also: readonly string[] = []): Keeper {
  return keeping(z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema, also)
}

function keeping(schema: Schema, also: readonly string[]): Keeper {
  const options = schema.anyOf ?? schema.oneOf
  if (options) {
    const keepers = options.map((option) => keeping(option, also))
    return (value) => first(keepers, value)
  }
  if (schema.const !== undefined) return (value) => (value === schema.const ? value : undefined)
  if (schema.enum) return (value) => (schema.enum!.includes(value) ? value : undefined)
  if (schema.type === 'boolean') return (value) => (typeof value === 'boolean' ? value : undefined)
  if (schema.type === 'null') return (value) => (value === null ? value : undefined)
  if (schema.type === 'number' || schema.type === 'integer') return (value) => (typeof value === 'number' ? value : undefined)
  if (schema.type === 'string') {
    const shape = shapes[schema.format ?? '']
    return shape ? (value) => (typeof value === 'string' && shape.test(value) ? value : undefined) : nothing
  }
  if (schema.type === 'array' && schema.items) return keepingEach(keeping(schema.items, also))
  if (schema.type === 'object') return keepingMembers(schema, also)
  return nothing
}

const keepingEach =
  (item: Keeper): Keeper =>
  (value) =>
    Array.isArray(value) ? value.map(item).filter((one) => one !== undefined) : undefined

function keepingMembers({ properties = {}, additionalProperties, propertyNames }: Schema, also: readonly string[]): Keeper {
  const members = new Map(Object.entries(properties).map(([name, schema]) => [name, keeping(schema, also)]))
  // Names of members are codes too where the schema lists them.
  const codes = propertyNames?.enum
  const other = codes && typeof additionalProperties === 'object' ? keeping(additionalProperties, also) : undefined
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    const kept: Record<string, unknown> = {}
    for (const name in value) {
      const member = (value as Record<string, unknown>)[name]
      const found = also.includes(name) ? member : (members.get(name) ?? (codes?.includes(name) ? other : undefined))?.(member)
      if (found !== undefined) kept[name] = found
    }
    return kept
  }
}

function first(keepers: readonly Keeper[], value: unknown): unknown {
  for (const keeper of keepers) {
    const found = keeper(value)
    if (found !== undefined) return found
  }
  return undefined
}

/** By which the journal knows an input again that it does not keep. Nobody without the key can try out what it was. */
export const digestOf = (key: Buffer, input: unknown): Buffer =>
  createHmac('sha256', key)
    .update(JSON.stringify(input) ?? '')
    .digest()
