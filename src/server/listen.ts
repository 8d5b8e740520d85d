import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { Problem } from '#base/problem.ts'

export type Listening = { port: number; stop(): Promise<void> }

const second = 1000
/** A body that brings less than this in `aWhile` is nobody's who works: a telephone at the edge of the network brings more. */
const leastBytes = 1000
const aWhile = 20 * second

/**
 * How long a connection may take, and how many there may be. Who connects and says nothing, or one letter a second, is gone within half a
 * minute; a large file over a poor line has two minutes.
 */
const limits = {
  headersTimeout: 15 * second,
  requestTimeout: 120 * second,
  keepAliveTimeout: 20 * second,
  connectionsCheckingInterval: 5 * second,
  maxHeaderSize: 16_384,
}
const mostConnections = 2000
/** A connection on which nothing moves: it waits for an answer that takes long, or for a reader who does not read. */
const silence = 120 * second

/**
 * Answers on host and port (0: any free one).
 * Throws `port-taken` `{ port }`, `port-forbidden` `{ port }` or `host-wrong` `{ host }`.
 */
export function listen(app: Hono, host: string, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port, serverOptions: limits }) as Server
    server.maxConnections = mostConnections
    server.setTimeout(silence)
    const stopWatching = endSlowBodies(server)
    leaveUnread(server)
    server.once('error', (error: NodeJS.ErrnoException) => {
      stopWatching()
      if (error.code === 'EADDRINUSE') reject(new Problem(500, 'port-taken', { port }))
      else if (error.code === 'EACCES') reject(new Problem(500, 'port-forbidden', { port }))
      else reject(new Problem(500, 'host-wrong', { host, reason: error.code ?? error.message }))
    })
    server.once('listening', () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        stop: () =>
          new Promise((done) => {
            stopWatching()
            server.close(() => done())
            // Idle keep-alive connections would hold the door open; requests under way get ten seconds.
            server.closeIdleConnections()
            setTimeout(() => server.closeAllConnections(), 10 * second).unref()
          }),
      })
    })
  })
}

/**
 * An answer that did not wait for the whole body, as to a file that is too large, ends the connection: what is still on its way is not read.
 * Whoever sends it has a moment to read the answer before the line is cut.
 */
function leaveUnread(server: Server): void {
  server.on('request', (request, response) => {
    response.once('finish', () => {
      // What came together with the answer is read by the next turn of the event loop.
      setImmediate(() => {
        const { socket } = request
        if (request.complete || socket.destroyed) return
        socket.pause()
        setTimeout(() => socket.destroy(), 2 * second).unref()
      })
    })
  })
}

/** Closes connections whose body comes drop by drop. Node itself limits only how long the whole may take. */
function endSlowBodies(server: Server): () => void {
  const coming = new Map<IncomingMessage, { since: number; bytes: number }>()
  server.on('request', (request: IncomingMessage) => {
    if (request.complete) return
    coming.set(request, { since: performance.now(), bytes: request.socket.bytesRead })
    request.once('close', () => coming.delete(request))
  })
  const timer = setInterval(() => {
    const now = performance.now()
    for (const [request, seen] of coming) {
      if (request.complete) coming.delete(request)
      else if (now - seen.since >= aWhile) {
        if (request.socket.bytesRead - seen.bytes < leastBytes) request.socket.destroy()
        coming.set(request, { since: now, bytes: request.socket.bytesRead })
      }
    }
  }, 2 * second)
  timer.unref()
  return () => clearInterval(timer)
}
