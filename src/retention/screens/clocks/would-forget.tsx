import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { Loaded } from '#browser/kit/notices.tsx'
import { type Category, retention } from '../../contract.ts'
import classes from '../retention.module.css'

/** The dry run: what a period would forget if it counted today. */
export function WouldForget({ category, days }: { category: Category; days: number }) {
  const { t } = useTranslation('retention')
  const { day, number } = useFormat()
  const read = useRead(retention.readDue, { category, days })
  return (
    <section className={classes.box} aria-live="polite">
      <Loaded of={read}>
        {({ due: [one] }) =>
          one?.category === category &&
          one.days === days && (
            <>
              <Text fw={650}>
                {one.due === 0
                  ? t('clocks.nothing')
                  : t(category === 'manifest_lines' ? 'clocks.wouldLines' : 'clocks.would', {
                      count: one.due,
                      number: number(one.due),
                    })}
              </Text>
              {one.before && <Text>{t('clocks.before', { day: day(one.before) })}</Text>}
              {one.held > 0 && <Text>{t('clocks.stay', { count: one.held, number: number(one.held) })}</Text>}
            </>
          )
        }
      </Loaded>
    </section>
  )
}
