// Whoever hangs up before the answer: what was sent whole is done, what was not is not.

import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Body, ivrOptIn, post } from '../requests.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
});
afterAll(() => ledger.stop());

/** An opt-out as bytes of a request that announces `announced` bytes of body. */
function optOut(number: string, announced?: number): string {
  const body = JSON.stringify({ number, channel: 'web' });
  return (
    `POST /v1/opt-outs HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${ledger.keys.ingest}\r\n` +
    `content-type: application/json\r\ncontent-length: ${announced ?? Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

/** Sends these pieces one after the other and hangs up. */
async function hangUpAfter(...pieces: string[]): Promise<void> {
  const socket = connect(Number(new URL(ledger.url).port), '127.0.0.1');
  await once(socket, 'connect');
  for (const piece of pieces) {
    await new Promise((resolve) => socket.write(piece, resolve));
    if (pieces.length > 1) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  socket.destroy();
}

async function gateSays(number: string): Promise<string> {
  const question = { recipient: number, purpose: 'shipping_update', permit: false };
  const answer = await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, question);
  return ((await answer.json()) as Body).decision;
}

const agreed = async (number: string): Promise<void> => {
  await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
  expect(await gateSays(number)).toBe('allow');
};

test('an opt-out whose sender hangs up at once is recorded', async () => {
  await agreed('+919876543261');
  await hangUpAfter(optOut('+919876543261'));
  await expect.poll(() => gateSays('+919876543261')).toBe('deny');
});

test('an opt-out that comes in pieces is recorded, though its sender hangs up at the last', async () => {
  await agreed('+919876543262');
  const bytes = optOut('+919876543262');
  await hangUpAfter(bytes.slice(0, -20), bytes.slice(-20, -1), bytes.slice(-1));
  await expect.poll(() => gateSays('+919876543262')).toBe('deny');
});

test('a body that broke off is not acted on, whole though it looks', async () => {
  await agreed('+919876543263');
  await agreed('+919876543264');
  await hangUpAfter(optOut('+919876543263', 1000), '');
  // What came later is recorded: so would it be.
  await hangUpAfter(optOut('+919876543264'));
  await expect.poll(() => gateSays('+919876543264')).toBe('deny');
  expect(await gateSays('+919876543263')).toBe('allow');
});
