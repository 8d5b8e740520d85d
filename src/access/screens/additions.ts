import type { Addition } from '#browser/shell/additions.tsx'

/** What access puts around every screen: what is open in an emergency, and what one must be told. */
export const accessAdditions: Addition[] = [
  { to: 'banner', load: () => import('./emergency/banner.tsx').then((file) => file.EmergencyBanner) },
  { to: 'banner', load: () => import('./emergency/notice-banner.tsx').then((file) => file.NoticeBanner) },
  { to: 'nav', load: () => import('./emergency/unread-notices.tsx').then((file) => file.UnreadNotices) },
]
