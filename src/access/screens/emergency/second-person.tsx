import { Group, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { emergency } from '#access/contract/emergency.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { ConfirmButton } from '#browser/kit/confirm-button.tsx'
import { Loaded } from '#browser/kit/notices.tsx'
import { said } from '#browser/kit/said.tsx'
import { useIs } from '#browser/session.tsx'

/** The officer says whether a second person of the institution opens records, or whoever asks opens them at once. */
export function SecondPerson() {
  const { t } = useTranslation('oversight')
  const officer = useIs('data-protection-officer')
  const rule = useRead(emergency.readEmergencyRule, {}, { enabled: officer })
  const set = useCommand(emergency.setEmergencyRule, { changes: [emergency.readEmergencyRule] })
  if (!officer) return null
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {t('emergency.rule')}
      </Title>
      <Loaded of={rule}>
        {({ secondPerson }) => {
          const words = secondPerson ? 'emergency.doWithout' : 'emergency.demand'
          return (
            <Group justify="space-between" gap="sm">
              <Text flex="1 1 16rem">{t(secondPerson ? 'emergency.ruleSecond' : 'emergency.ruleAlone')}</Text>
              <ConfirmButton
                size="sm"
                question={t(`${words}Question`)}
                says={t(`${words}Says`)}
                confirm={t(words)}
                pending={set.isPending}
                problem={set.error}
                act={() => set.mutateAsync({ secondPerson: !secondPerson }).then(() => said(t('emergency.ruleSet')))}
              >
                {t(words)}
              </ConfirmButton>
            </Group>
          )
        }}
      </Loaded>
    </section>
  )
}
