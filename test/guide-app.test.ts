// The example in the app developer's guide, taken from the page and run against a whole ledger; and that the
// page leaves out nothing of what is signed.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appOptInClaimsSchema } from '../ledger/channels/web/web.ts';
import { changeSite } from '../ledger/operations/setup/sites.ts';
import { makeAppKey, OptmarkApp, type Outcome } from '../ledger/sdk/app/client.ts';
import { type Body, post } from './http/requests.ts';
import { type TestLedger, testLedger } from './support/ledger.ts';

const guide = readFileSync(new URL('../ledger/guides/app.md', import.meta.url), 'utf8');
const code = /^```ts\n([\s\S]*?)^```$/m.exec(guide)![1]!.replace(/^import .*$/m, '');
const number = '+919876543290';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
  await changeSite(ledger.ledger, ledger.business, ledger.site, { addOrigins: ['app:com.fresh.shop'] });
});
afterAll(() => ledger.stop());

type Run = (...given: unknown[]) => Promise<{ outcome: Outcome; sentence: string }>;
const AsyncFunction = (async () => {}).constructor as new (...source: string[]) => Run;

test('the example opts in, and takes back where the person has changed their mind', async () => {
  let stored: string | undefined;
  const key = await makeAppKey();
  const given = {
    ...{ OptmarkApp, ledger: ledger.url, site: ledger.site, number },
    keyStore: { key: async () => key },
    store: {
      read: async () => stored,
      write: async (text: string) => {
        stored = text;
      },
    },
  };
  const decisions: string[] = [];
  for (const changedMind of [false, true]) {
    const names = [...Object.keys(given), 'changedMind'];
    const run = new AsyncFunction(...names, `${code}\nreturn { outcome, sentence };`);
    const { outcome, sentence } = await run(...Object.values(given), changedMind);
    expect(outcome).toMatchObject({ kind: 'saved', grade: 'E3' });
    expect(sentence).toContain('XXXXXX3290');
    const asked = { recipient: number, purpose: 'shipping_update' };
    const answer = await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, asked);
    decisions.push(((await answer.json()) as Body).decision);
  }
  expect(decisions[0]).toBe('allow');
  expect(JSON.parse(stored!)).not.toHaveProperty('record');
});

test('the page names every field of what is signed', () => {
  const { evidence, ...claims } = appOptInClaimsSchema.shape;
  const { shown: signed, ...screen } = evidence.shape;
  const shown = signed.unwrap().unwrap();
  const fields = [claims, screen, shown.shape, shown.shape.gesture.shape].flatMap((one) => Object.keys(one));
  const named = new Set([...guide.matchAll(/`(\w+)`/g)].map(([, name]) => name));
  expect(fields.filter((field) => !named.has(field))).toEqual([]);
});
