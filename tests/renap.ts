import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import { outgoing } from '#server/outgoing.ts'
import { outgoingHosts } from '#server/outgoing-hosts.ts'

/** A civil registry that does not exist, over real HTTP: right, wrong, slow, broken, as a test wants it. */

export type Behaviour = (request: IncomingMessage, response: ServerResponse, cui: string) => unknown

/** Somebody whom the registry knows. */
export type Known = { nombres?: string; apellidos?: string; fechaNacimiento?: string; sexo?: 'F' | 'M' }

export const inJson = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body))

/** Goes on a free port and ends with the tests. `behave` changes how it answers from now on; `asked` is every CUI it was asked about. */
export async function aRegistry(people: Record<string, Known>) {
  const asked: { cui: string; url: string; authorization: string | undefined }[] = []
  const asItShould: Behaviour = (_, response, cui) =>
    inJson(response, 200, people[cui] ? { encontrado: true, cui, ...people[cui] } : { encontrado: false, cui })
  let behaviour = asItShould
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    const { cui } = JSON.parse(body) as { cui: string }
    asked.push({ cui, url: request.url ?? '', authorization: request.headers.authorization })
    behaviour(request, response, cui)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/consulta`,
    asked,
    behave(next: Behaviour = asItShould) {
      behaviour = next
    },
  }
}

/** The way to other machines that are on this one. */
export const toThisMachine = outgoing({ hosts: outgoingHosts('127.0.0.1@127.0.0.0/8') ?? [] })
