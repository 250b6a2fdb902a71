// Gets the browsers that a few tests want beside Chromium, where the system's packages have them. Run before
// the slow tests; says what it did. It never fails: an engine that is not here is skipped, and the run says
// so (engines.ts).

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hasApt, install } from '../../system-packages.ts';
import { ensureChromium } from '../chromium.ts';
import { firefox } from './firefox.ts';
import type { Engine } from './hands.ts';
import { webkit } from './webkit.ts';

const LIMIT_MS = 180_000;
/** `npm ci` takes them away, and then it is tried again. */
const failures = fileURLToPath(new URL('../../../node_modules/.cache/optmark-tests', import.meta.url));

async function get({ name, packages, missing }: Engine): Promise<string> {
  if (missing() === undefined) return `${name}: here`;
  const why = () => `${name}: not here, so its tests are skipped. ${missing()}`;
  if (!hasApt()) return why();
  const failed = `${failures}/no-${name}`;
  if (existsSync(failed)) return `${why()} (Installing it has failed before: ${failed})`;
  console.log(`no ${name} here: installing ${packages.join(', ')} with apt-get`);
  await install(packages, LIMIT_MS);
  if (missing() === undefined) return `${name}: installed`;
  mkdirSync(failures, { recursive: true });
  writeFileSync(failed, '');
  return why();
}

const { path } = await ensureChromium(console.log);
console.log(`Chromium: ${path}`);
for (const engine of [firefox, webkit]) console.log(await get(engine));
