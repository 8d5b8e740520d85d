import { spawnSync } from 'node:child_process'
import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A program that the tests need, or what to do to get it. */
export type Wanted = { path: string } | { missing: string }

const browsers = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** A Chromium: CHROMIUM, else the system's, else as root Debian's package. `path` is the program. */
export function chromium(say: (line: string) => void): Wanted {
  const { CHROMIUM, PATH = '' } = process.env
  if (CHROMIUM) return isProgram(CHROMIUM) ? { path: CHROMIUM } : { missing: `CHROMIUM is ${CHROMIUM}, which is no program.` }
  const find = () =>
    browsers.flatMap((name) => [...PATH.split(delimiter), '/usr/bin'].map((folder) => join(folder, name))).find(isProgram)
  const path = find() ?? (install('chromium', say) ? find() : undefined)
  return path
    ? { path }
    : {
        missing:
          'No Chromium found. Install it (on Debian: sudo apt-get install chromium) or say where it is: CHROMIUM=/path/to/chromium npm test',
      }
}

/** PostgreSQL 15: PG15_BIN, else Debian's, which as root is installed if need be. `path` is the folder of its programs. */
export function postgres15(say: (line: string) => void): Wanted {
  const { PG15_BIN } = process.env
  const complete = (folder: string) => isProgram(join(folder, 'postgres')) && isProgram(join(folder, 'initdb'))
  if (PG15_BIN)
    return complete(PG15_BIN)
      ? { path: PG15_BIN }
      : { missing: `PG15_BIN is ${PG15_BIN}, which does not hold postgres and initdb.` }
  const path = '/usr/lib/postgresql/15/bin'
  if (complete(path) || (withoutMainCluster(() => install('postgresql-15', say)) && complete(path))) return { path }
  return {
    missing:
      'No PostgreSQL 15 found. Install it (on Debian 12: sudo apt-get install postgresql-15) or say where it is: PG15_BIN=/path/to/bin npm test',
  }
}

function install(name: string, say: (line: string) => void): boolean {
  if (process.getuid?.() !== 0 || apt('--version').status !== 0) return false
  say(`Installing Debian's ${name} …`)
  apt('update', '-qq')
  const { status, stderr } = apt('install', '-y', '-qq', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-confold', name)
  if (status !== 0) say(stderr.trim().split('\n').slice(-5).join('\n'))
  return status === 0
}

function apt(...words: string[]) {
  return spawnSync('apt-get', words, { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}

/** Debian's package would make a database of its own, and start it. The tests only want the programs. */
function withoutMainCluster(work: () => boolean): boolean {
  if (process.getuid?.() !== 0) return false
  const folder = '/etc/postgresql-common/createcluster.d'
  const wish = join(folder, 'no-main-cluster.conf')
  mkdirSync(folder, { recursive: true })
  writeFileSync(wish, 'create_main_cluster = false\n')
  try {
    return work()
  } finally {
    rmSync(wish)
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
