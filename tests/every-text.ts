import type { Pool } from 'pg'

/** Every row of every table of the database as text, bytes and documents too, by table: what a stolen dump holds. */
export async function everyText(owner: Pool): Promise<Map<string, string>> {
  const { rows: tables } = await owner.query(`
    select format('%I.%I', schemaname, tablename) as name
    from pg_tables
    where schemaname !~ '^pg_' and schemaname <> 'information_schema'`)
  const texts = new Map<string, string>()
  for (const { name } of tables) {
    const { rows } = await owner.query(
      `select one::text as text, encode(convert_to(one::text, 'UTF8'), 'escape') as escaped from ${name} one`,
    )
    texts.set(name, rows.map(({ text, escaped }) => `${text}\n${escaped}\n${unhexed(text)}`).join('\n'))
  }
  return texts
}

/** What stands in bytes, read as text. */
const unhexed = (text: string): string =>
  [...text.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex]) => Buffer.from(hex!, 'hex').toString('latin1')).join('\n')

/** In which tables one of these words stands, in capitals or small letters. */
export async function tablesWith(owner: Pool, words: readonly string[]): Promise<string[]> {
  const sought = words.map((word) => word.toLowerCase())
  return [...(await everyText(owner))].flatMap(([name, text]) => {
    const found = sought.filter((word) => text.toLowerCase().includes(word))
    return found.length > 0 ? [`${name}: ${found.join(', ')}`] : []
  })
}
