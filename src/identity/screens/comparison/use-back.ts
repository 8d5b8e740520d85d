import { useRouter } from '@tanstack/react-router'
import { useGo } from '#browser/kit/links.tsx'
import { useReview } from '../review/use-review.ts'

/** Back to where one came from: the desk, as a rule, or the list of a review. Whoever opened the address itself goes to the profile. */
export function useBack(subjectId: string): () => void {
  const router = useRouter()
  const go = useGo()
  const walk = useReview()
  if (walk) return walk.leave
  return () => (router.history.canGoBack() ? router.history.back() : go(`/personas/${subjectId}`))
}
