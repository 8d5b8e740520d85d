import { Button, Stack } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ProblemMessage } from '#browser/kit/notices.tsx'

/** A button that goes through the whole of one dealing with an authenticator, and says what went wrong. */
export function PasskeyButton({ act, children }: { act: () => Promise<void>; children: ReactNode }) {
  const dealing = useMutation({ mutationFn: act, networkMode: 'always', retry: false })
  return (
    <Stack gap="sm">
      <Button
        variant="default"
        fullWidth
        leftSection={<IconFingerprint size={20} aria-hidden />}
        loading={dealing.isPending}
        onClick={() => dealing.mutate()}
      >
        {children}
      </Button>
      <ProblemMessage problem={dealing.error} />
    </Stack>
  )
}
