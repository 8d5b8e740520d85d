import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Builds the workspace into `dist`, which the server hands out under `/app`. */
export default defineConfig({
  base: '/app/',
  plugins: [react(), mantineStyles()],
  build: {
    outDir: 'dist',
    target: 'es2023',
    // Browsers that know light-dark(); taking it apart for older ones would need our own colour scheme in every file.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The server's content policy allows no inline script and no data: font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // What every visit needs travels in one file: it compresses better than twenty.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } } },
  },
})

/**
 * Each Mantine component brings its own style sheet, so that a screen loads what it shows and nobody keeps a list. Mantine
 * names them alike: the class names of a component stand in `Button.module.mjs`, their rules in `styles/Button.layer.css`.
 * What other components build on stands first, in `src/browser/kit/styles.ts`.
 */
function mantineStyles(): Plugin {
  return {
    name: 'mantine-styles',
    transform(code, id) {
      const component = /@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/.exec(id)?.[1]
      return component && { code: `import '@mantine/core/styles/${component}.layer.css'\n${code}`, map: null }
    },
  }
}
