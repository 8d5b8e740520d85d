import { connect, type Socket } from 'node:net'

/** What one round of load gave: answers per second, and how long each took in milliseconds, shortest first. */
export type Round = { rate: number; latencies: number[] }

/** A request as text: the bench keeps its own client short, because it works on the same processors as what it measures. */
export function request(method: string, base: string, path: string, headers: Record<string, string>, body = ''): Buffer {
  const all = {
    Host: new URL(base).host,
    ...headers,
    ...(body && { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) }),
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`)
}

/**
 * Sends requests over so many keep-alive connections for so many seconds, each connection its next when it has the answer to its
 * last. Any answer but 2xx ends the bench with what the server said.
 */
export async function load(base: string, connections: number, seconds: number, next: () => Buffer): Promise<Round> {
  const { hostname, port } = new URL(base)
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(hostname, Number(port))))
  const latencies: number[] = []
  const began = performance.now()
  const end = began + seconds * 1000
  const work = async (socket: Socket) => {
    for (let now = performance.now(); now < end; ) {
      const { status, body } = await answer(socket, next())
      if (status < 200 || status > 299) throw new Error(`${status} ${body()}`)
      const then = performance.now()
      latencies.push(then - now)
      now = then
    }
  }
  try {
    await Promise.all(sockets.map(work))
  } finally {
    for (const socket of sockets) socket.destroy()
  }
  const rate = latencies.length / ((performance.now() - began) / 1000)
  return { rate, latencies: latencies.sort((a, b) => a - b) }
}

/** One keep-alive connection: `ask` gives the body of an answer, and ends the bench where it is not 2xx. */
export async function aConnection(base: string): Promise<{ ask(asked: Buffer): Promise<string>; end(): void }> {
  const { hostname, port } = new URL(base)
  const socket = await open(hostname, Number(port))
  return {
    async ask(asked) {
      const { status, body } = await answer(socket, asked)
      if (status < 200 || status > 299) throw new Error(`${status} ${body()}`)
      return body()
    },
    end: () => socket.destroy(),
  }
}

/** The latency that a share of answers (0 to 1) did not exceed. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

function open(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true })
    socket.once('connect', () => resolve(socket))
    socket.once('error', reject)
  })
}

function answer(socket: Socket, asked: Buffer): Promise<{ status: number; body(): string }> {
  return new Promise((resolve, reject) => {
    let pieces: Buffer = Buffer.alloc(0)
    const done = (end: () => void) => {
      socket.off('data', listen).off('error', fail).off('close', closed)
      end()
    }
    const listen = (piece: Buffer) => {
      pieces = pieces.length === 0 ? piece : Buffer.concat([pieces, piece])
      const head = pieces.indexOf('\r\n\r\n')
      if (head < 0 || !isWhole(pieces, head)) return
      const status = Number(pieces.toString('latin1', 9, 12))
      done(() => resolve({ status, body: () => pieces.subarray(head + 4).toString() }))
    }
    const fail = (error: Error) => done(() => reject(error))
    const closed = () => done(() => reject(new Error('the server closed the connection')))
    socket.on('data', listen).on('error', fail).on('close', closed)
    socket.write(asked)
  })
}

/** Is the body whole, by its Content-Length or its last chunk? */
function isWhole(pieces: Buffer, head: number): boolean {
  const length = /\r\ncontent-length: (\d+)/i.exec(pieces.toString('latin1', 0, head))?.[1]
  if (length !== undefined) return pieces.length >= head + 4 + Number(length)
  return pieces.toString('latin1', pieces.length - 5) === '0\r\n\r\n' || Number(pieces.toString('latin1', 9, 12)) === 204
}
