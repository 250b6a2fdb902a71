// Builds the widget before the demo starts, unless what was built is newer than everything it is built from.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const built = join(root, '.build/widget/widget.json');
const sources = ['widget', 'ledger/core', 'package.json', 'vite.config.ts'];

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const changed = Math.max(...sources.map((source) => newest(join(root, source))));
if (!existsSync(built) || statSync(built).mtimeMs < changed) {
  console.error('building the widget …');
  // Whoever starts the demo, from a test too: the widget people get is the production build.
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  await build({ root, logLevel: 'warn' });
}
