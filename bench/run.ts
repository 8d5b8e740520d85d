/** Door: `npm run bench [-- part …] [--data DIR] [--rows N] [--returns N]`. What each part measures stands in bench/README.md. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { linkage } from './linkage.ts'
import { lookup } from './lookup.ts'
import { manifest } from './manifest.ts'
import { protection } from './protection.ts'
import { record } from './record.ts'
import { machine, type Report, show } from './report.ts'
import { directus } from './rivals/directus.ts'
import { strapi } from './rivals/strapi.ts'
import { search } from './search.ts'
import { weight } from './weight.ts'

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string' }, rows: { type: 'string' }, returns: { type: 'string', default: '1000000' } },
})
const parts: Record<string, () => Promise<Report>> = {
  record: () => record(async () => []),
  manifest,
  search,
  weight,
  protection,
  lookup: () => lookup(Number(options.returns)),
  linkage: () =>
    linkage({
      data: options.data === undefined ? undefined : resolve(process.env.INIT_CWD ?? '', options.data),
      rows: options.rows === undefined ? undefined : Number(options.rows),
    }),
  rivals: () => record(async (place) => [await directus(place), await strapi(place)]),
}
const usual = ['record', 'manifest', 'search', 'weight']

const unknown = wanted.filter((part) => !(part in parts))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}
// `rivals` is `record` with company.
const chosen = (wanted.length > 0 ? wanted : usual).filter((part, _, all) => part !== 'record' || !all.includes('rivals'))
console.log(`${new Date().toISOString().slice(0, 10)}, ${machine()}`)
for (const part of chosen) await show(await parts[part]!())
