import { Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { codeList, functioningAnswers, functioningDomains, vulnerabilityFlags } from '#base/codes.ts'
import { ageRange, isPartialDate } from '#base/partial-date.ts'
import { ChoiceField, ChoicesField } from '#browser/kit/choice-field.tsx'
import type { FieldOf } from '#browser/kit/form.ts'
import { useLabel } from '#browser/words/use-words.ts'
import type { PartialForm } from '../../../contract/form.ts'
import classes from './fields.module.css'
import { Keyed } from './keyed.tsx'

const yesNo = codeList({ yes: { es: 'Sí', en: 'Yes' }, no: { es: 'No', en: 'No' } })

/** Yes, no, or not answered. */
export function YesNo({ value, onChange, ...field }: FieldOf<boolean> & { label: string }) {
  return (
    <Keyed>
      <ChoiceField
        {...field}
        list={yesNo}
        value={value === undefined ? undefined : value ? 'yes' : 'no'}
        onChange={(code) => onChange(code && code === 'yes')}
      />
    </Keyed>
  )
}

type Functioning = NonNullable<PartialForm['functioning']>
type Domain = keyof typeof functioningDomains

/** The questions of the Washington Group, one after the other, in its own words. They are asked from five years on. */
export function FunctioningQuestions({
  value = {},
  onChange,
  birthDate,
  day,
}: FieldOf<Functioning> & { birthDate: string | undefined; day: string }) {
  const { t } = useTranslation('intake')
  const label = useLabel()
  const underFive = birthDate !== undefined && isPartialDate(birthDate) && ageRange(birthDate, day).max < 5
  const answer = (domain: Domain, given: Functioning[Domain]) => {
    const { [domain]: _, ...others } = value
    const next = given ? { ...others, [domain]: given } : others
    onChange(Object.keys(next).length > 0 ? next : undefined)
  }
  return (
    <section className={classes.groups}>
      <div>
        <Title order={3}>{t('fields.functioning')}</Title>
        <Text c="dimmed">{t(underFive ? 'fields.functioningUnderFive' : 'fields.functioningSays')}</Text>
      </div>
      {!underFive &&
        (Object.keys(functioningDomains) as Domain[]).map((domain) => (
          <div key={domain} data-field={`functioning.${domain}`}>
            <Keyed>
              <ChoiceField
                name={domain}
                label={label(functioningDomains, domain)}
                list={functioningAnswers}
                value={value[domain]}
                onChange={(given) => answer(domain, given)}
                error={undefined}
              />
            </Keyed>
          </div>
        ))}
    </section>
  )
}

const { pregnancy, lactation, illness_or_medicine, injury, distress } = vulnerabilityFlags
const { older_person, single_parent, family_separated, child_left_behind, no_place_to_stay, migration_debt, needs_interpreter } =
  vulnerabilityFlags
const { threat_at_home, violence_suffered, trafficking_signs, lgbtiq } = vulnerabilityFlags
/** The flags by who will answer them. What is delicate stands apart, with how to ask: not at all. */
export const flagGroups = {
  health: { pregnancy, lactation, illness_or_medicine, injury, distress },
  family: {
    older_person,
    single_parent,
    family_separated,
    child_left_behind,
    no_place_to_stay,
    migration_debt,
    needs_interpreter,
  },
  protection: { threat_at_home, violence_suffered, trafficking_signs, lgbtiq },
}
type Flag = keyof typeof vulnerabilityFlags

export function Flags({ value = [], onChange, name }: FieldOf<Flag[]>) {
  const { t } = useTranslation('intake')
  return (
    <section className={classes.groups}>
      <div>
        <Title order={3}>{t('fields.flags')}</Title>
        <Text c="dimmed">{t('fields.flagsSays')}</Text>
      </div>
      {(Object.keys(flagGroups) as (keyof typeof flagGroups)[]).map((group) => {
        const list = flagGroups[group] as Partial<typeof vulnerabilityFlags>
        const inGroup = (flag: Flag) => flag in list
        return (
          <div key={group} data-field={`flags.${group}`}>
            <Keyed>
              <ChoicesField
                name={name}
                label={t(`fields.flagGroup.${group}`)}
                {...(group === 'protection' && { description: t('fields.protectionSays') })}
                list={list as typeof vulnerabilityFlags}
                value={value.filter(inGroup)}
                onChange={(chosen = []) => {
                  const next = [...value.filter((flag) => !inGroup(flag)), ...chosen]
                  onChange(next.length > 0 ? next : undefined)
                }}
                error={undefined}
              />
            </Keyed>
          </div>
        )
      })}
    </section>
  )
}
