import { Button, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './session-over-notice.module.css'

/** As long as nobody types or points: time to look up from a paper, and short enough not to wait for. */
const pauseMilliseconds = 2500

/** What moves the focus, or only changes what other keys mean, and so is meant for the notice. */
const staysHere = new Set(['Tab', 'Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock'])

/**
 * Says that the session is over without taking the keyboard from anybody: it is read aloud, and takes the focus when nothing was typed
 * for a while. Not the button has it then but the notice, so that an Enter meant for the form does nothing; any key but Tab
 * goes back to where one was writing, and is written there. `onFocusFrom` is told where that was, and when one is back.
 */
export function SessionOverNotice(props: { onEnter: () => void; onFocusFrom: (place: HTMLElement | null) => void }) {
  const { t } = useTranslation()
  const notice = useRef<HTMLElement>(null)
  const writing = useRef<HTMLElement>(null)
  // On a telephone the keys on the glass would go away with the focus; there a finger finds the button.
  useAfterPause(() => matchMedia('(hover: none)').matches || notice.current?.focus())
  useEffect(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.scrollIntoView({ block: 'nearest' })
  }, [])

  const onFocus = ({ relatedTarget, currentTarget }: FocusEvent) => {
    if (!(relatedTarget instanceof HTMLElement) || currentTarget.contains(relatedTarget)) return
    writing.current = relatedTarget
    props.onFocusFrom(relatedTarget)
  }
  const onBlur = ({ relatedTarget, currentTarget }: FocusEvent) => {
    if (relatedTarget && !currentTarget.contains(relatedTarget)) props.onFocusFrom(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Also from the single keys of the screen: this one was meant for the field.
    event.stopPropagation()
    const pressesButton = event.target !== event.currentTarget && (event.key === 'Enter' || event.key === ' ')
    if (!staysHere.has(event.key) && !pressesButton) writing.current?.focus()
  }
  return (
    <section
      ref={notice}
      role="alertdialog"
      aria-labelledby="session-over"
      aria-describedby="session-over-says"
      tabIndex={-1}
      className={classes.notice}
      onFocus={onFocus}
      onBlur={onBlur}
      onKeyDown={onKeyDown}
    >
      <IconLock size={24} aria-hidden className={classes.sign} />
      <div role="alert" className={classes.words}>
        <Text id="session-over" fw={650}>
          {t('sessionOver.title')}
        </Text>
        <Text id="session-over-says" size="sm">
          {t('sessionOver.writeOn')}
        </Text>
      </div>
      <Button className={classes.enter} onClick={props.onEnter}>
        {t('sessionOver.enter')}
      </Button>
    </section>
  )
}

/** Calls when nobody has typed or pointed for a while, and again after each later pause. */
function useAfterPause(act: () => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(() => latest.current(), pauseMilliseconds)
    }
    const signs = ['keydown', 'input', 'pointerdown', 'focusin'] as const
    for (const sign of signs) addEventListener(sign, wait, true)
    wait()
    return () => {
      clearTimeout(timer)
      for (const sign of signs) removeEventListener(sign, wait, true)
    }
  }, [])
}
