import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useCommand } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { useForm } from '#browser/kit/form.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { NumberField } from '#browser/kit/number-field.tsx'
import { useIs } from '#browser/session.tsx'
import { intake } from '../../contract/calls.ts'
import { type Arrival, headcountGroups } from '../../contract/shapes.ts'
import classes from './arrival-counts.module.css'
import { peopleCounted } from './people-counted.ts'

type Group_ = keyof typeof headcountGroups
const groups = Object.keys(headcountGroups) as Group_[]
const Count = z.int().min(0).max(100_000).optional()
const CountsByGroup = z.object(Object.fromEntries(groups.map((group) => [group, Count])) as Record<Group_, typeof Count>)

/** A mass event: how many came, by group, without names. */
export function HeadcountForm({ arrival }: { arrival: Arrival }) {
  const { t } = useTranslation('intake')
  const { label, number } = useFormat()
  const { arrivalId, version } = arrival
  const atDesk = useIs('registrar', 'shift-chief')
  const save = useCommand(intake.setHeadcounts, { changes: [intake.readArrival, intake.listArrivals] })
  const form = useForm(CountsByGroup, arrival.headcounts, save.error)
  const readOnly = !atDesk || arrival.state === 'closed'
  const people = peopleCounted(form.values)
  const submit = (counts: z.input<typeof CountsByGroup>) => {
    const headcounts = Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== undefined))
    save.mutate({ arrivalId, version, headcounts })
  }
  return (
    <section>
      <Title order={2}>{t('headcounts.title')}</Title>
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack>
          <Text c="dimmed" maw="65ch">
            {t('headcounts.says')}
          </Text>
          <div className={classes.groups}>
            {groups.map((group) => (
              <NumberField
                key={group}
                {...form.field(group)}
                label={label(headcountGroups, group)}
                {...(group === 'unaccompanied' && { description: t('headcounts.unaccompaniedSays') })}
                disabled={readOnly}
                min={0}
                max={100_000}
              />
            ))}
          </div>
          <Text fw={650} role="status">
            {t('headcounts.total', { count: people, number: number(people) })}
          </Text>
          <ProblemMessage problem={save.error} />
          {!readOnly && (
            <Group>
              <Button type="submit" variant="light" loading={save.isPending}>
                {t('headcounts.save')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </section>
  )
}
