import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { password } from '../world.ts'

/** As much of JSON Schema as our OpenAPI speaks. */
export type Schema = {
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  propertyNames?: Schema
  additionalProperties?: boolean | Schema
  items?: Schema
  prefixItems?: Schema[]
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
}

/** What values are made with: what earlier answers held, by the name of the member, and the mark of whoever writes. */
export type Circumstances = { known: (name: string) => readonly unknown[]; mark: string }

/** Values that a schema allows. A member whose name was seen in an answer mostly takes a value seen there: so one call leads to the next. */
export function valuesOf(schema: Schema, at: Circumstances, name = ''): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const either = schema.anyOf ?? schema.oneOf
  if (either) return fc.oneof(...either.map((one) => valuesOf(one, at, name)))
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => valuesOf({ ...schema, type }, at, name)))
  const seen = [...at.known(name), ...(meant[name] ?? [])]
  const fresh = freshValues(schema, at, name)
  return seen.length > 0 && schema.type !== 'object' && schema.type !== 'array'
    ? fc.oneof({ weight: schema.format === 'uuid' ? 2 : 4, arbitrary: fc.constantFrom(...seen) }, { weight: 1, arbitrary: fresh })
    : fresh
}

function freshValues(schema: Schema, at: Circumstances, name: string): fc.Arbitrary<unknown> {
  const { minItems = 0, maxItems = 3, minimum = -1000, maximum = 1000 } = schema
  switch (schema.type) {
    case 'object':
      return objects(schema, at)
    case 'array':
      if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map((one) => valuesOf(one, at, name)))
      return fc.array(valuesOf(schema.items ?? {}, at, singular(name)), { minLength: minItems, maxLength: Math.min(maxItems, 3) })
    case 'string':
      return texts(schema, at)
    case 'integer':
      return fc.oneof(
        fc.integer({ min: Math.max(minimum, 0), max: Math.max(Math.min(maximum, 5), minimum, 0) }),
        fc.maxSafeInteger().map(clamped(minimum, maximum)),
      )
    case 'number':
      return fc.double({ min: minimum, max: maximum, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

const singular = (name: string) => name.replace(/s$/, '')
const clamped = (least: number, most: number) => (value: number) => Math.min(most, Math.max(least, value))

/** All that is required, and a few of the others: with all of them hardly any would pass. */
function objects({ properties = {}, required = [], propertyNames, additionalProperties }: Schema, at: Circumstances) {
  if (propertyNames && typeof additionalProperties === 'object')
    return fc.dictionary(valuesOf(propertyNames, at).map(String), valuesOf(additionalProperties, at), { maxKeys: 3 })
  const optional = Object.keys(properties).filter(
    (name) => !required.includes(name) && (name !== 'after' || at.known(name).length > 0),
  )
  return fc
    .subarray(optional, { maxLength: Math.min(4, optional.length) })
    .chain((some) =>
      fc.record(Object.fromEntries([...required, ...some].map((name) => [name, valuesOf(properties[name] ?? {}, at, name)]))),
    )
}

/** What a schema cannot say of a text. */
const meant: Record<string, readonly string[]> = {
  birthDate: ['1987-05-12', '1990', '1987-05', '2015-01-31', '1987~'],
  cui: ['9000000150101'],
  weak: ['true', 'false'],
  originCountry: ['US', 'MX'],
  password: [password],
  current: [password],
  wanted: [`${password} verde`],
  facilityId: ['crr-fag'],
}

const aFile = 'No.,NOMBRES,APELLIDOS,SEXO,FECHA DE NACIMIENTO\n'

function texts({ format, pattern, minLength = 0, maxLength = 200 }: Schema, { mark }: Circumstances): fc.Arbitrary<string> {
  const moments = fc.date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  switch (format) {
    case 'uuid':
      return fc.nat().map(() => uuidv7())
    case 'date-time':
      return moments.map((moment) => moment.toISOString())
    case 'date':
      return moments.map((moment) => moment.toISOString().slice(0, 10))
    case 'base64':
      return fc.oneof(
        fc.nat(5).map((rows) => encoded(aFile + Array.from({ length: rows }, (_, n) => `${n},${mark}${n},X,F,1990\n`).join(''))),
        fc.base64String({ maxLength: 400 }),
      )
  }
  if (pattern)
    return kept(pattern, () => fc.stringMatching(new RegExp(pattern))).map((text) =>
      text.slice(0, Math.max(maxLength, minLength)),
    )
  const most = Math.min(maxLength, 60)
  const plain = kept(`${minLength} to ${most}`, () =>
    fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, most) }),
  )
  if (most < mark.length + 4) return plain
  const marked = fc
    .string({ unit: fc.constantFrom(...'aeixzñ ’0123'), maxLength: most - mark.length - 1 })
    .map((text) => `${mark}${text}`)
  return fc.oneof(
    { weight: 5, arbitrary: marked.map((text) => text.padEnd(minLength, 'x').trimEnd()) },
    { weight: 1, arbitrary: plain },
  )
}

const made = new Map<string, fc.Arbitrary<string>>()
/** What is dear to make is made once. */
function kept(name: string, make: () => fc.Arbitrary<string>): fc.Arbitrary<string> {
  const known = made.get(name) ?? make()
  made.set(name, known)
  return known
}

const encoded = (text: string) => Buffer.from(text).toString('base64')
