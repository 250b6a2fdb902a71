// One file for both tools: `vite build` makes the widget that browsers load, vitest (mode `test`) reads
// `test` below.
import { defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };
import { developerFiles } from './widget/build/custom-elements.ts';
import { leanLit } from './widget/build/lean-lit.ts';
import { target } from './widget/build/parts.ts';
import { tightTemplates } from './widget/build/tight-templates.ts';
import { widgetFiles } from './widget/build/widget-files.ts';

export default defineConfig(async ({ mode }) => ({
  root: import.meta.dirname,
  // App mode on purpose: library mode leaves white space in ES modules, a third more bytes.
  build: {
    outDir: '.build/widget',
    // Both files are always written anew; a server that reads them meanwhile must not find them gone.
    emptyOutDir: false,
    copyPublicDir: false,
    modulePreload: false,
    reportCompressedSize: false,
    target,
    rolldownOptions: {
      input: 'widget/optmark.ts',
      // One file: an SRI digest on a module does not cover what it imports. What is loaded later has digests
      // of its own.
      output: { entryFileNames: `${manifest.version}/optmark.js`, codeSplitting: false },
    },
  },
  define: { OPTMARK_VERSION: JSON.stringify(manifest.version) },
  plugins: [
    tightTemplates(),
    leanLit(),
    widgetFiles(import.meta.dirname, manifest.version),
    developerFiles(import.meta.dirname, manifest.version),
  ],
  // Only then: finding out which test belongs where reads them all.
  ...(mode === 'test' && { test: (await import('./test/support/suite.ts')).suite(import.meta.dirname) }),
}));
