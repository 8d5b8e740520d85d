import { useTranslation } from 'react-i18next'
import { useFormat } from '#browser/format.ts'
import { useLanguage } from '#browser/words/use-words.ts'
import { sharingReasons } from '#rights/contract/bases.ts'
import { failures, type VerificationState, type VerifiedField, verifiedFields } from '../../contract/verification.ts'

type Sentence = { says: string; strong?: boolean }

/** What the registry said, in sentences; strong is what somebody at the desk must not overlook. */
export function useVerificationWords(): (state: VerificationState) => Sentence[] {
  const { t } = useTranslation('exchange')
  const { label, moment, time } = useFormat()
  const language = useLanguage()
  const listed = (fields: readonly VerifiedField[]) =>
    new Intl.ListFormat(language, { type: 'conjunction' }).format(fields.map((one) => label(verifiedFields, one).toLowerCase()))
  return ({ connected, sharing, restingUntil, last }) => {
    const noConnection = connected ? [] : [{ says: t('verification.noConnection') }]
    const mayNot = sharing.may ? [] : [{ says: t('verification.mayNot', { why: label(sharingReasons, sharing.because) }) }]
    if (!last) return connected ? [{ says: t('verification.notAsked') }, ...mayNot] : noConnection
    const at = last.answeredAt ? { moment: moment(last.answeredAt) } : {}
    const why = last.why ? label(failures, last.why) : ''
    const since = last.changedSince ? [{ says: t('verification.changedSince'), strong: true }] : []
    switch (last.state) {
      case 'waiting': {
        if (!connected) return [{ says: t('verification.notAsked') }, ...noConnection]
        const next = [restingUntil, last.nextTryAt]
          .filter((one) => one !== undefined)
          .sort()
          .at(-1)
        return [{ says: why && next ? t('verification.later', { why, time: time(next) }) : t('verification.waiting') }]
      }
      case 'confirmed':
        if (last.compared.length === 0) return [{ says: t('verification.known', at) }, ...since]
        return [{ says: t('verification.confirmed', { ...at, fields: listed(last.compared) }) }, ...since]
      case 'differs':
        return [
          { says: t('verification.differs', { fields: listed(last.differs) }), strong: !last.changedSince },
          { says: t('verification.differsSays', at) },
          ...since,
        ]
      case 'unknown':
        return [{ says: t('verification.unknown', at), strong: !last.changedSince }, ...since]
      case 'unavailable':
        return [{ says: t('verification.unavailable', { why }) }, ...noConnection]
    }
  }
}
