// How vitest runs the tests; vite.config.ts hands it over.

import type { ViteUserConfig } from 'vitest/config';
import { projectNames, testFiles } from './projects.ts';

/** @param root the folder of vite.config.ts */
export function suite(root: string): NonNullable<ViteUserConfig['test']> {
  const files = testFiles(root);
  return {
    projects: projectNames.map((name) => ({ extends: true, test: { name, include: files[name] } })),
    // Test files share modules and globals: importing everything anew for each took most of the time.
    isolate: false,
    setupFiles: ['test/support/leave-no-trace.ts'],
    globalSetup: ['postgres/postgres-server', 'browser/widget-build', 'browser/browser-server'].map(
      (name) => `test/support/${name}.ts`,
    ),
    reporters: ['default', './test/support/closing-line.ts'],
    // Past these it is broken, on however busy a machine.
    expect: { poll: { timeout: 60_000 } },
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
  };
}
