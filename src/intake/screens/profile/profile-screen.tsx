import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconFileText, IconPrinter } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { emergency } from '#access/contract/emergency.ts'
import { consentPurposes, consentStates, familyRelationships, immediateServices } from '#base/codes.ts'
import { guatemalaDay } from '#base/day.ts'
import { pathFor } from '#browser/call.ts'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ButtonTo, LinkTo, useFromPath, useGo } from '#browser/kit/links.tsx'
import { Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import { useIs, useSession } from '#browser/session.tsx'
import { Additions } from '#browser/shell/additions.tsx'
import { useLanguage } from '#browser/words/use-words.ts'
import { intake } from '../../contract/calls.ts'
import { type Return, steps } from '../../contract/shapes.ts'
import { formWords } from '../../rules/form-words.ts'
import { showSlipCode } from '../../rules/slip-code.ts'
import { useAnswerWords } from '../answer-words.ts'
import { useCarrier, useOrigin } from '../arrival-words.ts'
import { FindingLine } from '../finding-words.tsx'
import { usePersonWords } from '../person-words.ts'
import { formParts } from '../reception/form-plan.ts'
import { usePlaces } from '../reference.ts'
import { serviceStates } from '../service-states.ts'
import { CompartmentMark, ReturnMark } from '../state-mark.tsx'
import { AskInEmergency } from './ask-in-emergency.tsx'
import { SetCompartment } from './compartment.tsx'
import classes from './profile.module.css'
import { Why, Withheld } from './why.tsx'

/** All that was recorded about one return, to read and to print. */
export function ProfileScreen() {
  const { t } = useTranslation(['intake', 'oversight'])
  const searches = useIs('registrar', 'shift-chief', 'data-protection-officer')
  const subjectId = useFromPath('subjectId')
  const words = usePersonWords()
  const go = useGo()
  const person = useRead(intake.readReturn, { subjectId })
  const found = person.data?.subjectId === subjectId ? person.data : undefined
  useShortcut('/', t('nav.search'), () => go('/buscar'))
  return (
    <Page
      title={found ? words.name(found.form) : t('oversight:viewers.record')}
      trail={searches ? [{ words: t('search.title'), to: '/buscar' }] : []}
    >
      <Loaded of={person}>{(one) => one.subjectId === subjectId && <Profile person={one} />}</Loaded>
      {person.isError && !found && <AskInEmergency />}
    </Page>
  )
}

function Profile({ person }: { person: Return }) {
  const { t } = useTranslation('intake')
  const inEmergency = useInEmergency(person.subjectId)
  const findings = person.findings.filter(({ severity }) => severity !== 'note')
  return (
    <Stack gap="xl">
      <Summary person={person} readOnly={inEmergency !== false} />
      {inEmergency === false && (
        <>
          <Withheld />
          <Additions to="profile" subjectId={person.subjectId} />
        </>
      )}
      {findings.length > 0 && (
        <section>
          <Title order={2}>{t('profile.findings')}</Title>
          {findings.map((finding) => (
            <FindingLine key={`${finding.at}-${finding.code}`} finding={finding} />
          ))}
        </section>
      )}
      <div className={classes.columns}>
        {formParts.map(({ section, fields }) => (
          <Answers key={section} title={t(`desk.section.${section}`)} person={person} fields={fields} />
        ))}
        <Family person={person} />
        <Services person={person} />
        <Consents person={person} />
        <Steps person={person} />
      </div>
      <Why subjectId={person.subjectId} />
    </Stack>
  )
}

/** Is the record open to oneself in an emergency only? Then it is read, all of it, and nothing else is done; unknown until it is told. */
function useInEmergency(subjectId: string): boolean | undefined {
  const asks = useIs('registrar', 'shift-chief', 'desk')
  const open = useRead(emergency.readOpenEmergencies, {}, { enabled: asks }).data?.open
  return asks ? open?.some((one) => one.subjectId === subjectId) : false
}

function Summary({ person, readOnly }: { person: Return; readOnly: boolean }) {
  const { t } = useTranslation('intake')
  const { day } = useFormat()
  const language = useLanguage()
  const words = usePersonWords()
  const places = usePlaces()
  const carrier = useCarrier()
  const origin = useOrigin()
  const { me } = useSession()
  const attends = useIs('registrar', 'shift-chief') && !readOnly
  const { arrival, form, subjectId, state } = person
  const arrivedOn = guatemalaDay(arrival.expectedAt)
  return (
    <section>
      <Group gap="sm" mb="sm">
        <ReturnMark state={state} />
        {person.compartment && <CompartmentMark compartment={person.compartment} />}
        {person.slipCode && (
          <Text>
            {t('desk.slipCode')}: <b className={classes.code}>{showSlipCode(person.slipCode)}</b>
          </Text>
        )}
      </Group>
      <Text size="lg" maw="65ch">
        {t('profile.summary', {
          name: words.name(form),
          age: words.age(form.birthDate, arrivedOn),
          state: t(`profile.summaryState.${state}`),
          day: day(arrivedOn),
          centre: places.facility(arrival.facilityId),
          carrier: carrier(arrival),
          origin: origin(arrival),
        })}{' '}
        {form.destinationMunicipality && t('profile.goesTo', { place: places.municipality(form.destinationMunicipality) })}
      </Text>
      <Group mt="md">
        {attends && (
          <ButtonTo to={`/llegadas/${arrival.arrivalId}/atencion`} search={{ persona: subjectId } as never}>
            {t('profile.attend')}
          </ButtonTo>
        )}
        {attends && person.slipCode && (
          <Pdf href={pathFor(intake.slip, { subjectId, language })} icon={<IconPrinter size={20} aria-hidden />}>
            {t('profile.slip')}
          </Pdf>
        )}
        <Pdf href={pathFor(intake.profilePdf, { subjectId, language })} icon={<IconFileText size={20} aria-hidden />}>
          {t('profile.pdf')}
        </Pdf>
        {attends && <SetCompartment person={person} />}
        {me.roles.includes('shift-chief') && !readOnly && (
          <LinkTo to={`/personas/${subjectId}/consultas`}>{t('trail.title')}</LinkTo>
        )}
      </Group>
    </section>
  )
}

function Pdf({ href, icon, children }: { href: string; icon: ReactNode; children: ReactNode }) {
  return (
    <Button component="a" variant="default" href={href} target="_blank" rel="noopener" leftSection={icon}>
      {children}
    </Button>
  )
}

function Block({ title, none, children }: { title: string; none: string; children: ReactNode[] }) {
  return (
    <section className={classes.block}>
      <Title order={2} size="h3">
        {title}
      </Title>
      {children.length > 0 ? <dl className={classes.facts}>{children}</dl> : <Text c="dimmed">{none}</Text>}
    </section>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Answers({ title, person, fields }: { title: string; person: Return; fields: (keyof typeof formWords)[] }) {
  const { t } = useTranslation('intake')
  const language = useLanguage()
  const answer = useAnswerWords()
  const given = fields.filter((field) => person.form[field] !== undefined)
  if (given.length === 0) return null
  return (
    <Block title={title} none={t('profile.noAnswers')}>
      {given.map((field) => (
        <Fact key={field} term={formWords[field].label[language]}>
          {answer(field, person.form[field])}
        </Fact>
      ))}
    </Block>
  )
}

function Family({ person }: { person: Return }) {
  const { t } = useTranslation('intake')
  const { label } = useFormat()
  const words = usePersonWords()
  const others = (person.family?.members ?? []).filter(({ subjectId }) => subjectId !== person.subjectId)
  return (
    <Block title={t('profile.family')} none={t('profile.noFamily')}>
      {others.map((one) => (
        <Fact key={one.subjectId} term={one.relationship ? label(familyRelationships, one.relationship) : t('person.family')}>
          <LinkTo to={`/personas/${one.subjectId}`}>{words.name(one)}</LinkTo>
        </Fact>
      ))}
    </Block>
  )
}

function Services({ person }: { person: Return }) {
  const { t } = useTranslation('intake')
  const { label, moment } = useFormat()
  const places = usePlaces()
  return (
    <Block title={t('profile.services')} none={t('profile.noServices')}>
      {person.services.map((one) => (
        <Fact key={one.service} term={label(immediateServices, one.service)}>
          {[label(serviceStates, one.state), one.providerId && places.institution(one.providerId), moment(one.at)]
            .filter(Boolean)
            .join(' · ')}
        </Fact>
      ))}
    </Block>
  )
}

function Consents({ person }: { person: Return }) {
  const { t } = useTranslation('intake')
  const { label, moment } = useFormat()
  const places = usePlaces()
  return (
    <Block title={t('profile.consents')} none={t('profile.noConsents')}>
      {person.consents.map((one) => (
        <Fact key={one.purpose} term={label(consentPurposes, one.purpose)}>
          {t('profile.consentIn', {
            answer: label(consentStates, one.answer),
            language: places.language(one.language),
            moment: moment(one.at),
          })}
        </Fact>
      ))}
    </Block>
  )
}

function Steps({ person }: { person: Return }) {
  const { t } = useTranslation('intake')
  const { label, moment } = useFormat()
  return (
    <Block title={t('profile.steps')} none={t('profile.noSteps')}>
      {Object.entries(person.steps)
        .toSorted(([, one], [, other]) => one.localeCompare(other))
        .map(([step, at]) => (
          <Fact key={step} term={label(steps, step)}>
            {moment(at)}
          </Fact>
        ))}
    </Block>
  )
}
