import { z } from 'zod'
import { Release } from '#release/contract.ts'
import { type Database, sql } from '#server/db.ts'

const Newest = z.object({ number: z.int() })

/** The newest release of a series: its number alone, which is cheap to ask. None when nothing was published. */
export async function newestNumber(db: Database, series: string): Promise<number | undefined> {
  const newest = await db.maybe(
    Newest,
    sql`
    select release_number as number
    from release.release
    where series = ${series}
    order by release_number desc
    limit 1`,
  )
  return newest?.number
}

/** A release, whole. */
export function releaseByNumber(db: Database, number: number): Promise<Release> {
  return db.one(
    Release,
    sql`
    select number, series, title, published_at as "publishedAt", sha256, documents, institutions, objectives, figures,
      contradictions, tables
    from release.published
    where number = ${number}`,
  )
}
