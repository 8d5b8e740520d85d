import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '#base/problem.ts'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { LinkTo, useGo } from '#browser/kit/links.tsx'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import { type Candidate, identity } from '../../contract.ts'
import { EarlierReturn } from './earlier-return.tsx'
import classes from './earlier-returns.module.css'
import { useReadAgain } from './use-read-again.ts'

/** More than these are asked for. */
const atFirst = 2

/** Was this person here before? What is known of it in a few lines, wherever one return is shown; it never stands in the way. */
export function EarlierReturns({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation(['identity', 'shell'])
  const title = useId()
  const found = useRead(identity.findCandidates, { subjectId })
  useReadAgain(subjectId)
  if (found.error instanceof Problem && found.error.code === 'return-not-found') return null
  const known = found.data?.who.subjectId === subjectId ? found.data.candidates : undefined
  return (
    <section className={classes.earlier} aria-labelledby={title}>
      <div className={classes.head}>
        <Text id={title} fw={650}>
          {t('earlier.title')}
        </Text>
        <Text role="status" c="dimmed">
          {known ? <Sentence candidates={known} /> : found.isError && t('earlier.notNow')}
        </Text>
        {found.isError && (
          <Button variant="subtle" size="compact-sm" onClick={() => void found.refetch()}>
            {t('shell:tryAgain')}
          </Button>
        )}
        <Joined subjectId={subjectId} />
      </div>
      {known && <Candidates subjectId={subjectId} candidates={known.filter(isOpen)} />}
    </section>
  )
}

const isOpen = ({ decision }: Candidate): boolean => decision?.verdict !== 'different'

function Sentence({ candidates }: { candidates: Candidate[] }) {
  const { t } = useTranslation('identity')
  const { number } = useFormat()
  const open = candidates.filter(isOpen).length
  const apart = candidates.length - open
  const counted = (count: number) => ({ count, number: number(count) })
  const words = [
    open > 0 ? t('earlier.found', counted(open)) : apart === 0 && t('earlier.none'),
    apart > 0 && t('earlier.toldApart', counted(apart)),
  ]
  return words.filter(Boolean).join(' ')
}

/** The returns that are known to be of this person, when there are more than this one. */
function Joined({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation('identity')
  const { number } = useFormat()
  const { data: person } = useRead(identity.readPerson, { subjectId })
  const returns = person?.returns ?? []
  if (returns.length < 2 || !returns.some((one) => one.subjectId === subjectId)) return null
  return (
    <LinkTo to={`/personas/${subjectId}/retornos`} fw={600}>
      {t('earlier.joined', { number: number(returns.length) })}
    </LinkTo>
  )
}

function Candidates({ subjectId, candidates }: { subjectId: string; candidates: Candidate[] }) {
  const { t } = useTranslation('identity')
  const { number } = useFormat()
  const go = useGo()
  const [all, { toggle }] = useDisclosure(false)
  const [first] = candidates
  useShortcut('c', t('earlier.key'), () => first && go(comparing(subjectId, first)), first !== undefined)
  if (!first) return null
  return (
    <>
      <ul className={classes.list}>
        {(all ? candidates : candidates.slice(0, atFirst)).map((candidate) => (
          <EarlierReturn
            key={candidate.who.subjectId}
            candidate={candidate}
            to={comparing(subjectId, candidate)}
            shortcut={candidate === first ? 'C' : undefined}
          />
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

const comparing = (subjectId: string, { who }: Candidate): string => `/personas/${subjectId}/comparar/${who.subjectId}`
