import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { nameOf } from '#base/contract.ts'
import { useRead } from '#browser/calling.ts'
import { intake } from '#intake/contract/calls.ts'
import { identity } from '../../contract.ts'
import { fields } from '../fields.ts'

const pause = 400

/**
 * Looks for earlier returns again when what tells who somebody is has changed. Reception keeps the return as it is saved; here it is
 * only watched, so that an answer about something else asks for nothing.
 */
export function useReadAgain(subjectId: string): void {
  const client = useQueryClient()
  const { data } = useRead(intake.readReturn, { subjectId }, { enabled: false })
  const told = data?.subjectId === subjectId ? JSON.stringify(fields.map((field) => data.form[field])) : undefined
  const before = useRef(told)
  useEffect(() => {
    if (told === undefined || told === before.current) return
    const first = before.current === undefined
    before.current = told
    if (first) return
    const timer = setTimeout(() => {
      for (const looking of [identity.findCandidates, identity.findClosed])
        void client.invalidateQueries({ queryKey: [nameOf(looking), { subjectId }] })
    }, pause)
    return () => clearTimeout(timer)
  }, [told, subjectId, client])
}
