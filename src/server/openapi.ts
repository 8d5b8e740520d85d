import { z } from 'zod'
import { type Call, nameOf, pathParameters } from '#base/contract.ts'
import type { Feature } from '#server/http.ts'

/** The description of the API, OpenAPI 3.1: a loop over the contracts. */
export function describe(features: Feature[], version: string, cookie: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { name: feature, contract } of features)
    for (const [name, call] of Object.entries(contract)) {
      const path = `/api${call.path.replaceAll(/:(\w+)/g, '{$1}')}`
      paths[path] ??= {}
      paths[path][call.method.toLowerCase()] = operation(feature, name, call)
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ceiba',
      version,
      description:
        'Commands take a JSON body and may carry a UUID in the header Ceiba-Entry: the same command sent twice is recorded once.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: features.map(({ name }) => ({ name })),
    paths,
    components: {
      securitySchemes: { cookie: { type: 'apiKey', in: 'cookie', name: cookie }, key: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: problem },
    },
  }
}

function operation(feature: string, name: string, call: Call): Record<string, unknown> {
  const input = z.toJSONSchema(call.input, { io: 'input', unrepresentable: 'any' }) as JsonObject
  const inPath = pathParameters(call.path)
  const rest = Object.entries(input.properties ?? {}).filter(([member]) => !inPath.includes(member))
  const required = (input.required ?? []).filter((member) => !inPath.includes(member))
  const parameters = [
    ...inPath.map((member) => ({ name: member, in: 'path', required: true, schema: input.properties?.[member] ?? {} })),
    ...(call.kind === 'command'
      ? []
      : rest.map(([member, schema]) => ({ name: member, in: 'query', required: required.includes(member), schema }))),
  ]
  return {
    operationId: `${feature}.${name}`,
    tags: [feature],
    summary: call.says,
    'x-may': call.may,
    'x-personal': call.personal,
    ...(call.stepUp && { 'x-step-up': true }),
    security: call.may === 'anyone' ? [] : [{ cookie: [] }, ...(call.machines ? [{ key: [] }] : [])],
    ...(call.machines && { 'x-machines': call.machines }),
    ...(parameters.length > 0 && { parameters }),
    ...(call.kind === 'command' &&
      rest.length > 0 && {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { type: 'object', properties: Object.fromEntries(rest), required } } },
        },
      }),
    responses: {
      200: { description: 'Done', content: answerOf(call) },
      default: {
        description: `Refused: ${nameOf(call)}`,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function answerOf(call: Call): Record<string, unknown> {
  if (call.kind === 'download') return { [call.media]: { schema: { type: 'string', contentEncoding: 'binary' } } }
  return { 'application/json': { schema: z.toJSONSchema(call.output, { io: 'output', unrepresentable: 'any' }) } }
}

type JsonObject = { properties?: Record<string, unknown>; required?: string[] }

const problem = {
  type: 'object',
  description: 'RFC 9457 problem details',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable, kebab-case' },
  },
}
