import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import i18next from 'i18next'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { noticeActs } from '#browser/acting.ts'
import { guardUnsent, unsentNow } from '#browser/connection.ts'
import { theme, variables } from '#browser/kit/theme.ts'
import type { Screen } from '#browser/screen.ts'
import { tellOtherTabs } from '#browser/session.tsx'
import { styleNonce } from '#browser/style-nonce.ts'
import { startWords } from '#browser/words/words.ts'
import { type Addition, AdditionsProvider } from './additions.tsx'
import { type Door, SessionGate } from './session-gate.tsx'
import './workspace.css'

type Made = { screens: Screen[]; additions: Addition[]; door: Door; leave: () => Promise<{ address?: string | undefined }> }

/** Starts the workspace in the page. `screens` in the order of the navigation; `leave` ends the session, and says where to go then. */
export async function openWorkspace(made: Made): Promise<void> {
  await startWords()
  guardUnsent()
  noticeActs()
  const leave = async () => {
    if (unsentNow() > 0 && !confirm(i18next.t('connection.leave'))) return
    const left = await made.leave().catch(() => undefined)
    tellOtherTabs(undefined)
    location.assign(left?.address ?? '/app/')
  }
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto" getStyleNonce={styleNonce}>
        <QueryClientProvider client={new QueryClient()}>
          <AdditionsProvider additions={made.additions}>
            <SessionGate door={made.door} screens={made.screens} onLeave={() => void leave()} />
          </AdditionsProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}
