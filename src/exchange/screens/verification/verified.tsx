import { Text } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '#base/problem.ts'
import { useRead } from '#browser/calling.ts'
import { type VerificationState, verification } from '../../contract/verification.ts'
import { AskRegistry } from './ask-registry.tsx'
import { useTold } from './told.ts'
import { useVerificationWords } from './verification-words.ts'
import classes from './verified.module.css'

/** What the civil registry says of the CUI, wherever one return is shown. It never stands in the way; without a CUI there is nothing to say. */
export function Verified({ subjectId }: { subjectId: string }) {
  const told = useTold(subjectId)
  return told?.cui ? <OfCui subjectId={subjectId} /> : null
}

function OfCui({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation('exchange')
  const title = useId()
  const read = useRead(verification.readVerification, { subjectId })
  const state = read.data?.subjectId === subjectId ? read.data : undefined
  if (read.error instanceof Problem && read.error.code === 'return-not-found') return null
  return (
    <section className={classes.verified} aria-labelledby={title}>
      <Text id={title} fw={650}>
        {t('verification.title')}
      </Text>
      {read.isError && !state && (
        <Text role="status" c="dimmed">
          {t('verification.notNow')}
        </Text>
      )}
      {state && <State state={state} />}
    </section>
  )
}

function State({ state }: { state: VerificationState }) {
  const { t } = useTranslation('exchange')
  const words = useVerificationWords()
  const { connected, last, subjectId, sharing } = state
  const settled = last?.state === 'confirmed' && !last.changedSince
  const asks = connected && !settled && last?.state !== 'waiting'
  return (
    <>
      <div role="status" className={classes.said}>
        {words(state).map(({ says, strong }) => (
          <Text key={says} fw={strong ? 650 : 400} c={strong ? undefined : 'dimmed'}>
            {says}
          </Text>
        ))}
      </div>
      {last?.state === 'waiting' && <Again subjectId={subjectId} every={last.why ? 30_000 : 3_000} />}
      {asks && sharing.may && <AskRegistry state={state}>{t(last ? 'verification.askAgain' : 'verification.ask')}</AskRegistry>}
      {asks && !sharing.may && <Again subjectId={subjectId} every={5_000} />}
    </>
  )
}

/** While an answer is waited for, of the registry or of the person, looks whether it has come. */
function Again({ subjectId, every }: { subjectId: string; every: number }) {
  useRead(verification.readVerification, { subjectId }, { every })
  return null
}
