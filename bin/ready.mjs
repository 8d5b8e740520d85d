/**
 * From a fresh clone to a running program: installs what is missing, builds the workspace when its sources changed, then
 * runs a script with the project's own Node.
 *
 *     node bin/ready.mjs [--quiet] <script.ts> [arguments …]
 *
 * It runs on whatever Node the machine has, before anything is installed: plain JavaScript, nothing but Node's own
 * modules, and no syntax that an old Node cannot read, so that the sentence about old Nodes reaches its reader.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')
const projectNode = join(modules, 'node', 'bin', 'node')
const builtMark = join(root, 'dist', '.ceiba-build')
const lock = join(root, '.ready.lock')

const words = process.argv.slice(2)
const quiet = words[0] === '--quiet'
if (quiet) words.shift()
const script = words[0]
let holdsLock = false
const say = (line) => (quiet ? process.stderr : process.stdout).write(`${line}\n`)

if (isBelow([18, 0])) {
  giveUp(
    `Su Node es ${process.versions.node}. Instale Node 20 o más reciente (https://nodejs.org) y repita la orden.`,
    `Your Node is ${process.versions.node}. Install Node 20 or newer (https://nodejs.org) and repeat the command.`,
  )
}
if (!script) giveUp('Falta el programa: node bin/ready.mjs programa.ts', 'Which program? node bin/ready.mjs program.ts')

main().catch((error) => giveUp(`Algo impidió empezar: ${error.message}`, `Something kept it from starting: ${error.message}`))

async function main() {
  if (!isInstalled() || !isBuilt()) {
    await alone(async () => {
      if (!isInstalled()) await install()
      if (!isBuilt()) await build()
    })
  }
  process.exit(
    await run(node(), ['--disable-warning=ExperimentalWarning', resolve(root, script)].concat(words.slice(1)), {
      stdio: 'inherit',
    }),
  )
}

/** The project's Node, or the one that runs this when it is new enough to run TypeScript. */
function node() {
  if (fs.existsSync(projectNode)) return projectNode
  if (!isBelow([22, 18])) return process.execPath
  return giveUp(
    `Falta el Node del proyecto (${projectNode}) y el suyo, ${process.versions.node}, es anterior a 22.18. Borre la carpeta node_modules y repita; si npm tiene "ignore-scripts" activado, instale Node 24.`,
    `The project's Node (${projectNode}) is missing and yours, ${process.versions.node}, is older than 22.18. Delete the folder node_modules and repeat; if npm is set to "ignore-scripts", install Node 24.`,
  )
}

/** True when node_modules holds what package-lock.json lists, by the note that npm leaves at the end of each install. */
function isInstalled() {
  const present = packagesIn(join(modules, '.package-lock.json'))
  const listed = packagesIn(join(root, 'package-lock.json'))
  const same = (name) =>
    present[name] && present[name].version === listed[name].version && present[name].integrity === listed[name].integrity
  return (
    Object.keys(present).length > 0 && Object.keys(listed).every((name) => name === '' || listed[name].optional || same(name))
  )
}

