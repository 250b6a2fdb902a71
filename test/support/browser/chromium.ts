// Decides which Chromium the browser tests use, and gets one if there is none. Run by `npm test` before the
// tests: prints one line that says what it did, or the sentence a person needs.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { hasApt, install, onPath, run } from '../system-packages.ts';

export type Chromium = { path: string; source: string };

const ANSWER_LIMIT_MS = 20_000;
const APT_LIMIT_MS = 600_000;
// The download has been seen to hang for ever behind a proxy.
const PLAYWRIGHT_LIMIT_MS = 120_000;

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
// Arabic, Hebrew, the Indic scripts; then Chinese, Japanese, Korean. Without them their text is boxes.
const FONTS = ['fonts-noto-core', 'fonts-droid-fallback'];

/** The first Chromium that is here and answers: OPTMARK_CHROMIUM, Playwright's own, the system's. */
export function findChromium(): Chromium | undefined {
  const wanted = process.env.OPTMARK_CHROMIUM;
  // Named by a person: used or refused, never passed over for another.
  if (wanted) return answers(wanted) ? { path: wanted, source: 'OPTMARK_CHROMIUM' } : undefined;
  const candidates = [
    { path: chromium.executablePath(), source: "Playwright's own" },
    ...SYSTEM_NAMES.flatMap(onPath).map((path) => ({ path, source: "the system's" })),
  ];
  return candidates.find(({ path }) => existsSync(path) && answers(path));
}

/** Finds a Chromium, else installs one. @throws Error with what a person can do about it. */
export async function ensureChromium(log: (message: string) => void): Promise<Chromium> {
  const found = findChromium();
  if (found !== undefined) return found;
  if (process.env.OPTMARK_CHROMIUM) {
    throw new Error(
      `OPTMARK_CHROMIUM names ${process.env.OPTMARK_CHROMIUM}, which is not a Chromium that runs here.`,
    );
  }
  return (await installByApt(log)) ?? (await installByPlaywright(log)) ?? refuse();
}

// Seeing the file is not enough: Ubuntu's is a stub that asks for snap, and Playwright's may lack system
// libraries.
function answers(path: string): boolean {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: ANSWER_LIMIT_MS });
  return status === 0 && /Chrom/.test(stdout);
}

async function installByApt(log: (message: string) => void): Promise<Chromium | undefined> {
  if (!hasApt()) return undefined;
  log('no Chromium here: installing one with apt-get');
  if (!(await install(['chromium'], APT_LIMIT_MS))) return undefined;
  // Not worth failing for: without them a few scripts are drawn as boxes.
  await install(FONTS, APT_LIMIT_MS);
  return findChromium();
}

async function installByPlaywright(log: (message: string) => void): Promise<Chromium | undefined> {
  log(`downloading Playwright's Chromium (at most ${PLAYWRIGHT_LIMIT_MS / 1000} s)`);
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
  await run(process.execPath, [cli, 'install', 'chromium'], PLAYWRIGHT_LIMIT_MS);
  return findChromium();
}

function refuse(): never {
  throw new Error(
    'The browser tests need a Chromium and none could be installed: install the package "chromium" (or Google Chrome), ' +
      'or set OPTMARK_CHROMIUM to the path of one.',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { path, source } = await ensureChromium(console.log);
    console.log(`browser tests use ${source} Chromium: ${path}`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
