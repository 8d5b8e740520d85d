import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the workspace into `dist`, which the server hands out under `/app`. */
export default defineConfig({
  base: '/app/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    target: 'es2023',
    // The server's content policy allows no inline script and no data: font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
})
