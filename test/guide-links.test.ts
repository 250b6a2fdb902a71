// Every command of the guide on links and the hosted page, taken from the page and run against a real ledger.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endSite } from '../ledger/operations/setup/sites.ts';
import { environmentOf, optmark } from './cli/run.ts';
import { type HostingLedger, hostingLedger } from './http/hosted/hosted.ts';
import { linksOf } from './http/hosted/links.ts';

const guide = readFileSync(new URL('../ledger/guides/links.md', import.meta.url), 'utf8');
const commands = [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
  .flatMap(([, text]) => text!.replaceAll('\\\n', ' ').split('\n'))
  .filter((line) => line !== '');

let ledger: HostingLedger;
beforeAll(async () => {
  ledger = await hostingLedger();
});
afterAll(() => ledger?.stop());
const { made, opened } = linksOf(() => ledger);

/** A line of the page as it would be here. */
const here = (line: string, link: string) =>
  line
    .replaceAll('https://ledger.example', ledger.url)
    .replaceAll('pk_4kJ8mZt0QX2v7bN1cR5sW9yD', ledger.site)
    .replaceAll('acme', ledger.business)
    .replaceAll('019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10', link);

async function run(line: string): Promise<string> {
  if (line.startsWith('curl ')) {
    const env = { ...process.env, OPTMARK_KEY: ledger.keys.ingest };
    return (await promisify(execFile)('bash', ['-c', line], { env })).stdout;
  }
  const [, args] = /^npm run -s optmark -- (.*)$/.exec(line)!;
  const environment = { ...environmentOf(ledger), OPTMARK_URL: ledger.url };
  const { code, stdout, stderr } = await optmark(args!.split(/\s+/), environment);
  expect([line, code, stderr]).toEqual([line, 0, stderr]);
  return stdout;
}

test('the page shows how to switch it on, to make a link, to see and to revoke links', async () => {
  expect(commands).toHaveLength(5);
  // The site of the guide is then the only one that the ledger shows.
  await endSite(ledger.ledger, ledger.business, ledger.hosted);
  const [switchOn, ask, make, list, revoke] = commands as [string, string, string, string, string];
  await run(here(switchOn, ''));
  ledger.hosting.setup.forget();
  const page = await fetch(`${ledger.url}/in/${ledger.site}/order-updates`);
  expect(page.status).toBe(200);

  const answer = JSON.parse(await run(here(ask, '')));
  expect(Object.keys(answer).toSorted()).toEqual(['expires_at', 'id', 'url']);
  expect(await opened(new URL(answer.url).hash.slice(1))).toMatchObject({ state: 'open', via: 'email' });

  const printed = (await run(here(make, ''))).trim();
  expect(await opened(new URL(printed).hash.slice(1))).toMatchObject({ state: 'open', via: 'sms' });

  expect(await run(here(list, ''))).toContain(`${answer.id}  open  order-updates  by email`);
  await run(here(revoke, answer.id));
  expect(await run(here(list, ''))).toContain(`${answer.id}  revoked`);
  expect((await made()).url).toContain('/in#');
});
