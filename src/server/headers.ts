import type { Context, MiddlewareHandler } from 'hono'
import { NONCE, secureHeaders } from 'hono/secure-headers'

/** Nothing from other hosts, nothing written into a page, no frames. */
const policy = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  scriptSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
}

/** What no page of ours asks for. A passkey may be asked for by our own pages, which is what browsers do unless told. */
const unused = [
  'accelerometer',
  'bluetooth',
  'browsingTopics',
  'camera',
  'displayCapture',
  'geolocation',
  'gyroscope',
  'hid',
] as const
const unusedToo = [
  'idleDetection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xrSpatialTracking',
] as const

/**
 * Headers on every answer. `secure`: the site is reached by https, and stays so. The workspace's components bring style sheets with them
 * that are made in the browser: theirs carry a number that nobody else can know, new for each page.
 */
export function headers(secure: boolean): MiddlewareHandler {
  const others = {
    strictTransportSecurity: secure ? 'max-age=31536000; includeSubDomains' : false,
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    permissionsPolicy: Object.fromEntries([...unused, ...unusedToo].map((feature) => [feature, []])),
  } as const
  const usual = secureHeaders({ ...others, contentSecurityPolicy: { ...policy, styleSrc: ["'self'"] } })
  const workspace = secureHeaders({ ...others, contentSecurityPolicy: { ...policy, styleSrc: ["'self'", NONCE] } })
  return (c, next) => (c.req.path.startsWith('/app/') ? workspace : usual)(c, next)
}

/** The workspace's page, which is told the number of this answer. A page cannot read it out of another's markup. */
export function withNonce(c: Context, page: string): string {
  return page.replace('<script type="module"', `<script nonce="${c.get('secureHeadersNonce')}" type="module"`)
}

/**
 * The names of built files hold a digest of what is in them: they are kept for ever. They come with fewer headers than pages, whose
 * would weigh more than many of the files: what a page may load is said by the page.
 */
export const headersOfFiles: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.ok) return
  c.header('Cache-Control', 'public, max-age=31536000, immutable')
  c.header('Content-Security-Policy', "default-src 'self'; frame-ancestors 'none'")
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Cross-Origin-Resource-Policy', 'same-origin')
}
