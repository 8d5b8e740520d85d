import { Alert, Anchor, Text } from '@mantine/core'
import { IconAlertTriangle, IconMoodKid } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useRead } from '#browser/calling.ts'
import { directory } from '#directory/contract/calls.ts'
import { guardian, isChildAlone } from '../../rules/child-alone.ts'
import { isChildCondition, minorOn } from '../../rules/findings.ts'
import { shownForm } from './answers.ts'
import { useAtDesk } from './desk-context.ts'
import classes from './person-panel.module.css'

/**
 * A child alone, or apart from those who care for them: what to do now stands above everything else, and whom to tell stays in sight
 * however far one scrolls.
 */
export function ChildBanner() {
  const { t } = useTranslation('intake')
  const { answers, day } = useAtDesk()
  const form = shownForm(answers)
  const { condition, birthDate } = form
  if (isChildAlone(form, day)) return <TellGuardian condition={condition} />
  if (isChildCondition(condition)) return null
  const minor = minorOn({ birthDate, condition: undefined }, day)
  const words = minor === 'yes' ? 'child.under' : minor === 'unknown' && birthDate ? 'child.maybe' : undefined
  if (!words) return null
  return (
    <Alert role="status" color="waiting" variant="light" icon={<IconMoodKid aria-hidden />}>
      {t(words)}
    </Alert>
  )
}

const titles = { unaccompanied_child: 'child.title', separated_child: 'child.separatedTitle' } as const

function TellGuardian({ condition }: { condition: string | undefined }) {
  const { t } = useTranslation('intake')
  const title = titles[condition as keyof typeof titles]
  const reach = useReach()
  return (
    <div role="alert" className={classes.guardian}>
      <div className={classes.stays}>
        <IconAlertTriangle size={20} aria-hidden />
        <b>{t(title ?? 'child.aloneTitle')}</b>
        {reach?.phone && <Phone number={reach.phone} />}
      </div>
      <div className={classes.guidance}>
        <Text>{t('child.says')}</Text>
        <ul>
          <li>
            {t('child.pgn')} {reach && <Reach {...reach} />}
          </li>
          <li>{t('child.sbs')}</li>
          {!title && <li>{t('child.note')}</li>}
        </ul>
        <Text>{t('child.then')}</Text>
      </div>
    </div>
  )
}

type Reached = { phone: string | undefined; address: string | undefined }

/** How the institution is reached: its telephone and where it stands, or one of its places. */
function useReach(): Reached | undefined {
  const { data } = useRead(directory.readInstitution, { institutionId: guardian })
  if (!data) return undefined
  const { institution } = data
  const places = data.facilities.filter((one) => one.state === 'active')
  const phone = institution.phone ?? places.find((one) => one.phone)?.phone
  const { address = places[0] && [places[0].name, places[0].address].filter(Boolean).join(', ') } = institution
  return { phone, address }
}

function Reach({ phone, address }: Reached) {
  const { t } = useTranslation('intake')
  if (!phone && !address) return <b>{t('child.pgnUnknown')}</b>
  return (
    <>
      {phone && (
        <b>
          {t('child.pgnPhone')} <Phone number={phone} />.
        </b>
      )}{' '}
      {address && t('child.pgnPlace', { place: address })}
    </>
  )
}

function Phone({ number }: { number: string }) {
  return <Anchor href={`tel:${number.replaceAll(/[^+\d]/g, '')}`}>{number}</Anchor>
}
