// Builds the console: one page, its scripts and styles. What core uses of Node has the same stand-ins here as
// on the person's own page, so a check in the console is the check of `optmark verify`.

import { defineConfig } from 'vite';

const here = (path: string) => new URL(path, import.meta.url).pathname;

export default defineConfig({
  root: here('.'),
  base: '/console/',
  resolve: {
    alias: {
      'node:buffer': here('../http/person/browser/buffer.ts'),
      'node:crypto': here('../http/person/browser/node-crypto.ts'),
      'node:util': here('../http/person/browser/node-util.ts'),
    },
  },
  build: {
    outDir: here('../../.build/console'),
    // A server that reads it meanwhile must not find it gone.
    emptyOutDir: false,
    copyPublicDir: false,
    // The page's policy allows no script of a preload's own.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    target: ['chrome123', 'firefox128', 'safari17.5'],
  },
});
