import { createHash, randomBytes, randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import * as OTPAuth from 'otpauth'

/** Passwords with argon2id (19 MiB, two passes: OWASP's first recommendation), tokens by their SHA-256, TOTP after RFC 6238. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost)
}

let nobody: Promise<string> | undefined

/** Is it the password behind this hash? With no hash it takes the same time and says no, so that nobody learns which logins exist. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(16).toString('hex'))
  const right = await verify(stored ?? (await nobody), password.normalize('NFKC')).catch(() => false)
  return stored !== undefined && right
}

/** A session's token: 256 bits of chance. Only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** A password a person can read aloud and type: four groups of four without look-alikes, about 78 bits. */
export function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

/** Ten single-use codes for the day the telephone is lost. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () => newPassword().slice(0, 9))
}

export function newTotpSecret(): string {
  return new OTPAuth.Secret({ size: 20 }).base32
}

/** The address that authenticator programs read as a QR code. */
export function totpAddress(secret: string, login: string): string {
  return totp(secret, login).toString()
}

/**
 * The time step (30 s) whose code this is, allowing one step before and after for slow clocks; undefined when it is none.
 * A caller keeps the step and refuses it and earlier ones the next time, so that a code works once.
 */
export function totpStep(secret: string, code: string, now: Date): number | undefined {
  const delta = totp(secret, '').validate({ token: code.replaceAll(/\s/g, ''), window: 1, timestamp: now.getTime() })
  return delta === null ? undefined : Math.floor(now.getTime() / 30_000) + delta
}

/** The code of this moment, for tests and tools. */
export function totpCode(secret: string, now: Date): string {
  return totp(secret, '').generate({ timestamp: now.getTime() })
}

function totp(secret: string, login: string): OTPAuth.TOTP {
  return new OTPAuth.TOTP({ issuer: 'Ceiba', label: login, secret, digits: 6, period: 30, algorithm: 'SHA1' })
}
