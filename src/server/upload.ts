import { Problem } from '#base/problem.ts'
import { cleanImage } from './upload/image.ts'
import { activeContentOf } from './upload/pdf-content.ts'
import type { Scan } from './upload/virus-scan.ts'

/** What may be uploaded as a document. What it is, its content says; its name and what the browser calls it are not looked at. */
export type Media = 'application/pdf' | 'image/jpeg' | 'image/png' | 'image/webp'
export const extensionOf: Record<Media, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
}

export type Upload = { media: Media; bytes: Uint8Array; scan: 'clean' | 'not_scanned' }

/** Bytes of a file: 10 MB. */
const most = 10_000_000

/**
 * Checks a document before it is kept, and gives what may be kept of it. An image is drawn anew, so that nothing but the picture is left:
 * no place, no camera, no thumbnail, nothing behind its end. A PDF is kept as it is, when it does nothing by itself.
 *
 * Throws `upload-too-large`, `upload-other-kind`, `upload-infected`, `virus-scan-failed`, `upload-broken-image`, `upload-too-many-pixels`,
 * `upload-active-pdf` or `upload-unreadable-pdf`.
 */
export async function checkUpload(bytes: Uint8Array, scan: Scan | undefined): Promise<Upload> {
  if (bytes.length > most) throw new Problem(413, 'upload-too-large', { megabytes: most / 1_000_000 })
  const media = mediaOf(bytes)
  if (!media) throw new Problem(415, 'upload-other-kind')
  const scanned = await wordOf(bytes, scan)
  if (media !== 'application/pdf') return { media, bytes: await cleanImage(bytes, media), scan: scanned }
  const active = activeContentOf(bytes)
  if (active === 'unreadable') throw new Problem(422, 'upload-unreadable-pdf')
  if (active) throw new Problem(422, 'upload-active-pdf')
  return { media, bytes, scan: scanned }
}

/** By the first bytes, after the formats' own definitions. */
function mediaOf(bytes: Uint8Array): Media | undefined {
  const begins = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (begins.startsWith('%PDF-')) return 'application/pdf'
  if (begins.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (begins.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (/^RIFF[\s\S]{4}WEBP$/.test(begins)) return 'image/webp'
  return undefined
}

async function wordOf(bytes: Uint8Array, scan: Scan | undefined): Promise<Upload['scan']> {
  if (!scan) return 'not_scanned'
  const found = await scan(bytes)
  if (found === 'infected') throw new Problem(422, 'upload-infected')
  if (found === 'failed') throw new Problem(503, 'virus-scan-failed', { retryAfter: 30 })
  return 'clean'
}
