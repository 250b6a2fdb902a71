// Every command of the guide on links and the hosted page, run as written against a real ledger.

import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeSite } from '../ledger/operations/setup/sites.ts';
import { environmentOf } from './cli/run.ts';
import { type HostingLedger, hostingLedger } from './http/hosted/hosted.ts';
import { linksOf } from './http/hosted/links.ts';
import { commandsOf, typed } from './support/typed.ts';

const guide = await readFile(new URL('../ledger/guides/links.md', import.meta.url), 'utf8');

let ledger: HostingLedger;
beforeAll(async () => {
  ledger = await hostingLedger();
  const demo = { site_key: ledger.hosted, api_keys: ledger.keys };
  writeFileSync(join(ledger.config.dataFolder, 'demo.json'), JSON.stringify(demo));
});
afterAll(() => ledger?.stop());
const { opened } = linksOf(() => ledger);

async function run(command: string): Promise<string> {
  const { host } = new URL(ledger.url);
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, ...environmentOf(ledger), OPTMARK_URL: ledger.url };
  const { status, stdout, stderr } = await typed(command, { host, folder: ledger.config.dataFolder, env });
  expect([command, status, stderr]).toEqual([command, 0, stderr]);
  return stdout;
}

test('the page shows how to switch it on, to make a link, to see and to revoke links', async () => {
  const [switchOn, ask, fromTerminal] = commandsOf(guide) as [string, string, string];
  // Another page of the ledger's own, as for a printed code: the guide's commands name theirs.
  await changeSite(ledger.ledger, ledger.business, ledger.site, { addOrigins: [ledger.url] });
  await changeSite(ledger.ledger, ledger.business, ledger.hosted, {
    addOrigins: ['https://fresh.example'],
    removeOrigins: [ledger.url],
  });
  const page = `${ledger.url}/in/${ledger.hosted}/order-updates`;
  expect((await fetch(page)).status).toBe(403);
  expect((await run(switchOn)).trim().split('\n').at(-1)).toBe(page);
  // The server, which has just refused it, has not had the command's process to tell it.
  expect((await fetch(page)).status).toBe(200);

  const answer = JSON.parse(await run(ask));
  expect(Object.keys(answer).toSorted()).toEqual(['expires_at', 'id', 'url']);
  expect(await opened(new URL(answer.url).hash.slice(1))).toMatchObject({ state: 'open', via: 'email' });

  const [made, ...list] = (await run(fromTerminal)).trim().split('\n');
  expect(await opened(new URL(made!).hash.slice(1))).toMatchObject({ state: 'open', via: 'sms' });
  expect(list.at(-1)).toBe(`${answer.id} is revoked`);
  expect(list).toContainEqual(expect.stringContaining(`${answer.id}  open  order-updates  by email`));
  expect(await opened(new URL(answer.url).hash.slice(1))).not.toMatchObject({ state: 'open' });
});
