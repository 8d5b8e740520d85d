import { Button, Group, Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { codeList, consentPurposes } from '#base/codes.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { ChoiceField } from '#browser/kit/choice-field.tsx'
import { LongTextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useSession } from '#browser/session.tsx'
import { useLanguage } from '#browser/words/use-words.ts'
import { type Basis, bases, basisPersons, basisWords } from '../contract/bases.ts'
import classes from './rights.module.css'
import { useInstitutions } from './words.ts'

const tones = { to_confirm: 'waiting', confirmed: 'done', rejected: 'calm' } as const
const answers = codeList({ confirmed: basisWords.confirmed, rejected: basisWords.rejected })

/** The laws that may let data be shared without asking, as the program reads them, and what the institution says of each. */
export function BasesScreen() {
  const { t } = useTranslation('rights')
  const read = useRead(bases.listBases, {})
  return (
    <Page title={t('nav.bases')} intro={t('bases.intro')} width="text">
      <Loaded of={read}>
        {({ bases: all }) => (
          <Stack gap="lg">
            {all.map((basis) => (
              <One key={basis.basisId} basis={basis} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function One({ basis }: { basis: Basis }) {
  const { t } = useTranslation('rights')
  const { label, moment } = useFormat()
  const language = useLanguage()
  const institutions = useInstitutions()
  const { me } = useSession()
  const facts: [string, string][] = [
    [t('bases.law'), basis.law[language]],
    [t('bases.article'), basis.article],
    [t('transfer.purpose'), label(consentPurposes, basis.purpose)],
    [t('bases.to'), basis.institutions.map(institutions.name).join(', ') || t('bases.any')],
    [t('bases.who'), label(basisPersons, basis.forWhom)],
    ...(basis.note
      ? [[t('bases.note'), [basis.note, basis.by, basis.at && moment(basis.at)].filter(Boolean).join(' · ')] as [string, string]]
      : []),
  ]
  return (
    <section className={classes.block}>
      <StateBadge tone={tones[basis.word]}>{label(basisWords, basis.word)}</StateBadge>
      <Title order={2} size="h3" mt="xs">
        {basis.says[language]}
      </Title>
      <dl className={classes.facts}>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {me.roles.includes('data-protection-officer') && <Word key={basis.at} basisId={basis.basisId} />}
    </section>
  )
}

function Word({ basisId }: { basisId: string }) {
  const { t } = useTranslation(['rights', 'shell'])
  const say = useCommand(bases.sayOfBasis, { changes: [bases.listBases, bases.askSharing] })
  const form = useForm(bases.sayOfBasis.input, { basisId }, say.error)
  return (
    <form onSubmit={form.onSubmit((input) => say.mutate(input))} noValidate>
      <Stack gap="sm">
        <ChoiceField {...form.field('word')} list={answers} label={t('bases.word')} required />
        {form.values.word && (
          <>
            <LongTextField {...form.field('note')} label={t('bases.why')} description={t('bases.whySays')} required />
            <ProblemMessage problem={say.error} />
            <Group>
              <Button type="submit" variant="default" loading={say.isPending}>
                {t('shell:save')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </form>
  )
}
