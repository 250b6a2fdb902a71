// Proof of ownership, by the clock: what time, a crash, another business and the verifier make of it. What it
// looks like over HTTP, and what an attacker would try, stands in test/http/ownership/ownership.test.ts.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeLifetimeMs } from '../../../ledger/auth/one-time-code.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { readHistory } from '../../../ledger/operations/history/read-history.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { askAsServer } from '../../../ledger/operations/ownership/ask.ts';
import { meetByCode, meetByMessage, ownershipState } from '../../../ledger/operations/ownership/meet.ts';
import { CodeRefused, type OwnershipMethod } from '../../../ledger/operations/ownership/store.ts';
import { addSender } from '../../../ledger/operations/setup/senders.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { orderUpdates } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { clock, ledger, shared, useClockedNode } from '../clocked-node.ts';
import { auditor, gateSays, optInByTick, refusal, stop } from '../commands.ts';

const hourMs = 3_600_000;
const sent: { number: string; code: string }[] = [];
const other = { business: 'other-shop', key: 'test' };

let withGateway: Ledger;
let number: string;
let used = 0;

useClockedNode();
beforeAll(async () => {
  await addBusiness(ledger, { id: other.business, name: 'Other Shop' });
  await publish(ledger, other.business, orderUpdates, 'test');
  for (const [at, business] of [auditor.business, other.business].entries()) {
    const sender = { phoneNumberId: `10654035224${at}`, number: '+14155550199', appSecret: 'a'.repeat(32) };
    await addSender(ledger, business, sender);
  }
  const codeSender = { send: async (message: (typeof sent)[number]) => void sent.push(message) };
  withGateway = { ...ledger, ownership: { ...ledger.ownership, codeSender } };
});
beforeEach(() => {
  used += 1;
  number = `+1415555${String(100 + used).padStart(4, '0')}`;
});

async function asked(record: string, method: OwnershipMethod, by = auditor.business) {
  const { answer, sending } = await askAsServer(
    withGateway,
    { record, method },
    { ...auditor, business: by },
  );
  await sending;
  return answer;
}

const written = (code: string, from = number.slice(1)) =>
  meetByMessage(ledger, auditor.business, { sender: '1', from, id: 'wamid.1', body: code });

const codeTo = (to = number) => sent.findLast((message) => message.number === to)!.code;

describe('time', () => {
  test('ends a challenge after fifteen minutes, whichever way it is met', async () => {
    const { record } = await optInByTick(ledger, number);
    const message = await asked(record, 'whatsapp');
    const typed = await asked(record, 'code');
    expect(Date.parse(message.expires_at)).toBe(clock.now().getTime() + codeLifetimeMs);
    clock.pass(codeLifetimeMs - 1);
    expect(await ownershipState(ledger, message.challenge)).toBe('waiting');
    clock.pass(1);
    expect(await ownershipState(ledger, message.challenge)).toBe('expired');
    expect(await written(message.text!)).toBe(false);
    expect(await meetByCode(ledger, typed.challenge, codeTo())).toBe('expired');
    expect(await gateSays(ledger, number)).toMatchObject({ grade: 'E2' });
  });

  test('a number that was sent a code is sent the next one a day later', async () => {
    const { record } = await optInByTick(ledger, number);
    await asked(record, 'code');
    clock.pass(23 * hourMs);
    await asked(record, 'code');
    expect(sent.filter((message) => message.number === number)).toHaveLength(1);
    clock.pass(hourMs);
    await asked(record, 'code');
    expect(sent.filter((message) => message.number === number)).toHaveLength(2);
  });

  test('a confirmation counts from the opt-in, not from when it came', async () => {
    const { record } = await optInByTick(ledger, number);
    const { text } = await asked(record, 'whatsapp');
    clock.pass(60_000);
    expect(await written(text!)).toBe(true);
    const { records } = await readHistory(ledger, auditor, { kind: 'number', value: number });
    const [given, confirmed] = records.map((entry) => entry.record as { occurred_at: string });
    expect(confirmed!.occurred_at).toBe(given!.occurred_at);
  });
});

