import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { Role } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { usualCallsPerMinute } from '#server/call-limits.ts'
import { backPath, type Provider } from '#server/identity-provider.ts'
import { listed, type OutgoingHost, outgoingHosts } from '#server/outgoing-hosts.ts'
import { usualPersonsPerHour } from '#server/reading-limit.ts'

/** The only place that reads the environment. Each variable with its meaning; `ceiba doctor` prints this list. */
const switchedOn = z.stringbool()

/** Whose account opens the most. */
export const usualSecondFactorFor: readonly string[] = ['administrator', 'data-protection-officer', 'shift-chief', 'compartment']

export const variables = {
  PORT: { schema: z.coerce.number().int().min(0).max(65535).default(8080), means: 'Port of the web server' },
  HOST: { schema: z.string().min(1).default('127.0.0.1'), means: 'Address to listen on; 0.0.0.0 for all' },
  DATA_FOLDER: {
    schema: z.string().min(1).default('data'),
    means: 'Folder of the embedded database, from the folder where the command is given',
  },
  DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    means: 'A PostgreSQL 15 to 18 to use instead of the embedded one: postgres://user:password@host:5432/name',
    hidden: true,
  },
  DATABASE_IN_CLEAR: {
    schema: switchedOn.default(false),
    means: 'true lets a database on another machine be reached without TLS, or without looking at its certificate',
  },
  SERVE: {
    schema: z.enum(['everything', 'register', 'portal']).default('everything'),
    means:
      'register or portal, to have the two on different machines under different names; a portal needs PORTAL_DATABASE_URL alone',
  },
  PORTAL_DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    means: 'A login of its own for the public portal; without it the portal takes the role ceiba_portal',
    hidden: true,
  },
  MASTER_KEY_FILE: {
    schema: z.string().min(1).optional(),
    means:
      'File of the master key, kept apart from backups; with the embedded database master.key in DATA_FOLDER. One that is not there is made at the first start',
  },
  MASTER_KEY_COMMAND: {
    schema: z.string().min(1).optional(),
    means: 'Instead of the file: a program that wraps and unwraps keys, as one that asks a key management service (docs/keys.md)',
  },
  PUBLIC_URL: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    means: 'Address by which people reach Ceiba; with https, cookies are marked secure; needed with OIDC_ISSUER',
  },
  TRUST_PROXY: {
    schema: switchedOn.default(false),
    means: 'true when a reverse proxy of yours sets X-Forwarded-For',
  },
  OUTGOING_HOSTS: {
    schema: z
      .string()
      .default('')
      .refine((text) => outgoingHosts(text) !== undefined)
      .transform((text): OutgoingHost[] => outgoingHosts(text) ?? []),
    means:
      'Machines that Ceiba may call, all others it never calls: idp.example.org, or inside your house renap.lan@10.20.0.0/16',
  },
  RENAP_URL: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    means: 'Where RENAP answers whose a CUI is (docs/integrations.md); its host must be in OUTGOING_HOSTS',
  },
  RENAP_KEY: { schema: z.string().min(1).optional(), means: 'The key that RENAP gave for asking', hidden: true },
  OIDC_ISSUER: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    means: 'The identity provider through which people may sign in (OpenID Connect); its host must be in OUTGOING_HOSTS',
  },
  OIDC_CLIENT_ID: {
    schema: z.string().min(1).optional(),
    means: 'What the identity provider calls Ceiba; needed with OIDC_ISSUER',
  },
  OIDC_CLIENT_SECRET: {
    schema: z.string().min(1).optional(),
    means: 'The secret that the identity provider gave for Ceiba; needed with OIDC_ISSUER',
    hidden: true,
  },
  OIDC_STRONG: {
    schema: z
      .string()
      .default('')
      .transform((text) => text.split(',').flatMap((one) => one.trim() || [])),
    means: 'Which acr or amr of the identity provider mean that two factors were shown, with commas between: mfa,phrh',
  },
  LOG: { schema: z.enum(['quiet', 'normal']).default('normal'), means: 'quiet writes errors only' },
  PERSONS_PER_HOUR: {
    schema: z.coerce.number().int().min(50).default(usualPersonsPerHour),
    means: 'How many different persons one account may be shown within an hour',
  },
  SESSION_IDLE_MINUTES: {
    schema: z.coerce.number().int().min(5).max(120).default(15),
    means: 'After how many minutes in which nobody did anything a session ends; what was typed stays',
  },
  SESSION_HOURS: {
    schema: z.coerce.number().int().min(1).max(24).default(8),
    means: 'After how many hours a session ends in any case',
  },
  SECOND_FACTOR_FOR: {
    schema: z
      .string()
      .default(usualSecondFactorFor.join(','))
      .transform((text) => (text === 'nobody' ? [] : text.split(',').map((one) => one.trim())))
      .refine((wanted) => wanted.every((one) => one === 'compartment' || Role.safeParse(one).success)),
    means: 'Roles of which a second factor is demanded, and compartment for whoever sees closed records; or nobody',
  },
  VIRUS_SCAN_COMMAND: {
    schema: z.string().min(1).optional(),
    means: 'A program that is given each uploaded document on its standard input and ends with 0 (clean) or 1 (infected)',
  },
  CALLS_PER_MINUTE: {
    schema: z.coerce.number().int().min(0).default(usualCallsPerMinute),
    means: 'How many calls one account may make within a minute, other kinds in proportion; 0: any number',
  },
  POOL: { schema: z.coerce.number().int().min(2).max(60).default(10), means: 'Most connections to the database at once' },
} as const satisfies Record<string, { schema: z.ZodType; means: string; hidden?: boolean }>

