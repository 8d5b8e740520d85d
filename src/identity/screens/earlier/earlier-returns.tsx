import { Button, Kbd, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '#base/problem.ts'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ButtonTo, LinkTo, useGo } from '#browser/kit/links.tsx'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import { useIs } from '#browser/session.tsx'
import { type Candidate, identity } from '../../contract.ts'
import { EarlierReturn } from './earlier-return.tsx'
import classes from './earlier-returns.module.css'
import { useReadAgain } from './use-read-again.ts'

/** More than these are asked for. */
const atFirst = 1

/** Was this person here before? What is known of it in a few lines, wherever one return is shown; it never stands in the way. */
export function EarlierReturns({ subjectId }: { subjectId: string }) {
  return useIs('registrar', 'shift-chief') && <Earlier subjectId={subjectId} />
}

function Earlier({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation(['identity', 'shell'])
  const title = useId()
  const [furtherFor, lookFurtherFor] = useState<string>()
  const further = furtherFor === subjectId
  const found = useRead(identity.findCandidates, { subjectId, ...(further && { weak: 'true' }) })
  const person = useRead(identity.readPerson, { subjectId })
  useReadAgain(subjectId)
  if (found.error instanceof Problem && found.error.code === 'return-not-found') return null
  const candidates = found.data?.who.subjectId === subjectId ? found.data.candidates : undefined
  const mine = person.data && [...person.data.returns, ...person.data.listed].some((one) => one.subjectId === subjectId)
  const returns = mine ? person.data.returns : undefined
  const known = returns?.some((one) => one.subjectId !== subjectId) ?? false
  return (
    <section className={classes.earlier} aria-labelledby={title}>
      <div className={classes.head}>
        <Text id={title} fw={650}>
          {t('earlier.title')}
        </Text>
        {known && <Joined subjectId={subjectId} returns={returns!.length} />}
        <Text role="status" c="dimmed">
          {candidates && !person.isPending && <Sentence found={candidates.length} known={known} />}
          {found.isError && t('earlier.notNow')}
        </Text>
        {found.isError && (
          <Button variant="subtle" size="compact-sm" onClick={() => void found.refetch()}>
            {t('shell:tryAgain')}
          </Button>
        )}
        {candidates && (
          <Button variant="subtle" size="compact-sm" onClick={() => lookFurtherFor(further ? undefined : subjectId)}>
            {t(further ? 'earlier.nearer' : 'earlier.further')}
          </Button>
        )}
      </div>
      <Closed subjectId={subjectId} />
      {candidates && <Candidates subjectId={subjectId} candidates={candidates} />}
    </section>
  )
}

/** There may be a record that this desk does not see: whom to tell, and nothing else. */
function Closed({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation('identity')
  const { data } = useRead(identity.findClosed, { subjectId })
  if (data?.subjectId !== subjectId || data.tell === 'nobody') return null
  return (
    <Text role="status" fw={650}>
      {t(`earlier.closed.${data.tell}`)}
    </Text>
  )
}

/** How many there are to ask about. Nothing is missing where the person is known already. */
function Sentence({ found, known }: { found: number; known: boolean }) {
  const { t } = useTranslation('identity')
  const { number } = useFormat()
  if (found > 0) return t(known ? 'earlier.others' : 'earlier.found', { count: found, number: number(found) })
  return known ? null : t('earlier.none')
}

/** The returns that are known to be of this person. */
function Joined({ subjectId, returns }: { subjectId: string; returns: number }) {
  const { t } = useTranslation('identity')
  const { number } = useFormat()
  return (
    <LinkTo to={`/personas/${subjectId}/retornos`} fw={600}>
      {t('earlier.joined', { number: number(returns) })}
    </LinkTo>
  )
}

function Candidates({ subjectId, candidates }: { subjectId: string; candidates: Candidate[] }) {
  const { t } = useTranslation('identity')
  const { number } = useFormat()
  const go = useGo()
  const id = useId()
  const [all, { toggle }] = useDisclosure(false)
  const [first] = candidates
  useShortcut('c', t('earlier.key'), () => first && go(comparing(subjectId, first)), first !== undefined)
  if (!first) return null
  return (
    <>
      <ul className={classes.list}>
        {(all ? candidates : candidates.slice(0, atFirst)).map((candidate) => (
          <EarlierReturn key={candidate.who.subjectId} id={`${id}-${candidate.who.subjectId}`} candidate={candidate}>
            <ButtonTo
              to={comparing(subjectId, candidate)}
              variant="default"
              aria-describedby={`${id}-${candidate.who.subjectId}`}
              rightSection={candidate === first && <Key />}
            >
              {t('earlier.compare')}
            </ButtonTo>
          </EarlierReturn>
        ))}
      </ul>
      {candidates.length > atFirst && (
        <Button variant="subtle" size="compact-sm" onClick={toggle} aria-expanded={all}>
          {all ? t('earlier.fewer') : t('earlier.more', { number: number(candidates.length - atFirst) })}
        </Button>
      )}
    </>
  )
}

/** While somebody types, a C is a letter: then the way there is Esc and C. */
function Key() {
  return (
    <Kbd aria-hidden>
      <span className={classes.leaving}>Esc </span>C
    </Kbd>
  )
}

const comparing = (subjectId: string, { who }: Candidate): string => `/personas/${subjectId}/comparar/${who.subjectId}`
