import { type ComponentType, createContext, lazy, type ReactNode, Suspense, useContext, useState } from 'react'
import { patiently } from '#browser/patiently.ts'
import { Boundary } from './boundary.tsx'

type Shown = ComponentType<{ subjectId: string }>

/** What a feature puts into a screen of a feature before it, which must not know of it: something about the same return. */
export type Addition = { to: 'desk' | 'profile'; load: () => Promise<Shown> }

const AdditionsContext = createContext<(Addition & { Component: Shown })[]>([])
export const useAdditions = (): Addition[] => useContext(AdditionsContext)

export function AdditionsProvider({ additions, children }: { additions: Addition[]; children: ReactNode }) {
  const [placed] = useState(() =>
    additions.map((one) => ({ ...one, Component: lazy(async () => ({ default: await patiently(one.load) })) })),
  )
  return <AdditionsContext value={placed}>{children}</AdditionsContext>
}

/** The place for them: `<Additions to="desk" subjectId={…} />`. One that breaks, or does not come, leaves the screen as it is. */
export function Additions({ to, subjectId }: { to: Addition['to']; subjectId: string }) {
  return useContext(AdditionsContext)
    .filter((one) => one.to === to)
    .map(({ Component }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
      <Boundary key={index} broken={null}>
        <Suspense fallback={null}>
          <Component subjectId={subjectId} />
        </Suspense>
      </Boundary>
    ))
}
