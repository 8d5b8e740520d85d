import sharp, { type Sharp } from 'sharp'
import { Problem } from '#base/problem.ts'
import type { Media } from '../upload.ts'

// Nothing but these three is ever decoded, whatever a file pretends to be.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] })
sharp.cache(false)
// One picture at a time on one thread: the desks' calls come first.
sharp.concurrency(1)

/** A scan of two letter pages at 300 dots per inch has 17 million. */
const mostPixels = 40_000_000

const encodings = {
  'image/jpeg': (image: Sharp) => image.jpeg({ quality: 88 }),
  'image/png': (image: Sharp) => image.png({ compressionLevel: 6 }),
  'image/webp': (image: Sharp) => image.webp({ quality: 88 }),
}

/**
 * The picture drawn anew in the same format, upright, without anything that was beside it. How many pixels it has is read from its
 * header, before any is decoded. Throws `upload-too-many-pixels` or `upload-broken-image`.
 */
export async function cleanImage(bytes: Uint8Array, media: Exclude<Media, 'application/pdf'>): Promise<Uint8Array> {
  const { width, height } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw new Problem(422, 'upload-broken-image')
    })
  if (width * height > mostPixels) throw new Problem(422, 'upload-too-many-pixels', { millions: mostPixels / 1_000_000 })
  const image = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true }).autoOrient()
  const clean = await encodings[media](image)
    .timeout({ seconds: 20 })
    .toBuffer()
    .catch(() => {
      throw new Problem(422, 'upload-broken-image')
    })
  return new Uint8Array(clean)
}
