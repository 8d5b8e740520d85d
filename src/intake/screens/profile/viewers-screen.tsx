import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { roleWords } from '#access/contract/calls.ts'
import { relations } from '#access/rules/engine.ts'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { useFromPath } from '#browser/kit/links.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { oversight } from '../../contract/oversight.ts'
import classes from './profile.module.css'
import { useClassWords } from './why.tsx'

/** Who can see one record: the accounts of the institution for which the engine says yes, and why. */
export function ViewersScreen() {
  const { t } = useTranslation('oversight')
  const { label } = useFormat()
  const ofClasses = useClassWords()
  const subjectId = useFromPath('subjectId')
  const read = useRead(oversight.listViewers, { subjectId })
  return (
    <Page
      title={t('viewers.title')}
      intro={t('viewers.intro')}
      trail={[{ words: t('viewers.record'), to: `/personas/${subjectId}` }]}
      width="text"
    >
      <Loaded of={read}>
        {({ viewers }) =>
          viewers.length === 0 ? (
            <Empty title={t('viewers.none')} says={t('viewers.noneSays')} />
          ) : (
            <div>
              <Text role="status" c="dimmed" size="sm">
                {t('viewers.found', { count: viewers.length })}
              </Text>
              <dl className={`${classes.facts} ${classes.people}`}>
                {viewers.map((one) => (
                  <div key={one.accountId}>
                    <dt>{one.name}</dt>
                    <dd>
                      {one.roles.map((role) => label(roleWords, role)).join(' · ')}
                      <br />
                      {label(relations, one.relation)}
                      {one.withheld.length > 0 && (
                        <Text c="dimmed">{t('viewers.without', { classes: ofClasses(one.withheld) })}</Text>
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            </div>
          )
        }
      </Loaded>
    </Page>
  )
}
