// Builds the script of the page in a dispute pack: the verifier of core, as the person's page has it.

import { defineConfig } from 'vite';

const here = (path: string) => new URL(path, import.meta.url).pathname;

export default defineConfig({
  root: here('../../..'),
  resolve: {
    alias: {
      'node:crypto': here('../person/browser/node-crypto.ts'),
      'node:util': here('../person/browser/node-util.ts'),
    },
  },
  build: {
    outDir: '.build/person',
    emptyOutDir: false,
    copyPublicDir: false,
    modulePreload: false,
    reportCompressedSize: false,
    target: ['chrome111', 'firefox128', 'safari17'],
    rolldownOptions: {
      input: here('./browser/check-pack.ts'),
      output: { entryFileNames: 'dispute.js', codeSplitting: false },
    },
  },
});
