// One file for both tools: `vite build` makes the widget that browsers load, vitest reads `test` below.
import { defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };
import { published } from './widget/published.ts';
import { tightTemplates } from './widget/tight-templates.ts';

export default defineConfig({
  // App mode on purpose: library mode leaves white space in ES modules, a third more bytes.
  build: {
    outDir: '.build/widget',
    // Both files are always written anew; a server that reads them meanwhile must not find them gone.
    emptyOutDir: false,
    copyPublicDir: false,
    modulePreload: false,
    reportCompressedSize: false,
    target: ['chrome111', 'firefox128', 'safari17'],
    rolldownOptions: {
      input: 'widget/optmark.ts',
      // One file: an SRI digest on a module does not cover what the module imports.
      output: { entryFileNames: 'optmark.js', codeSplitting: false },
    },
  },
  define: { OPTMARK_VERSION: JSON.stringify(manifest.version) },
  plugins: [tightTemplates(), published(manifest.version)],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/postgres-server.ts'],
    reporters: ['default', './test/support/closing-line.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
