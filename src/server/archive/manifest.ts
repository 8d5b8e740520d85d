import { z } from 'zod'

/**
 * What an archive says about itself: its first file, `manifest.json`. Tables stand in an order in which each comes after
 * those it refers to; migrations are the steps the database had taken, so that a restore can rebuild the same tables.
 */
export const ArchivedTable = z.object({
  schema: z.string(),
  name: z.string(),
  file: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int().min(0),
  bytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type ArchivedTable = z.infer<typeof ArchivedTable>

export const Sequence = z.object({ schema: z.string(), name: z.string(), value: z.string(), called: z.boolean() })
export type Sequence = z.infer<typeof Sequence>

export const Migrated = z.object({ number: z.number().int(), name: z.string(), sha256: z.string() })

export const Manifest = z.object({
  format: z.literal('ceiba-archive'),
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  program: z.string(),
  server: z.string(),
  migrations: z.array(Migrated),
  tables: z.array(ArchivedTable),
  sequences: z.array(Sequence),
})
export type Manifest = z.infer<typeof Manifest>

/** Enough to tell an archive of a later format from a file that is none. */
export const AnyManifest = z.object({ format: z.literal('ceiba-archive'), version: z.number(), program: z.string() })

/** The step of the newest migration, 0 for none. */
export function levelOf(manifest: { migrations: { number: number }[] }): number {
  return Math.max(0, ...manifest.migrations.map((migration) => migration.number))
}

/** How a person reads the archive in twenty years, with or without Ceiba. */
export function readme(manifest: Manifest): string {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  return `COPIA DE SEGURIDAD DE CEIBA
Hecha el ${manifest.madeAt} (UTC) con Ceiba ${manifest.program} y PostgreSQL ${manifest.server}.
Contiene ${manifest.tables.length} tablas con ${rows} filas, todas del mismo instante.

CONTIENE DATOS PERSONALES. Guárdela bajo llave y no la envíe por correo.

Para restaurarla en una base de datos vacía:  ceiba restore ARCHIVO

Para leerla sin Ceiba:
1. Este archivo es un .tar.gz común:  tar -xzf ARCHIVO
2. Cada tabla es un CSV en tables/ESQUEMA.TABLA.csv: UTF-8, comas, una línea de títulos. Un campo vacío sin comillas
   significa «no se sabe» (NULL); "" es un texto vacío. Las fechas y horas están en UTC.
3. manifest.json dice cuántas filas tiene cada tabla, en qué orden cargarlas y hasta dónde contaba cada secuencia.
4. Para comprobar que nada cambió:  sha256sum -c SHA256SUMS
5. Para cargar una tabla en PostgreSQL:  \\copy esquema.tabla (columnas) from 'tabla.csv' with (format csv, header)


BACKUP OF CEIBA
Made at ${manifest.madeAt} (UTC) with Ceiba ${manifest.program} and PostgreSQL ${manifest.server}.
It holds ${manifest.tables.length} tables with ${rows} rows, all of the same instant.

IT HOLDS PERSONAL DATA. Keep it locked away and do not send it by e-mail.

To restore it into an empty database:  ceiba restore FILE

To read it without Ceiba:
1. This file is an ordinary .tar.gz:  tar -xzf FILE
2. Each table is a CSV at tables/SCHEMA.TABLE.csv: UTF-8, commas, one header line. An empty field without quotes means
   "not known" (NULL); "" is an empty text. Dates and times are in UTC.
3. manifest.json says how many rows each table has, in which order to load them and how far each sequence had counted.
4. To check that nothing changed:  sha256sum -c SHA256SUMS
5. To load a table into PostgreSQL:  \\copy schema.table (columns) from 'table.csv' with (format csv, header)
`
}
