import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { keys, scopeWords } from '#access/contract/keys.ts'
import { useCommand } from '#browser/calling.ts'
import { ChoicesField } from '#browser/kit/choice-field.tsx'
import { CopyText } from '#browser/kit/copy-text.tsx'
import { TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ButtonTo } from '#browser/kit/links.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'

const days = [30, 90, 180, 365]

/** A new key for a machine; then its secret, shown once. */
export function NewKeyScreen() {
  const { t } = useTranslation('access')
  const [keyId] = useState(uuidv7)
  const add = useCommand(keys.addKey, { changes: [keys.listKeys] })
  const form = useForm(keys.addKey.input, { keyId, days: 180 }, add.error)
  const trail = [{ words: t('nav.keys'), to: '/llaves' }]
  if (add.data) {
    const { key, secret } = add.data
    return (
      <Page key="added" follows title={key.name} trail={trail} width="text">
        <Alert role="status" color={secret ? 'ceiba' : 'waiting'} title={secret ? t('keys.secretTitle') : t('keys.lost')}>
          <Stack gap="sm">
            <Text size="sm">{secret ? t('keys.secretSays') : t('keys.lostSays')}</Text>
            {secret && <CopyText label={t('keys.secret')} text={secret} />}
            <CopyText label={t('keys.id')} text={key.keyId} />
          </Stack>
        </Alert>
        <Group>
          <ButtonTo to="/llaves">{t('keys.back')}</ButtonTo>
        </Group>
      </Page>
    )
  }
  return (
    <Page title={t('keys.add')} intro={t('keys.addSays')} trail={trail} width="text">
      <form onSubmit={form.onSubmit((input) => add.mutate(input))} noValidate>
        <Stack>
          <TextField {...form.field('name')} label={t('keys.name')} autoComplete="off" required autoFocus />
          <ChoicesField
            {...form.field('scopes')}
            list={scopeWords}
            label={t('keys.scopes')}
            description={t('keys.scopesSays')}
            required
          />
          <Select
            label={t('keys.days')}
            maw="14rem"
            allowDeselect={false}
            data={days.map((number) => ({ value: String(number), label: t('keys.daysOf', { number }) }))}
            value={String(form.values.days)}
            onChange={(chosen) => form.set({ days: Number(chosen) })}
          />
          <ProblemMessage problem={add.error} />
          <div>
            <Button type="submit" loading={add.isPending}>
              {t('keys.add')}
            </Button>
          </div>
        </Stack>
      </form>
    </Page>
  )
}
