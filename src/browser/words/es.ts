import access from './es/access.json' with { type: 'json' }
import directory from './es/directory.json' with { type: 'json' }
import exchange from './es/exchange.json' with { type: 'json' }
import findings from './es/findings.json' with { type: 'json' }
import identity from './es/identity.json' with { type: 'json' }
import intake from './es/intake.json' with { type: 'json' }
import oversight from './es/oversight.json' with { type: 'json' }
import problems from './es/problems.json' with { type: 'json' }
import retention from './es/retention.json' with { type: 'json' }
import rights from './es/rights.json' with { type: 'json' }
import shell from './es/shell.json' with { type: 'json' }

/** The Spanish words: one namespace for each file. Its keys are the keys there are. */
export const es = { shell, access, directory, identity, exchange, intake, oversight, problems, retention, rights, findings }