describe('a challenge met twice', () => {
  test('after a crash between the record and the mark is met the second time by the same record', async () => {
    const { record } = await optInByTick(ledger, number);
    const { challenge, text } = await asked(record, 'whatsapp');
    const { challenges } = ledger.ownership;
    const crash = new Error('the node stopped here');
    const dying = { ...challenges, confirm: () => Promise.reject(crash) };
    const message = { sender: '1', from: number.slice(1), id: 'wamid.1', body: text! };
    const node = { ...ledger, ownership: { ...ledger.ownership, challenges: dying } };
    expect(await refusal(meetByMessage(node, auditor.business, message))).toBe(crash);
    expect(await gateSays(ledger, number)).toMatchObject({ grade: 'E4' });
    expect(await ownershipState(ledger, challenge)).toBe('waiting');
    expect(await written(text!)).toBe(true);
    expect(await ownershipState(ledger, challenge)).toBe('confirmed');
    const { records } = await readHistory(ledger, auditor, { kind: 'number', value: number });
    expect(records.filter(({ kind }) => kind === 'confirmed')).toHaveLength(1);
  });
});

describe('a withdrawal', () => {
  test('of everything ends the challenge; ticking again needs another', async () => {
    const { record } = await optInByTick(ledger, number);
    const { challenge, text } = await asked(record, 'whatsapp');
    await recordOptOut(ledger, stop(number));
    clock.pass(1_000);
    await optInByTick(ledger, number);
    expect(await written(text!)).toBe(false);
    expect(await ownershipState(ledger, challenge)).toBe('expired');
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'allow', grade: 'E2' });
  });

  test('of one purpose leaves the others to confirm', async () => {
    const { record } = await optInByTick(ledger, number);
    const { text } = await asked(record, 'whatsapp');
    await recordOptOut(ledger, stop(number, { purposes: ['shipping_update'] }));
    expect(await written(text!)).toBe(true);
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'deny' });
    expect(await gateSays(ledger, number, 'payment_update')).toMatchObject({ grade: 'E4' });
  });

  test('that came while the confirmation was on its way wins, though nobody saw it come', async () => {
    const { record } = await optInByTick(ledger, number);
    const { text } = await asked(record, 'whatsapp');
    // The look-up is answered from before the withdrawal, the commit comes after it.
    const before = await ledger.lookUp([]).then(() => ledger.lookUp);
    const late: Ledger = {
      ...ledger,
      lookUp: async (prefixes) => {
        const found = await before(prefixes);
        await recordOptOut(ledger, stop(number));
        return found;
      },
    };
    const message = { sender: '1', from: number.slice(1), id: 'wamid.1', body: text! };
    expect(await meetByMessage(late, auditor.business, message)).toBe(true);
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  });
});

describe('another business', () => {
  test('cannot be answered with our code', async () => {
    const { record } = await optInByTick(ledger, number);
    const { challenge, text } = await asked(record, 'whatsapp');
    const message = { sender: '1', from: number.slice(1), id: 'wamid.1', body: text! };
    expect(await meetByMessage(ledger, other.business, message)).toBe(false);
    expect(await ownershipState(ledger, challenge)).toBe('waiting');
  });

  test('cannot have the number rung a second time that day', async () => {
    await asked((await optInByTick(ledger, number)).record, 'code');
    const { record } = await optInByTick(ledger, number, {}, other);
    const answer = await asked(record, 'code', other.business);
    expect(answer).toMatchObject({ digits: 6 });
    expect(sent.filter((message) => message.number === number)).toHaveLength(1);
  });
});

test('a gateway that refused leaves the number free to be asked again, and the caller is told by nobody', async () => {
  const { record } = await optInByTick(ledger, number);
  const codeSender = { send: () => Promise.reject(new CodeRefused('no credit')) };
  const node = { ...ledger, ownership: { ...ledger.ownership, codeSender } };
  const { answer, sending } = await askAsServer(node, { record, method: 'code' }, auditor);
  expect(answer).toMatchObject({ method: 'code', digits: 6 });
  expect(await refusal(sending)).toBeInstanceOf(CodeRefused);
  clock.pass(codeLifetimeMs);
  await asked(record, 'code');
  expect(sent.filter((message) => message.number === number)).toHaveLength(1);
});

test('a ledger with confirmations in it verifies', async () => {
  const { record } = await optInByTick(ledger, number);
  await written((await asked(record, 'whatsapp')).text!);
  expect(await findingsIn(shared)).toEqual([]);
});
