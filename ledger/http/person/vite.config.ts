// Builds the script of the person's own page: the verifier of core, with small modules in the place of what
// it uses of Node.

import { defineConfig } from 'vite';

const here = (path: string) => new URL(path, import.meta.url).pathname;

export default defineConfig({
  root: here('../../..'),
  resolve: {
    alias: { 'node:crypto': here('./browser/node-crypto.ts'), 'node:util': here('./browser/node-util.ts') },
  },
  build: {
    outDir: '.build/person',
    emptyOutDir: false,
    copyPublicDir: false,
    modulePreload: false,
    reportCompressedSize: false,
    target: ['chrome111', 'firefox128', 'safari17'],
    rolldownOptions: {
      input: here('./browser/verify.ts'),
      output: { entryFileNames: 'verify.js', codeSplitting: false },
    },
  },
});
