import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { intake } from '#intake/contract/calls.ts'
import { aFolder, command, type Running, signedIn, start } from './process.ts'

/** A file far larger than any may be is refused before it is read. */

const { folder, remove } = await aFolder()
const password = 'tres volcanes y un lago'
let running: Running
let cookie = ''
beforeAll(async () => {
  const settings = { DATA_FOLDER: folder }
  const who = ['--name', 'Persona Inventada', '--institution', 'igm', '--role', 'registrar', '--json']
  const added = await command(['user', 'add', 'registro', ...who], settings)
  running = await start('start', settings)
  await signedIn(running.base, 'registro', JSON.parse(added.out).password, password)
  const body = JSON.stringify({ login: 'registro', password })
  const headers = { 'Content-Type': 'application/json' }
  const answer = await fetch(`${running.base}/api/session`, { method: 'POST', body, headers })
  cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!
})
afterAll(async () => {
  running.process.kill('SIGTERM')
  await running.ended
  await remove()
})

const gigabyte = 1_000_000_000
const largest = intake.uploadManifest.largest!
const piece = Buffer.alloc(65_536, 'x')

/** Bytes that the server has read so far, and the memory it has, from the system's own books. */
async function books(): Promise<{ read: number; memory: number }> {
  const [io, status] = await Promise.all(['io', 'status'].map((name) => readFile(`/proc/${running.process.pid}/${name}`, 'utf8')))
  return { read: Number(/rchar: (\d+)/.exec(io!)![1]), memory: Number(/VmRSS:\s+(\d+) kB/.exec(status!)![1]) * 1000 }
}

/** Sends a gigabyte, or as much as is taken; gives what was answered. */
function send(chunked: boolean, who: string): Promise<string> {
  const length = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${gigabyte}`
  const head = `POST /api/arrivals/${uuidv7()}/manifests HTTP/1.1\r\nHost: ceiba.example\r\nCookie: ${who}\r\nContent-Type: application/json\r\n${length}\r\n\r\n`
  const next = chunked ? Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]) : piece
  return new Promise((resolve) => {
    let answered = ''
    let sent = 0
    const socket = connect(Number(new URL(running.base).port), '127.0.0.1', () => {
      socket.write(head)
      more()
    })
    const more = () => {
      while (sent < gigabyte && socket.writable) {
        sent += piece.length
        if (!socket.write(next)) return
      }
    }
    socket.on('drain', more)
    socket.on('data', (text) => {
      answered += text
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(answered))
  })
}

describe.skipIf(!existsSync('/proc/self/io'))('a gigabyte', () => {
  const all: [string, boolean, () => string, number][] = [
    ['that says how long it is', false, () => cookie, 413],
    ['that does not say how long it is', true, () => cookie, 413],
    ['that says how long it is, from somebody unknown', false, () => '', 413],
    ['that does not say how long it is, from somebody unknown', true, () => '', 401],
  ]
  test.each(all)(
    '%s is refused after little more than may be read, and leaves no memory taken',
    async (_, chunked, who, status) => {
      const before = await books()
      const answered = await send(chunked, who())
      const after = await books()
      const [read, memory] = [after.read - before.read, after.memory - before.memory]
      const inMegabytes = (bytes: number) => (bytes / 1e6).toFixed(1)
      console.log(
        `${status}: ${inMegabytes(read)} MB read of ${inMegabytes(largest)} MB that may be, memory ${inMegabytes(memory)} MB more`,
      )
      expect(answered).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
      expect(read).toBeLessThan((chunked && status === 413 ? largest : 0) + 1_000_000)
      // Beyond what may be read and is, half as much for whoever counts it.
      expect(memory).toBeLessThan(50_000_000 + (chunked ? largest : 0))
    },
  )
})
