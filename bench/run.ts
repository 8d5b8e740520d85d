/** Door: `npm run bench [-- part …]`. What each part measures stands in bench/README.md. */
import { manifest } from './manifest.ts'
import { record } from './record.ts'
import { machine, type Report, show } from './report.ts'
import { directus } from './rivals/directus.ts'
import { strapi } from './rivals/strapi.ts'
import { search } from './search.ts'
import { weight } from './weight.ts'

const parts: Record<string, () => Promise<Report>> = {
  record: () => record(async () => []),
  manifest,
  search,
  weight,
  rivals: () => record(async (place) => [await directus(place), await strapi(place)]),
}
const usual = ['record', 'manifest', 'search', 'weight']

const wanted = process.argv.slice(2)
const unknown = wanted.filter((part) => !(part in parts))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}
// `rivals` is `record` with company.
const chosen = (wanted.length > 0 ? wanted : usual).filter((part, _, all) => part !== 'record' || !all.includes('rivals'))
console.log(`${new Date().toISOString().slice(0, 10)}, ${machine()}`)
for (const part of chosen) await show(await parts[part]!())
