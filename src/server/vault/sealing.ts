import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/**
 * Texts that only the key of their own person opens: AES-256-GCM with a nonce of 96 bits of chance. A sealed text is text again, so it
 * stands wherever the text stood (a column, a member of a JSON document, a cell): what may stay readable of it, the mark, then
 * `place|person|version of the key|nonce, tag and cipher in base64url`. All before the last `|` is authenticated: a sealed text that is
 * put elsewhere, or whose readable part is changed, does not open.
 *
 * The marks are code points that Unicode promises never to give to anybody; what people send is refused when it has one (request.ts).
 */
export const sealMark = '\u{FDD0}'
/** Before what a blinded word is found by. */
export const blindMark = '\u{FDD1}'

const nonceBytes = 12
const tagBytes = 16
export const keyBytes = 32

export const newKey = (): Buffer => randomBytes(keyBytes)

/** Nonce, tag and cipher of `plain`, bound to `context`. */
export function encrypt(key: Buffer, context: string, plain: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** What `encrypt` was given. Throws when key or context are others, or a bit was changed. */
export function decrypt(key: Buffer, context: string, sealed: Buffer): Buffer {
  const nonce = sealed.subarray(0, nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()])
}

/** The key of one person, and which of theirs it is. */
export type SubjectKey = { key: Buffer; version: number }

/** `place` is table and column, as `intake.subject|form.note`; `readable` is what statistics may still read, as a year. */
export function sealText({ key, version }: SubjectKey, subjectId: string, place: string, text: string, readable = ''): string {
  const context = `${readable}${sealMark}${place}|${subjectId}|${version}`
  return `${context}|${encrypt(key, context, Buffer.from(text)).toString('base64url')}`
}

export type Sealed = { readable: string; context: string; place: string; subjectId: string; version: number; sealed: string }

const form = /^([^|]+\|[^|]+)\|([0-9a-f-]{36})\|(\d+)\|([\w-]+)$/

/** The parts of a sealed text; nothing of a text that is not sealed. */
export function readSealed(text: string): Sealed | undefined {
  const at = text.indexOf(sealMark)
  if (at < 0) return undefined
  const [, place, subjectId, version, sealed] = form.exec(text.slice(at + 1)) ?? []
  if (!place || !subjectId || !version || !sealed) return undefined
  const context = text.slice(0, text.length - sealed.length - 1)
  return { readable: text.slice(0, at), context, place, subjectId, version: Number(version), sealed }
}

export function openText({ key }: SubjectKey, { context, sealed }: Sealed): string {
  return decrypt(key, context, Buffer.from(sealed, 'base64url')).toString()
}

/** What words of closed people are looked for by: a whole word, the beginning of one, a CUI. */
export type Blinding = 'word' | 'beginning' | 'cui'

/** Nobody without the key can tell the word from it, nor make it from the word. 96 bits: two words never meet by chance. */
export function blindedWith(key: Buffer, kind: Blinding, text: string): string {
  return blindMark + createHmac('sha256', key).update(`${kind}\0${text}`).digest().subarray(0, 12).toString('base64url')
}
