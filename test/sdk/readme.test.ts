// Every example in the SDK's README, run as written against a whole ledger.

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '../../ledger/operations/setup/setup.ts';
import {
  createGate,
  type FollowOptions,
  followChanges,
  type GateOptions,
  type GateQuestion,
} from '../../ledger/sdk/gate.ts';
import { GatedSender } from '../support/gated-sender.ts';

const readme = await readFile(new URL('../../ledger/sdk/README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code]) => code!);
const recipient = '+919876543210';

let shop: GatedSender;
beforeAll(async () => {
  shop = await GatedSender.start();
  await shop.optIn(recipient);
});
afterAll(() => shop.stop());

type Run = (...given: unknown[]) => Promise<{ decision: string; sent: unknown }>;
const AsyncFunction = (async () => {}).constructor as new (...source: string[]) => Run;

test('the examples do what they say, in the order they stand there', async () => {
  const dispatched: GateQuestion[] = [];
  const { ledger } = shop;
  const copied: unknown[] = [];
  const enough = new AbortController();
  const given = {
    // The one thing that is not as written: where the ledger is.
    createGate: (options: GateOptions) => createGate({ ...options, url: shop.ledger.url }),
    gateKey: shop.ledger.keys.gate,
    recipient,
    phoneNumberId: shop.meta.phoneNumberId,
    accessToken: shop.token,
    orders: [
      { recipient, purpose: 'shipping_update' },
      { recipient: '+919876543211', purpose: 'shipping_update' },
    ],
    followChanges: (options: FollowOptions) => followChanges({ ...options, url: ledger.url }),
    feedKey: (await createApiKey(ledger.ledger, ledger.business, 'crm', ['changes:read'])).key,
    kept: undefined,
    signal: enough.signal,
    copy: (...change: unknown[]) => void copied.push(change),
    keep: () => copied.length > 0 && enough.abort(),
    dispatch: (question: GateQuestion) => void dispatched.push(question),
  };
  const source = blocks.join('\n').replace(/^import .*$/gm, '');
  const run = new AsyncFunction(...Object.keys(given), `${source}\nreturn { decision, sent };`);
  const { decision, sent } = await run(...Object.values(given));
  expect(decision).toBe('allow');
  expect(dispatched).toEqual([given.orders[0]]);
  expect(copied).toEqual([
    [expect.any(String), undefined, expect.objectContaining({ shipping_update: 'granted' })],
  ]);
  expect(sent).toMatchObject({ kind: 'sent' });
  expect(shop.cloud.sent).toHaveLength(1);
});
