import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OutgoingOptions, outgoing } from './outgoing.ts'
import { outgoingHosts } from './outgoing-hosts.ts'

const folder = mkdtempSync(join(tmpdir(), 'ceiba-outgoing-'))
const asked: { request: IncomingMessage; body: string }[] = []
let port = 0
let tlsPort = 0
let certificate = ''
const servers: Server[] = []

/** A machine that is not ours: echoes, redirects, dawdles, goes on for ever. */
const other: RequestListener = async (request, response) => {
  let body = ''
  for await (const piece of request) body += piece
  asked.push({ request, body })
  if (request.url === '/redirect') return void response.writeHead(302, { Location: 'http://169.254.169.254/latest' }).end()
  if (request.url === '/slow') return void setTimeout(() => response.end('late'), 5000).unref()
  if (request.url === '/drip') {
    const timer = setInterval(() => response.write('x'), 50)
    request.socket.on('close', () => clearInterval(timer))
    return
  }
  if (request.url === '/endless') {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
    }
    response.on('drain', more)
    return more()
  }
  if (request.url === '/nothing') return void response.writeHead(204).end()
  if (request.url === '/broken') return void request.socket.destroy()
  response.writeHead(request.url === '/failed' ? 503 : 200, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify({ method: request.method, body }))
}

beforeAll(async () => {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const names = 'subjectAltName=DNS:idp.example.org'
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  execFileSync('openssl', [...made, '-subj', '/CN=idp.example.org', '-addext', names, '-keyout', key, '-out', cert], {
    stdio: 'ignore',
  })
  certificate = readFileSync(cert, 'utf8')
  servers.push(createServer(other), createTlsServer({ key: readFileSync(key), cert: certificate }, other))
  for (const server of servers) await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  ;[port, tlsPort] = servers.map((server) => (server.address() as AddressInfo).port) as [number, number]
})

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  rmSync(folder, { recursive: true })
})

const calling = (hosts: string, options: Partial<OutgoingOptions> = {}) => outgoing({ hosts: outgoingHosts(hosts)!, ...options })
const here = '127.0.0.1@127.0.0.0/8'
const outcome = (answer: Promise<Response>) =>
  answer.then(
    ({ status }) => status,
    ({ code, details }) => ({ code, ...details }),
  )
const at = (path: string) => `http://127.0.0.1:${port}${path}`

describe('a call to another machine', () => {
  test('is made as fetch makes it, by a host that is listed', async () => {
    const call = calling(here)
    const answer = await call(at('/echo?a=1'), {
      method: 'POST',
      body: new URLSearchParams({ grant: 'ñ' }),
      headers: { Accept: 'x/y' },
    })
    expect(await answer.json()).toEqual({ method: 'POST', body: 'grant=%C3%B1' })
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(asked.at(-1)!.request.headers).toMatchObject({
      accept: 'x/y',
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    })
    expect(await outcome(call(at('/failed')))).toBe(503)
    expect((await call(at('/nothing'))).status).toBe(204)
  })

  test('carries no cookie, and no header that belongs to the connection', async () => {
    await calling(here)(at('/'), { headers: { Cookie: 'ceiba=1', Host: 'elsewhere.example', 'Transfer-Encoding': 'chunked' } })
    const { headers } = asked.at(-1)!.request
    expect(headers).toMatchObject({ host: `127.0.0.1:${port}`, connection: 'close' })
    expect([headers.cookie, headers['transfer-encoding']]).toEqual([undefined, undefined])
  })

  test('goes by https, and only to who proves the name that was asked for', async () => {
    const hosts = `idp.example.org:${tlsPort}@127.0.0.0/8,other.example.org:${tlsPort}@127.0.0.0/8`
    const call = calling(hosts, { resolve: async () => ['127.0.0.1'], ca: certificate })
    expect(await outcome(call(`https://idp.example.org:${tlsPort}/`))).toBe(200)
    expect(asked.at(-1)!.request.headers.host).toBe(`idp.example.org:${tlsPort}`)
    expect(await outcome(call(`https://other.example.org:${tlsPort}/`))).toMatchObject({ reason: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    const distrusting = calling(hosts, { resolve: async () => ['127.0.0.1'] })
    expect(await outcome(distrusting(`https://idp.example.org:${tlsPort}/`))).toMatchObject({ code: 'outgoing-failed' })
  })

  test('does not follow where it is sent: the redirect is the answer', async () => {
    const answer = await calling(here)(at('/redirect'))
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'http://169.254.169.254/latest'])
  })

  test('ends when it has taken too long, also when the answer comes in drops', async () => {
    const call = calling(here)
    for (const path of ['/slow', '/drip'])
      expect(await outcome(call(at(path), { within: 300 }))).toMatchObject({ code: 'outgoing-too-slow', seconds: 0.3 })
    const never = calling('idp.example.org', { resolve: () => new Promise(() => {}) })
    expect(await outcome(never('https://idp.example.org', { within: 200 }))).toMatchObject({ code: 'outgoing-too-slow' })
  })

  test('reads no more than it may', async () => {
    const started = asked.length
    expect(await outcome(calling(here)(at('/endless'), { largest: 200_000 }))).toMatchObject({ code: 'outgoing-too-large' })
    expect(asked.length).toBe(started + 1)
  })

  test('that is cut off is a refusal with the reason', async () => {
    expect(await outcome(calling(here)(at('/broken')))).toMatchObject({ code: 'outgoing-failed', reason: 'ECONNRESET' })
  })
})