export type Config = {
  port: number
  host: string
  dataFolder: string
  databaseUrl: string | undefined
  serve: 'everything' | 'register' | 'portal'
  portalDatabaseUrl: string | undefined
  databaseInClear: boolean
  masterKeyFile: string | undefined
  masterKeyCommand: string | undefined
  publicUrl: string | undefined
  trustProxy: boolean
  outgoingHosts: OutgoingHost[]
  renap: { url: string; key: string | undefined } | undefined
  quiet: boolean
  personsPerHour: number
  virusScanCommand: string | undefined
  callsPerMinute: number
  pool: number
  settings: {
    session: { idleMinutes: number; hours: number }
    secondFactorFor: readonly string[]
    provider: Provider | undefined
  }
  /** The folder where the command was given: relative file names on the command line start here. */
  folder: string
}

/**
 * Parses the environment; what is `given` goes before it.
 * Throws `configuration-wrong` with the variable's name and what is expected of it.
 */
export function readConfig(given: Record<string, string | undefined> = {}): Config {
  const environment: Record<string, string | undefined> = { ...process.env, ...given }
  const value = <N extends keyof typeof variables>(name: N): z.infer<(typeof variables)[N]['schema']> => {
    const text = environment[name]
    const parsed = variables[name].schema.safeParse(text === '' ? undefined : text)
    if (!parsed.success) throw new Problem(500, 'configuration-wrong', { variable: name, means: variables[name].means })
    return parsed.data as z.infer<(typeof variables)[N]['schema']>
  }
  const needed = <N extends keyof typeof variables>(name: N) => {
    const set = value(name)
    if (set === undefined) throw new Problem(500, 'configuration-wrong', { variable: name, means: variables[name].means })
    return set
  }
  const provider = (): Provider | undefined => {
    const issuer = value('OIDC_ISSUER')
    if (issuer === undefined) return undefined
    if (!listed(value('OUTGOING_HOSTS'), new URL(issuer))) {
      const means = `${variables.OUTGOING_HOSTS.means}; the host of OIDC_ISSUER is missing`
      throw new Problem(500, 'configuration-wrong', { variable: 'OUTGOING_HOSTS', means })
    }
    return {
      issuer,
      clientId: needed('OIDC_CLIENT_ID')!,
      clientSecret: needed('OIDC_CLIENT_SECRET')!,
      strong: value('OIDC_STRONG'),
      back: new URL(backPath, needed('PUBLIC_URL')!).href,
    }
  }
  const renapUrl = value('RENAP_URL')
  const folder = environment.INIT_CWD ?? process.cwd()
  return {
    port: value('PORT'),
    host: value('HOST'),
    dataFolder: path.resolve(process.cwd(), value('DATA_FOLDER')),
    databaseUrl: value('DATABASE_URL'),
    serve: value('SERVE'),
    portalDatabaseUrl: value('PORTAL_DATABASE_URL'),
    databaseInClear: value('DATABASE_IN_CLEAR'),
    masterKeyFile: value('MASTER_KEY_FILE') && path.resolve(process.cwd(), value('MASTER_KEY_FILE')!),
    masterKeyCommand: value('MASTER_KEY_COMMAND'),
    publicUrl: value('PUBLIC_URL'),
    trustProxy: value('TRUST_PROXY'),
    outgoingHosts: value('OUTGOING_HOSTS'),
    renap: renapUrl === undefined ? undefined : { url: renapUrl, key: value('RENAP_KEY') },
    quiet: value('LOG') === 'quiet',
    personsPerHour: value('PERSONS_PER_HOUR'),
    virusScanCommand: value('VIRUS_SCAN_COMMAND'),
    callsPerMinute: value('CALLS_PER_MINUTE'),
    pool: value('POOL'),
    settings: {
      session: { idleMinutes: value('SESSION_IDLE_MINUTES'), hours: value('SESSION_HOURS') },
      secondFactorFor: value('SECOND_FACTOR_FOR'),
      provider: provider(),
    },
    folder,
  }
}

/** Addresses under which a server on all interfaces can be reached, for the lines printed at start. */
export function localAddresses(): string[] {
  return Object.values(os.networkInterfaces())
    .flat()
    .filter((face) => face && face.family === 'IPv4' && !face.internal)
    .map((face) => face!.address)
}

/** The language in which the command line speaks: Spanish where the machine speaks Spanish, else English. */
export function systemLanguage(): 'es' | 'en' {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  return (LC_ALL || LC_MESSAGES || LANG || '').startsWith('es') ? 'es' : 'en'
}

/** Is this variable set (and not empty)? */
export function isSet(name: string): boolean {
  return Boolean(process.env[name])
}