async function install() {
  const started = Date.now()
  say('Instalando lo que falta (alrededor de un minuto) … / Installing what is missing (about a minute) …')
  // Where nobody watches a terminal npm shows nothing until it ends.
  const alive = setInterval(() => process.stdout.isTTY || say(`  … ${Math.round((Date.now() - started) / 1000)} s`), 10000)
  const code = await run(
    'npm',
    ['ci', '--prefix', root, '--include=dev', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'],
    outside(),
  )
  clearInterval(alive)
  if (code > 128) process.exit(code) // Someone pressed Ctrl-C.
  if (code !== 0) {
    giveUp(
      'No se pudo instalar lo que falta; arriba está lo que dijo npm. Hace falta conexión a internet (o al registro de npm de su institución): revísela y repita la orden.',
      "What is missing could not be installed; npm's own words are above. It takes a connection to the internet (or to your institution's npm registry): check it and repeat the command.",
    )
  }
  say(`Instalado en ${Math.round((Date.now() - started) / 1000)} s. / Installed.`)
}

/** True when this script shows no workspace, or the built one was made from the sources as they are. */
function isBuilt() {
  if (!/^(src\/ceiba|tests\/run|tests\/at-length)\.ts$/.test(script) || !fs.existsSync(join(root, 'vite.config.ts'))) return true
  return read(builtMark) === hashOf(sources())
}

async function build() {
  say('Preparando el espacio de trabajo … / Building the workspace …')
  const made = hashOf(sources())
  const code = await run(node(), [join(modules, 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], { cwd: root })
  if (code !== 0)
    giveUp(
      'No se pudo preparar el espacio de trabajo; arriba está la causa.',
      'The workspace could not be built; the cause is above.',
    )
  fs.mkdirSync(dirname(builtMark), { recursive: true })
  fs.writeFileSync(builtMark, made)
}

/** What the workspace is made of: everything that the order of the layers lets a browser import. */
function sources() {
  const stays = /\.test\.tsx?$|^src[/\\](server|demo)[/\\]|[/\\](store|api|pages)(\.tsx?$|[/\\])/
  const isSource = (path) => !stays.test(path)
  return ['package-lock.json', 'vite.config.ts', 'tsconfig.json', 'index.html'].concat(
    filesIn('public'),
    filesIn('src').filter(isSource),
  )
}

/** Paths of all files under a folder of the project, in one order everywhere. */
function filesIn(folder) {
  if (!fs.existsSync(join(root, folder))) return []
  const entries = fs.readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return [].concat(
    ...entries.map((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)])),
  )
}

function hashOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(`${path}\0${read(join(root, path))}\0`)
  return hash.digest('hex')
}

function packagesIn(path) {
  return JSON.parse(read(path) || '{"packages":{}}').packages
}

function read(path) {
  return fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : ''
}

/** Does the work while no other start of this clone does: two at once would take each other's files away. */
async function alone(work) {
  for (let told = false; !takeLock(); told = true) {
    if (!told)
      say(`Otra orden está instalando; esperando a que termine … / Another command is installing; waiting for it … (${lock})`)
    await new Promise((later) => setTimeout(later, 300))
  }
  const leave = () => fs.rmSync(lock, { force: true })
  process.on('exit', leave)
  holdsLock = true
  await work()
  holdsLock = false
  process.off('exit', leave)
  leave()
}

function takeLock() {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  if (isHeld(lock)) return false
  // Whoever was killed left it. Only one of those who wait can move it away; if it was taken anew meanwhile it goes back.
  const moved = `${lock}.${process.pid}`
  try {
    fs.renameSync(lock, moved)
    if (isHeld(moved)) fs.renameSync(moved, lock)
    else fs.rmSync(moved)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  return takeLock()
}

/** True while whoever took the lock lives, or the program that it ran, which may outlive it. */
function isHeld(path) {
  if (!fs.existsSync(path)) return false
  const pids = read(path).split(' ').map(Number)
  return Date.now() - fs.statSync(path).mtimeMs < 15 * 60 * 1000 && pids.some((pid) => pid === 0 || isAlive(pid))
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** npm is to run on the machine's own Node, not on the one in the folder that it is about to replace. */
function outside() {
  const env = Object.assign({}, process.env)
  env.PATH = (env.PATH || '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(modules))
    .join(delimiter)
  delete env.npm_config_local_prefix
  return { cwd: root, env }
}

/** Runs a program in this terminal, hands it the signals that we get, and gives its exit code. */
function run(program, args, options) {
  return new Promise((ended, failed) => {
    const child = spawn(program, args, Object.assign({ stdio: ['inherit', quiet ? 2 : 'inherit', 'inherit'] }, options))
    if (holdsLock && child.pid) fs.appendFileSync(lock, ` ${child.pid}`)
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    const hand = (signal) => child.kill(signal)
    for (const signal of signals) process.on(signal, hand)
    child.on('error', failed)
    child.on('exit', (code, signal) => {
      for (const name of signals) process.off(name, hand)
      ended(code === null ? 128 + constants.signals[signal] : code)
    })
  })
}

function isBelow(least) {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major < least[0] || (major === least[0] && minor < least[1])
}

function giveUp(spanish, english) {
  process.stderr.write(`\n${spanish}\n${english}\n`)
  process.exit(1)
}
