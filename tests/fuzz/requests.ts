import fc from 'fast-check'
import { hostileBodies, hostileHeaders, hostileTexts, hostileValues } from './hostile.ts'
import { type Circumstances, type Schema, valuesOf } from './values.ts'

/** A call as the OpenAPI document describes it. */
export type Operation = {
  id: string
  method: string
  path: string
  may: string | string[]
  parameters: { name: string; in: 'path' | 'query'; required: boolean; schema: Schema }[]
  body: Schema | undefined
  /** The media type of a good answer, and its schema when that is JSON. */
  media: string
  answer: Schema
}

export type Sent = { operation: Operation; how: How; path: string; headers: Record<string, string>; body: string | undefined }
const ways = ['valid', 'near', 'hostile', 'hostile body', 'hostile headers'] as const
export type How = (typeof ways)[number]

type Document = { paths: Record<string, Record<string, Described>>; components: { schemas: { Problem: Schema } } }
type Described = {
  operationId: string
  'x-may': string | string[]
  parameters?: Operation['parameters']
  requestBody?: { content: { 'application/json': { schema: Schema } } }
  responses: { 200: { content: Record<string, { schema: Schema }> } }
}

/** Every call of the document, and the schema of a refusal. */
export function operationsIn(document: unknown): { operations: Operation[]; refusal: Schema } {
  const { paths, components } = document as Document
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]): Operation => {
      const [[media, { schema: answer }] = ['', { schema: {} }]] = Object.entries(described.responses[200].content)
      return {
        id: described.operationId,
        method: method.toUpperCase(),
        path,
        may: described['x-may'],
        parameters: described.parameters ?? [],
        body: described.requestBody?.content['application/json'].schema,
        media,
        answer,
      }
    }),
  )
  return { operations, refusal: components.schemas.Problem }
}

/** Requests to one call: as its schema wants them, almost so, or as an attacker sends them. */
export function requestsTo(operation: Operation, at: Circumstances): fc.Arbitrary<Sent> {
  const required = operation.parameters.filter((one) => one.required || one.in === 'path').map(({ name }) => name)
  const properties = Object.fromEntries(operation.parameters.map(({ name, schema }) => [name, schema]))
  return fc
    .record({
      how: fc.oneof(
        { weight: 9, arbitrary: fc.constant<How>('valid') },
        { weight: 11, arbitrary: fc.constantFrom<How>(...ways.slice(1)) },
      ),
      parameters: valuesOf({ type: 'object', properties, required }, at) as fc.Arbitrary<Record<string, unknown>>,
      body: operation.body ? valuesOf(operation.body, at) : fc.constant(undefined),
      where: fc.nat(),
      text: fc.constantFrom(...hostileTexts),
      value: fc.constantFrom(...hostileValues),
      raw: fc.constantFrom(...hostileBodies),
      header: fc.constantFrom(...hostileHeaders),
    })
    .map(({ how, parameters, body, where, text, value, raw, header }): Sent => {
      const input = { parameters, body }
      const changed = how === 'near' ? spoilt(input, where, value) : how === 'hostile' ? spoilt(input, where, text) : input
      return {
        operation,
        how,
        path: addressOf(operation, changed.parameters as Record<string, unknown>),
        headers: {
          ...(operation.method !== 'GET' && { 'Content-Type': 'application/json' }),
          ...(how === 'hostile headers' && header),
        },
        body: bodyOf(operation, how === 'hostile body' ? raw : changed.body),
      }
    })
}

type Input = { parameters: unknown; body: unknown }

/** The input with one of its values put in another's place; one in four times the value is left out, or there is one too many. */
function spoilt(input: Input, where: number, by: unknown): Input {
  const copy = structuredClone(input)
  const places: [holder: Record<string, unknown>, name: string][] = []
  const look = (holder: unknown) => {
    if (typeof holder !== 'object' || holder === null) return
    for (const [name, value] of Object.entries(holder)) {
      places.push([holder as Record<string, unknown>, name])
      look(value)
    }
  }
  look(copy.parameters)
  look(copy.body)
  const place = places[where % Math.max(1, places.length)]
  if (!place) return copy
  const [holder, name] = place
  const turn = (where >> 8) % 8
  if (turn === 0) delete holder[name]
  else if (turn === 1) Object.assign(holder, { [typeof by === 'string' ? by : 'one-too-many']: by })
  else holder[name] = by
  return copy
}

function addressOf({ path, parameters }: Operation, given: Record<string, unknown>): string {
  const inPath = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(wellFormed(given[name])) || '-')
  const asked = parameters.filter((one) => one.in === 'query' && given[one.name] !== undefined)
  const search = new URLSearchParams(asked.map(({ name }) => [name, wellFormed(given[name])]))
  return search.size > 0 ? `${inPath}?${search}` : inPath
}

const wellFormed = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value)).toWellFormed()

function bodyOf({ method }: Operation, body: unknown): string | undefined {
  if (method === 'GET') return undefined
  return typeof body === 'string' ? body : JSON.stringify(body ?? {})
}
