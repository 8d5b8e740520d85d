import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './facts.module.css'

/** The codes for the day the telephone is lost. They are shown this once. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const { t } = useTranslation(['access', 'shell'])
  const [copied, setCopied] = useState(false)
  const place = useRef<HTMLOListElement & HTMLParagraphElement>(null)
  const id = useId()
  useEffect(() => place.current?.focus(), [])
  const copy = () =>
    navigator.clipboard?.writeText(codes.join('\n')).then(
      () => setCopied(true),
      () => {},
    )
  return (
    <Stack>
      <Alert role="status" color="ceiba" title={t('factor.done')}>
        <span id={id}>{t('factor.codesSays')}</span>
      </Alert>
      {codes.length > 0 ? (
        <>
          <ol ref={place} tabIndex={-1} className={classes.codes} aria-label={t('factor.codes')} aria-describedby={id}>
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ol>
          <Group className={classes.notPrinted}>
            <Button variant="default" onClick={() => void copy()}>
              {copied ? t('shell:copied') : t('shell:copy')}
            </Button>
            <Button variant="default" onClick={() => print()}>
              {t('shell:print')}
            </Button>
          </Group>
        </>
      ) : (
        <Text ref={place} tabIndex={-1}>
          {t('factor.codesLost')}
        </Text>
      )}
      <div className={classes.notPrinted}>
        <Button onClick={onKept}>{t('factor.kept')}</Button>
      </div>
    </Stack>
  )
}
