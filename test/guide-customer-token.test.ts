// The three ways to make a customer token that the web developer's guide shows, taken from the page and run:
// the ledger must believe what they make. Python and Node are on every machine that runs the tests; PHP where
// it is.

import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCustomerToken, formatCustomerSecret } from '../ledger/auth/customer-token.ts';

const guide = await readFile(new URL('../ledger/guides/web-developer.md', import.meta.url), 'utf8');
const section = guide.slice(guide.indexOf('## Recommended: let your server'), guide.indexOf('## Bring back'));
const server = section.slice(section.indexOf('optmark site token-secret'));
const code = (language: string) =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(server)![1]!;

const site = 'pk_4kJ8mZt0QX2v7bN1cR5sW9yD';
const secret = formatCustomerSecret(Buffer.alloc(32, 0xfb));
const number = '+919876543210';
const customer = 'customer "1042" é';
const env = { ...process.env, OPTMARK_SITE: site, OPTMARK_CUSTOMER_SECRET: secret };

let folder: string;
beforeAll(async () => {
  // Inside the repository, so that the example finds jose as a shop's server would.
  const build = new URL('../.build', import.meta.url).pathname;
  await mkdir(build, { recursive: true });
  folder = await mkdtemp(join(build, 'customer-token-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a file with the number and the customer as its arguments; what it prints is the token. */
async function made(program: string, name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return execFileSync(program, [file, number, customer], { env, encoding: 'utf8', cwd: tmpdir() }).trim();
}

const has = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

async function expectBelieved(token: string): Promise<void> {
  const now = new Date();
  expect(await checkCustomerToken(token, { site, secrets: [secret], now })).toEqual({
    kind: 'valid',
    customer: { number, externalId: customer },
  });
  const later = new Date(now.getTime() + 12 * 60_000);
  const check = await checkCustomerToken(token, { site, secrets: [secret], now: later });
  expect(check).toEqual({ kind: 'expired', customer: { number, externalId: customer } });
}

describe('a customer token made as the guide says is believed, for some minutes', () => {
  test('in Node', async () => {
    const ask = '\nconsole.log(await customerToken(...process.argv.slice(2)));\n';
    await expectBelieved(await made(process.execPath, 'token.mjs', code('js') + ask));
  });

  test('in Python', async () => {
    const ask = '\nimport sys\nprint(customer_token(sys.argv[1], sys.argv[2]))\n';
    await expectBelieved(await made('python3', 'token.py', code('python') + ask));
  });

  test('in PHP', async (context) => {
    if (!has('php')) return context.skip('php is not on this machine');
    await expectBelieved(
      await made('php', 'token.php', `${code('php')}\necho customer_token($argv[1], $argv[2]);\n`),
    );
  });
});
