// Builds what browsers load before the demo starts: the widget, the scripts of the person's own page and of a
// dispute pack, and the console. It builds each only if one of its sources is newer.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;

type Build = { what: string; built: string; sources: string[]; configFile: string };

const builds: Build[] = [
  {
    what: 'the widget',
    built: '.build/widget/widget.json',
    sources: ['widget', 'ledger/core', 'package.json', 'vite.config.ts'],
    configFile: 'vite.config.ts',
  },
  {
    what: 'the check in the browser',
    built: '.build/person/verify.js',
    sources: ['ledger/http/person', 'ledger/core', 'ledger/operations/verify/file.ts', 'package.json'],
    configFile: 'ledger/http/person/vite.config.ts',
  },
  {
    what: 'the check in a dispute pack',
    built: '.build/person/dispute.js',
    sources: [
      ...['ledger/http/dispute', 'ledger/http/person', 'ledger/core'],
      ...['ledger/operations/verify/file.ts', 'package.json'],
    ],
    configFile: 'ledger/http/dispute/vite.config.ts',
  },
  {
    what: 'the console',
    built: '.build/console/index.html',
    sources: ['ledger/console', 'ledger/http/person/browser', 'ledger/core', 'package.json'],
    configFile: 'ledger/console/vite.config.ts',
  },
];

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

for (const { what, built, sources, configFile } of builds) {
  const changed = Math.max(...sources.map((source) => newest(join(root, source))));
  const file = join(root, built);
  if (existsSync(file) && statSync(file).mtimeMs >= changed) continue;
  console.error(`building ${what} …`);
  // Always the production build, even where a test starts the demo.
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  // Each configuration names its own root.
  await build({ configFile: join(root, configFile), logLevel: 'warn' });
}
