import { useRouter } from '@tanstack/react-router'
import { useGo } from '#browser/kit/links.tsx'

/** Back to where one came from: the desk, as a rule. Whoever opened the address itself goes to the profile. */
export function useBack(subjectId: string): () => void {
  const router = useRouter()
  const go = useGo()
  return () => (router.history.canGoBack() ? router.history.back() : go(`/personas/${subjectId}`))
}
