import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { nameOf } from '#base/contract.ts'
import { useRead } from '#browser/calling.ts'
import { intake } from '#intake/contract/calls.ts'
import type { PartialForm } from '#intake/contract/form.ts'
import { verification } from '../../contract/verification.ts'

const pause = 400

/**
 * The answers of a return as the screen that shows it has them; undefined until it has. When those that a registry is asked about change,
 * what it said is read again: it may be of the past now.
 */
export function useTold(subjectId: string): PartialForm | undefined {
  const client = useQueryClient()
  const { data } = useRead(intake.readReturn, { subjectId }, { enabled: false })
  const form = data?.subjectId === subjectId ? data.form : undefined
  const told = form && JSON.stringify([form.cui, form.givenNames, form.surnames, form.birthDate, form.sex])
  const before = useRef(told)
  useEffect(() => {
    if (told === undefined || told === before.current) return
    const first = before.current === undefined
    before.current = told
    if (first) return
    const again = () => client.invalidateQueries({ queryKey: [nameOf(verification.readVerification), { subjectId }] })
    const timer = setTimeout(() => void again(), pause)
    return () => clearTimeout(timer)
  }, [told, subjectId, client])
  return form
}
