import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip as gzipWithCallback } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const brotli = promisify(brotliCompress)
const gzip = promisify(gzipWithCallback)

/** Builds the workspace into `dist`, which the server hands out under `/app`. */
export default defineConfig({
  base: '/app/',
  plugins: [react(), mantineStyles(), compressed()],
  build: {
    outDir: 'dist',
    target: 'es2023',
    // Browsers that know light-dark(); taking it apart for older ones would need our own colour scheme in every file.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The server's content policy allows no inline script and no data: font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The start is one file on purpose, below.
    chunkSizeWarningLimit: 700,
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

/** Beside each file that shrinks, the same compressed as well as can be: the server sends it as it is. */
function compressed(): Plugin {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
  return {
    name: 'compressed',
    async writeBundle({ dir }, bundle) {
      for (const file of Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name))) {
        const whole = await readFile(join(dir!, file))
        await writeFile(join(dir!, `${file}.br`), await brotli(whole, quality))
        await writeFile(join(dir!, `${file}.gz`), await gzip(whole, { level: 9 }))
      }
    },
  }
}
