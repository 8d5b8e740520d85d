import { Kbd, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ImmediateService, immediateServices } from '#base/codes.ts'
import { useFormat } from '#browser/format.ts'
import { ChoiceField } from '#browser/kit/choice-field.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import { intake } from '../../contract/calls.ts'
import { useReturnCommand } from '../return-cache.ts'
import { serviceStates } from '../service-states.ts'
import { useAtDesk } from './desk-context.ts'
import classes from './person-panel.module.css'

type State = keyof typeof serviceStates | 'none'
type Pressed = { [S in ImmediateService]?: State | undefined }
const after: Record<State, State> = { none: 'wanted', wanted: 'given', given: 'declined', declined: 'none' }
const services = Object.keys(immediateServices) as ImmediateService[]
const keyOf = (index: number): string => '1234567890'[index] ?? ''

/** What the person needs before leaving the centre. One key for each service: wanted, given, declined, nothing noted. */
export function ServicesStep() {
  const { t } = useTranslation('intake')
  const { person } = useAtDesk()
  const set = useReturnCommand(intake.setService, person.subjectId)
  // What was pressed shows at once; the answer of the server follows.
  const [pressed, setPressed] = useState<Pressed>({})
  const stateOf = (service: ImmediateService): State =>
    pressed[service] ?? person.services.find((one) => one.service === service)?.state ?? 'none'
  const press = (service: ImmediateService, state: State) => {
    setPressed((before) => ({ ...before, [service]: state }))
    const answered = () =>
      setPressed(({ [service]: last, ...others }) => (last === state ? others : { ...others, [service]: last }))
    set.mutateAsync({ service, state }).then(answered, answered)
  }
  return (
    <section className={classes.part} aria-label={t('desk.step.services')}>
      <Title order={3} size="h2">
        {t('desk.step.services')}
      </Title>
      <Text>{t('services.intro')}</Text>
      <ProblemMessage problem={set.error} />
      <div className={classes.services}>
        {services.map((service, index) => (
          <Service
            key={service}
            service={service}
            shortcut={keyOf(index)}
            state={stateOf(service)}
            onState={(state) => press(service, state)}
          />
        ))}
      </div>
    </section>
  )
}

function Service(props: { service: ImmediateService; shortcut: string; state: State; onState: (state: State) => void }) {
  const { label } = useFormat()
  useShortcut(props.shortcut, label(immediateServices, props.service), () => props.onState(after[props.state]))
  return (
    <div className={classes.service} data-field={`service.${props.service}`}>
      <Kbd aria-hidden>{props.shortcut}</Kbd>
      <ChoiceField
        name={props.service}
        label={label(immediateServices, props.service)}
        list={serviceStates}
        value={props.state === 'none' ? undefined : props.state}
        onChange={(state) => props.onState(state ?? 'none')}
        error={undefined}
      />
    </div>
  )
}
