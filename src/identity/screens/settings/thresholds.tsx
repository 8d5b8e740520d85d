import { Button, Group, Modal, Select, Text, Title } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#browser/format.ts'
import type { SetThresholds, Settings } from '../../contract/settings.ts'
import { useCentres } from '../centres.ts'
import { useOddsWords } from './odds-words.ts'
import { countingFor, setFor } from './points.ts'
import classes from './settings.module.css'
import { ThresholdForm } from './threshold-form.tsx'

/** From where on one asks: the institution's first, then the centres that have their own. */
export function ThresholdTable({ found }: { found: Settings }) {
  const { t } = useTranslation(['identity', 'shell'])
  const title = useId()
  const centres = useCentres()
  const [changing, change] = useState<{ facilityId: string | undefined }>()
  const own = found.thresholds.filter((one) => one.facilityId !== undefined && one.ask !== undefined)
  const name = (facilityId: string | undefined) => (facilityId ? centres.name(facilityId) : t('settings.institution'))
  const free = centres.options.filter(({ value }) => own.every((one) => one.facilityId !== value))
  return (
    <section>
      <Title order={2} id={title} mb="sm">
        {t('settings.thresholds')}
      </Title>
      <table className={classes.table} aria-label={t('settings.table')}>
        <thead>
          <tr>
            <th scope="col">{t('settings.where')}</th>
            <th scope="col">{t('settings.ask')}</th>
            <th scope="col">{t('settings.same')}</th>
            <th scope="col">{t('settings.setBy')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {[undefined, ...own.map((one) => one.facilityId)].map((facilityId) => (
            <Row key={facilityId ?? ''} where={name(facilityId)} found={found} set={setFor(found, facilityId)}>
              <Button
                variant="default"
                size="sm"
                onClick={() => change({ facilityId })}
                aria-label={`${t('settings.change')}: ${name(facilityId)}`}
              >
                {t('settings.change')}
              </Button>
            </Row>
          ))}
        </tbody>
      </table>
      <Select
        mt="md"
        maw="24rem"
        label={t('settings.add')}
        placeholder={t('settings.centre')}
        data={free}
        value={null}
        onChange={(facilityId) => facilityId && change({ facilityId })}
      />
      <Text size="sm" c="dimmed" mt="xs">
        {t('settings.atNight')}
      </Text>
      <Modal
        opened={changing !== undefined}
        onClose={() => change(undefined)}
        title={changing && t('settings.changeTitle', { where: name(changing.facilityId) })}
        closeButtonProps={{ 'aria-label': t('shell:close') }}
      >
        {changing && <ThresholdForm found={found} facilityId={changing.facilityId} onDone={() => change(undefined)} />}
      </Modal>
    </section>
  )
}

type RowProps = { where: string; found: Settings; set: SetThresholds | undefined; children: ReactNode }

function Row({ where, found, set, children }: RowProps) {
  const { t } = useTranslation('identity')
  const { moment } = useFormat()
  const odds = useOddsWords()
  const { ask, same } = countingFor(found, set?.facilityId)
  return (
    <tr>
      <th scope="row">{where}</th>
      <td data-label={t('settings.ask')}>{odds(ask)}</td>
      <td data-label={t('settings.same')}>{odds(same)}</td>
      <td data-label={t('settings.setBy')}>
        {set?.ask === undefined ? t('settings.usual') : t('settings.setAt', { by: set.by, moment: moment(set.at) })}
      </td>
      <td>
        <Group justify="flex-end">{children}</Group>
      </td>
    </tr>
  )
}
