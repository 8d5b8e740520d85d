import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { Problem } from '#base/problem.ts'

export type Listening = { port: number; stop(): Promise<void> }

/**
 * Answers on host and port (0: any free one).
 * Throws `port-taken` `{ port }`, `port-forbidden` `{ port }` or `host-wrong` `{ host }`.
 */
export function listen(app: Hono, host: string, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({
      fetch: app.fetch,
      hostname: host,
      port,
      serverOptions: { requestTimeout: 120_000, headersTimeout: 20_000 },
    })
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new Problem(500, 'port-taken', { port }))
      else if (error.code === 'EACCES') reject(new Problem(500, 'port-forbidden', { port }))
      else reject(new Problem(500, 'host-wrong', { host, reason: error.code ?? error.message }))
    })
    server.once('listening', () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        stop: () =>
          new Promise((done) => {
            server.close(() => done())
            // Idle keep-alive connections would hold the door open; requests under way get ten seconds.
            if ('closeIdleConnections' in server) server.closeIdleConnections()
            setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 10_000).unref()
          }),
      })
    })
  })
}
