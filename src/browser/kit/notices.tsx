import { Alert, Button, Center, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf, problemWords } from '#browser/words/problem-words.ts'

/** What went wrong, in words: what happened and what to do next. Takes whatever was thrown; shows nothing when nothing was. */
export function ProblemMessage({ problem, retry }: { problem: unknown; retry?: (() => void) | undefined }) {
  const { t, i18n } = useTranslation()
  if (!problem) return null
  const known = problemOf(problem)
  const { what, next } = problemWords(known, i18n)
  const { reference } = known.details
  return (
    <Alert role="alert" color="danger" variant="light" icon={<IconAlertTriangle aria-hidden />} title={what}>
      <Text size="sm">{next}</Text>
      {typeof reference === 'string' && (
        <Text size="xs" mt={4}>
          {t('reference')} <code>{reference}</code>
        </Text>
      )}
      {retry && (
        <Button mt="sm" size="sm" variant="default" onClick={retry}>
          {t('tryAgain')}
        </Button>
      )}
    </Alert>
  )
}

/** Waiting for something. Says so after a moment only: what comes quickly should not flicker. */
export function Loading({ says }: { says?: string }) {
  const { t } = useTranslation()
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 250)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Center mih={160} role="status" aria-live="polite">
      {late && (
        <Group gap="sm">
          <Loader size="sm" aria-hidden />
          <Text c="dimmed">{says ?? t('loading')}</Text>
        </Group>
      )}
    </Center>
  )
}

/** Nothing is here: says so, and what to do. */
export function Empty({ title, says, action }: { title: string; says?: string; action?: ReactNode }) {
  return (
    <Stack align="center" gap={6} py="xl" px="md" ta="center">
      <Title order={2} size="h3">
        {title}
      </Title>
      {says && (
        <Text c="dimmed" maw="50ch">
          {says}
        </Text>
      )}
      {action && <Group mt="sm">{action}</Group>}
    </Stack>
  )
}

/** The answer of a read, once it is there; before that it waits, and if it was refused it says why. */
export function Loaded<T>({ of: read, children }: { of: UseQueryResult<T>; children: (answer: T) => ReactNode }) {
  if (read.data !== undefined) {
    return (
      <>
        {read.isError && <ProblemMessage problem={read.error} retry={() => void read.refetch()} />}
        {children(read.data)}
      </>
    )
  }
  if (read.isError) return <ProblemMessage problem={read.error} retry={() => void read.refetch()} />
  return <Loading />
}
