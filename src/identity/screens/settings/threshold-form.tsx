import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#browser/calling.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { said } from '#browser/kit/said.tsx'
import { problemOf } from '#browser/words/problem-words.ts'
import { bounds, type Settings, settings } from '../../contract/settings.ts'
import { OddsField } from './odds-field.tsx'
import { countingFor, setFor } from './points.ts'

type Props = { found: Settings; facilityId: string | undefined; onDone: () => void }

/** Both points of one place; or none of its own, and it follows what stands above it. */
export function ThresholdForm({ found, facilityId, onDone }: Props) {
  const { t } = useTranslation(['identity', 'shell'])
  const command = useCommand(settings.setThresholds, { changes: [settings.readSettings] })
  const [points, setPoints] = useState(countingFor(found, facilityId))
  const before = setFor(found, facilityId)
  const set = (wanted: Partial<typeof points>) =>
    command.mutateAsync({ ...(facilityId && { facilityId }), version: before?.version ?? 0, ...wanted }).then(
      () => {
        said(t('shell:saved'))
        onDone()
      },
      () => {},
    )
  const isStale = command.error !== null && problemOf(command.error).code === 'stale'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void set(points)
      }}
    >
      <Stack>
        <OddsField
          {...bounds.ask}
          autoFocus
          label={t('settings.ask')}
          description={t('settings.askSays')}
          value={points.ask}
          onChange={(ask) => setPoints({ ...points, ask })}
        />
        <OddsField
          {...bounds.same}
          label={t('settings.same')}
          description={t('settings.sameSays')}
          value={points.same}
          onChange={(same) => setPoints({ ...points, same })}
        />
        {isStale ? <Text role="alert">{t('settings.stale')}</Text> : <ProblemMessage problem={command.error} />}
        <Group justify="space-between">
          {before?.ask === undefined ? (
            <span />
          ) : (
            <Button variant="subtle" onClick={() => void set({})}>
              {t(facilityId ? 'settings.back' : 'settings.backUsual')}
            </Button>
          )}
          <Button type="submit" loading={command.isPending}>
            {t('shell:save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
