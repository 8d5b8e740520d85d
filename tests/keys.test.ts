/** Keys and chance are used where the list of keys says, and nowhere else (docs/keys.md). */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')
const list = readFileSync(path.join(root, 'docs/keys.md'), 'utf8')
const uses =
  /\b(createCipheriv|createDecipheriv|createHmac|randomBytes|randomInt|scrypt\w*|pbkdf2\w*|hkdf\w*|generateKey\w*|createPrivateKey|createPublicKey|createSign|createVerify|getRandomValues|subtle|SignJWT|jwtVerify)\b(?=[(.])/
const using = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter(
  (file) => !/\.test\.tsx?$/.test(file) && uses.test(readFileSync(path.join(root, file), 'utf8')),
)

test('the vault, passwords and slips use them: what is looked for is found', () => {
  expect(using).toEqual(
    expect.arrayContaining(['src/server/vault/sealing.ts', 'src/server/secrets.ts', 'src/intake/api/reception.ts']),
  )
})

test.each(using)('what %s does with keys or chance stands in the list of keys', (file) => expect(list).toContain(`\`${file}\``))

test('the list names no file that is not there', () => {
  const named = [...list.matchAll(/`(src\/[\w/.-]+)`/g)].map(([, file]) => file!)
  expect(named.filter((file) => !globSync(file, { cwd: root }).length)).toEqual([])
})
