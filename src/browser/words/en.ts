import access from './en/access.json' with { type: 'json' }
import directory from './en/directory.json' with { type: 'json' }
import exchange from './en/exchange.json' with { type: 'json' }
import findings from './en/findings.json' with { type: 'json' }
import identity from './en/identity.json' with { type: 'json' }
import intake from './en/intake.json' with { type: 'json' }
import oversight from './en/oversight.json' with { type: 'json' }
import problems from './en/problems.json' with { type: 'json' }
import retention from './en/retention.json' with { type: 'json' }
import rights from './en/rights.json' with { type: 'json' }
import shell from './en/shell.json' with { type: 'json' }
import type { es } from './es.ts'

/** The English words. A key that Spanish has and English lacks does not compile. */
export const en = {
  shell,
  access,
  directory,
  identity,
  exchange,
  intake,
  oversight,
  problems,
  retention,
  rights,
  findings,
} satisfies typeof es