describe('what is not allowed', () => {
  const why = async (call: Promise<Response>) => ((await outcome(call)) as { why?: string }).why

  test('without a list there is nobody to call', async () => {
    expect(await why(calling('')('https://idp.example.org/'))).toBe('not-listed')
  })

  test.each([
    'https://elsewhere.example/',
    'https://idp.example.org.elsewhere.example/',
    'https://idp.example.org:8443/',
    'https://idp.example.org./',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data/',
  ])('%s is not listed', async (url) => {
    expect(await why(calling('idp.example.org')(url))).toBe('not-listed')
  })

  test.each(['file:///etc/passwd', 'ftp://idp.example.org/', 'data:,x', 'nonsense', 'https://me:secret@idp.example.org/'])(
    '%s is no address to call',
    async (url) => {
      expect(await why(calling('idp.example.org')(url))).toBe('address')
    },
  )

  test('in clear only to this machine', async () => {
    expect(await why(calling('idp.example.org:80')('http://idp.example.org/'))).toBe('https-needed')
    expect(await why(calling('renap.lan:80@10.0.0.0/8')('http://renap.lan/'))).toBe('https-needed')
  })

  const insideOrSpecial = [
    ...[
      '127.0.0.1',
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.1',
      '100.64.0.1',
      '169.254.169.254',
      '0.0.0.0',
      '224.0.0.1',
      '255.255.255.255',
    ],
    ...[
      '::1',
      '::',
      'fe80::1',
      'fd00:ec2::254',
      'ff02::1',
      '::ffff:10.0.0.1',
      '::ffff:169.254.169.254',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
    ],
    ...['2001:0:7f00:1::', '192.0.2.1', '198.18.0.1', 'not an address'],
  ]
  test.each(insideOrSpecial)('a listed name that leads to %s', async (address) => {
    const call = calling('idp.example.org', { resolve: async () => [address] })
    expect(await why(call('https://idp.example.org/'))).toBe('where-it-is')
    const both = calling('idp.example.org', { resolve: async () => ['93.184.215.14', address] })
    expect(await why(both('https://idp.example.org/'))).toBe('where-it-is')
  })

  test('a host inside the house is found in its network and nowhere else', async () => {
    const found = (address: string) =>
      why(calling('renap.lan@10.20.0.0/16', { resolve: async () => [address] })('https://renap.lan/'))
    for (const address of ['10.21.0.1', '127.0.0.1', '169.254.169.254', '93.184.215.14'])
      expect(await found(address)).toBe('where-it-is')
  })

  test('a name that is asked a second time and then leads inside: nobody asks a second time', async () => {
    const before = asked.length
    const answers = [['127.0.0.1'], ['10.0.0.1']]
    const call = calling(`idp.example.org:${tlsPort}@127.0.0.0/8`, { resolve: async () => answers.shift()!, ca: certificate })
    expect(await outcome(call(`https://idp.example.org:${tlsPort}/`))).toBe(200)
    expect([answers.length, asked.length]).toEqual([1, before + 1])
    const turned = [['93.184.215.14'], ['127.0.0.1']]
    const rebound = calling(`idp.example.org:${tlsPort}`, { resolve: async () => turned.shift()!, ca: certificate })
    expect(await outcome(rebound(`https://idp.example.org:${tlsPort}/`, { within: 500 }))).not.toBe(200)
    expect([turned.length, asked.length]).toEqual([1, before + 1])
  })
})

describe('the list', () => {
  test.each(['idp.example.org', 'a.example, b.example:8443', 'renap.lan@10.20.0.0/16', '[::1]:8080@::1/128', ' ', 'x@fd12::/32'])(
    '%j is one',
    (text) => expect(outgoingHosts(text)).toBeDefined(),
  )
  test.each([
    ...['https://idp.example.org', 'a b', '*', '*.example.org', 'a/path', 'a@', 'a@b@c', 'a@10.0.0.0', 'a@10.0.0.0/33'],
    ...[
      'a@0.0.0.0/0',
      'a@169.254.0.0/16',
      'a@93.184.0.0/16',
      'a@8.0.0.0/5',
      'a@::/0',
      'a@fe80::/10',
      'user:word@host',
      'a:99999',
    ],
  ])('%j is none', (text) => expect(outgoingHosts(text)).toBeUndefined())
})
