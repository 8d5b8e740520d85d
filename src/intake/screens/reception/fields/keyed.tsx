import type { ReactNode } from 'react'
import classes from './fields.module.css'

/** Around a group of choices: each shows its key, which `useFormKeys` hears while the group has the focus. */
export function Keyed({ children }: { children: ReactNode }) {
  return (
    <div data-keyed className={classes.keyed}>
      {children}
    </div>
  )
}
