import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

/** A system that is told what happens, over real HTTP. */

export type Received = {
  headers: Record<string, string>
  body: string
  told: { type: string; timestamp: string; data: Record<string, string> }
}

/** Goes on a free port and ends with the tests. `answer` changes what it answers from now on; `received` is all it was told. */
export async function aReceiver() {
  const received: Received[] = []
  let answer: (response: ServerResponse, one: Received) => unknown = (response) => response.writeHead(204).end()
  const usual = answer
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    const one = { headers: request.headers as Record<string, string>, body, told: JSON.parse(body) }
    received.push(one)
    answer(response, one)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/avisos`,
    received,
    answer(next: typeof answer = usual) {
      answer = next
    },
    /** Answers with this status. */
    refuse: (status: number) => {
      answer = (response) => response.writeHead(status).end()
    },
  }
}
