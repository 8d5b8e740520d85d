import { describe, expect, test } from 'vitest'
import {
  answersFrom,
  savingState,
  shown,
  toSend,
  withChoice,
  withNews,
  withSaved,
  withSending,
  withStale,
  withTyped,
} from './answers.ts'

const seen = { givenNames: 'María', surnames: 'Xiloj' }

/** Types, and puts on its way all that is to be sent. */
function sent(answers: ReturnType<typeof answersFrom>) {
  const next = toSend(answers)
  return withSending(answers, next?.changes ?? {})
}

describe('what a desk types', () => {
  test('is sent with what the desk saw before', () => {
    const answers = withTyped(answersFrom(seen), 'surnames', 'Xiloj Tzʼunux')
    expect(toSend(answers)).toEqual({ changes: { surnames: 'Xiloj Tzʼunux' }, before: { surnames: 'Xiloj' } })
    expect(savingState(answers)).toBe('saving')
  })

  test('an answer taken away is sent as null, an answer that was not there before too', () => {
    const answers = withTyped(withTyped(answersFrom(seen), 'surnames', undefined), 'sex', 'female')
    expect(toSend(answers)).toEqual({ changes: { surnames: null, sex: 'female' }, before: { surnames: 'Xiloj', sex: null } })
    expect(shown(answers, 'surnames')).toBeUndefined()
  })

  test('put back as it was, it is no change', () => {
    const answers = withTyped(withTyped(answersFrom(seen), 'surnames', 'X'), 'surnames', 'Xiloj')
    expect(toSend(answers)).toBeUndefined()
    expect(savingState(answers)).toBe('saved')
  })

  test('put back while the other value is on its way, it is sent after it', () => {
    const answers = withTyped(sent(withTyped(answersFrom(seen), 'surnames', 'X')), 'surnames', 'Xiloj')
    expect(toSend(answers)).toBeUndefined()
    const after = withSaved(answers, { ...seen, surnames: 'X' })
    expect(toSend(after)).toEqual({ changes: { surnames: 'Xiloj' }, before: { surnames: 'X' } })
  })

  test('typed on while it was sent, the later text stays and is sent next', () => {
    const answers = withTyped(sent(withTyped(answersFrom(seen), 'surnames', 'Xil')), 'surnames', 'Xiloj T')
    const after = withSaved(answers, { ...seen, surnames: 'Xil' })
    expect(shown(after, 'surnames')).toBe('Xiloj T')
    expect(toSend(after)).toEqual({ changes: { surnames: 'Xiloj T' }, before: { surnames: 'Xil' } })
  })

  test('what the server would not take stays on the screen and is not sent', () => {
    const answers = withTyped(withTyped(answersFrom(seen), 'contactPhone', '55'), 'sex', 'male')
    expect(toSend(answers)?.changes).toEqual({ sex: 'male' })
    const after = withSaved(sent(answers), { ...seen, sex: 'male' })
    expect(shown(after, 'contactPhone')).toBe('55')
    expect(savingState(after)).toBe('waiting')
  })

  test('kept by the tab over a reload, it is sent; what was saved meanwhile is not sent again', () => {
    const answers = answersFrom({ ...seen, sex: 'female' }, { sex: 'female', surnames: 'Xiloj Tum' })
    expect(toSend(answers)).toEqual({ changes: { surnames: 'Xiloj Tum' }, before: { surnames: 'Xiloj' } })
  })
})

describe('two desks', () => {
  test('another field changed elsewhere just appears', () => {
    const answers = withNews(withTyped(answersFrom(seen), 'surnames', 'Tum'), { ...seen, sex: 'female' })
    expect(shown(answers, 'sex')).toBe('female')
    expect(toSend(answers)?.before).toEqual({ surnames: 'Xiloj' })
  })

  test('the field being typed in keeps what this desk saw, so that the server can notice', () => {
    const answers = withNews(withTyped(answersFrom(seen), 'surnames', 'Tum'), { ...seen, surnames: 'Chávez' })
    expect(toSend(answers)).toEqual({ changes: { surnames: 'Tum' }, before: { surnames: 'Xiloj' } })
  })

  test('the same field changed by both is a question; the rest goes on', () => {
    const typed = withTyped(withTyped(answersFrom(seen), 'surnames', 'Tum'), 'sex', 'female')
    const answers = withStale(sent(typed), { surnames: 'Chávez' })
    expect(savingState(answers)).toBe('conflict')
    expect(toSend(answers)).toEqual({ changes: { sex: 'female' }, before: { sex: null } })
  })

  test('choosing mine sends it over what stands there now', () => {
    const answers = withChoice(
      withStale(sent(withTyped(answersFrom(seen), 'surnames', 'Tum')), { surnames: 'Chávez' }),
      'surnames',
      'mine',
    )
    expect(toSend(answers)).toEqual({ changes: { surnames: 'Tum' }, before: { surnames: 'Chávez' } })
  })

  test('choosing theirs keeps it and sends nothing', () => {
    const answers = withChoice(
      withStale(sent(withTyped(answersFrom(seen), 'surnames', 'Tum')), { surnames: 'Chávez' }),
      'surnames',
      'theirs',
    )
    expect(shown(answers, 'surnames')).toBe('Chávez')
    expect(savingState(answers)).toBe('saved')
  })

  test('the other desk may have taken the answer away', () => {
    const answers = withChoice(
      withStale(sent(withTyped(answersFrom(seen), 'surnames', 'Tum')), { surnames: null }),
      'surnames',
      'theirs',
    )
    expect(shown(answers, 'surnames')).toBeUndefined()
  })
})
