import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { useCommand } from '#browser/calling.ts'
import { ChoicesField } from '#browser/kit/choice-field.tsx'
import { CopyText } from '#browser/kit/copy-text.tsx'
import { TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ButtonTo } from '#browser/kit/links.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { eventKinds, webhooks } from '../../contract/webhooks.ts'

/** One more system; then its secret, shown once. */
export function NewSubscriptionScreen() {
  const { t } = useTranslation('exchange')
  const [subscriptionId] = useState(uuidv7)
  const add = useCommand(webhooks.addSubscription, { changes: [webhooks.listSubscriptions] })
  const form = useForm(webhooks.addSubscription.input, { subscriptionId }, add.error)
  const trail = [{ words: t('nav.webhooks'), to: '/avisos' }]
  if (add.data)
    return (
      <Page key="added" follows title={t('webhooks.added')} trail={trail} width="text">
        {add.data.secret ? (
          <CopyText label={t('webhooks.secret')} description={t('webhooks.secretSays')} text={add.data.secret} />
        ) : (
          <Text>{t('webhooks.secretGone')}</Text>
        )}
        <Group>
          <ButtonTo to={`/avisos/${subscriptionId}`}>{t('webhooks.open')}</ButtonTo>
        </Group>
      </Page>
    )
  return (
    <Page title={t('webhooks.add')} intro={t('webhooks.addSays')} trail={trail} width="text">
      <form onSubmit={form.onSubmit((input) => add.mutate(input))} noValidate>
        <Stack>
          <TextField
            {...form.field('url')}
            label={t('webhooks.url')}
            description={t('webhooks.urlSays')}
            autoComplete="off"
            spellCheck={false}
            required
            autoFocus
          />
          <ChoicesField {...form.field('kinds')} list={eventKinds} label={t('webhooks.kinds')} required />
          <ProblemMessage problem={add.error} />
          <div>
            <Button type="submit" loading={add.isPending}>
              {t('webhooks.add')}
            </Button>
          </div>
        </Stack>
      </form>
    </Page>
  )
}
