import { identity, type Verdict } from '#identity/contract.ts'
import type { Chance } from './chance.ts'
import type { Coming } from './plan.ts'
import type { Caller, Stage } from './stage.ts'

/**
 * What the desk says of somebody who was here before: most are recognised, some are left open. Somebody who has the name of another is
 * told apart at once, or taken for the other: then gives what the chief does about it a day later.
 */
export async function decideAbout(
  stage: Stage,
  chance: Chance,
  registrar: Caller,
  { subjectId, before }: Coming,
  begin: Date,
): Promise<(() => Promise<void>) | undefined> {
  if (!before) return
  const otherId = before.who.subjectId
  const after = (minutes: number) => stage.at(new Date(begin.getTime() + minutes * 60_000))
  const say = async (who: Caller, verdict: Verdict) => {
    const decisionId = chance.id()
    await who(identity.decide, { subjectId, otherId, decisionId, verdict })
    return decisionId
  }
  const verdict = verdictOn(before.is, chance)
  if (!verdict) return
  after(23)
  const decisionId = await say(registrar, verdict)
  if (before.is !== 'mistaken') return
  return async () => {
    const chief = stage.as('turno.igm')
    after(1440)
    await chief(identity.undoDecision, { decisionId, reason: 'Se llaman igual, pero nacieron en fechas y lugares distintos.' })
    await say(chief, 'different')
  }
}

function verdictOn(is: NonNullable<Coming['before']>['is'], chance: Chance): Verdict | undefined {
  if (is === 'namesake') return 'different'
  if (is === 'mistaken') return 'same'
  return chance.weighted([
    ['same', 82],
    ['unsure', 4],
    [undefined, 14],
  ] as const)
}
