import { connect } from 'node:net'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { listen } from './listen.ts'
import { addressOf } from './request.ts'

describe('the address of whoever calls', () => {
  const told = async (trustProxy: boolean, forwarded: string) => {
    const app = new Hono().get('/', (c) => c.text(addressOf(c, { secure: true, trustProxy })))
    const answer = await app.request('/', { headers: { 'X-Forwarded-For': forwarded } })
    return answer.text()
  }

  test('is what the proxy saw, whatever the caller wrote before it', async () => {
    expect(await told(true, '10.0.0.1, 203.0.113.7')).toBe('203.0.113.7')
  })

  test('is never what a caller says where there is no proxy of ours', async () => {
    expect(await told(false, '203.0.113.7')).toBe('local')
  })
})

describe('a request that two machines could read in two ways', () => {
  const answers = async (lines: string[]) => {
    const app = new Hono().post('/', async (c) => c.text(`taken ${(await c.req.text()).length}`))
    const web = await listen(app, '127.0.0.1', 0)
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(web.port, '127.0.0.1', () => socket.write(lines.join('\r\n')))
      let text = ''
      socket.on('data', (bytes) => {
        text += bytes
      })
      socket.on('close', () => resolve(text))
      socket.on('error', reject)
      setTimeout(() => socket.destroy(), 2_000)
    })
    await web.stop()
    return answer
  }
  const head = ['POST / HTTP/1.1', 'Host: ceiba.test', 'Connection: close']

  test.each([
    ['a length and chunks', ['Content-Length: 5', 'Transfer-Encoding: chunked', '', '0', '', 'GET /x HTTP/1.1', '', '']],
    ['two lengths', ['Content-Length: 5', 'Content-Length: 6', '', 'hola!!']],
    ['a length that is no number', ['Content-Length: 5, 5', '', 'hola!']],
    ['chunks under another name', ['Transfer-Encoding: xchunked', '', '0', '', '']],
  ])('is refused: %s', async (_, rest) => {
    const answer = await answers([...head, ...rest])
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).not.toContain('taken')
  })

  test('one that cannot is taken', async () => {
    expect(await answers([...head, 'Content-Length: 4', '', 'hola'])).toContain('taken 4')
  })
})
