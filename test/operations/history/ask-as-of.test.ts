import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Purpose } from '../../../ledger/core/notice/purpose.ts';
import { toMoment } from '../../../ledger/core/when.ts';
import { recordOptIn, recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { ask as askGate, type GateAnswer } from '../../../ledger/operations/gate/ask.ts';
import { askAsOf } from '../../../ledger/operations/history/ask-as-of.ts';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { addSender } from '../../../ledger/operations/setup/senders.ts';
import { hearTemplates, mapTemplate } from '../../../ledger/operations/template/templates.ts';
import { orderUpdates } from '../../support/ledger.ts';
import { clock, ledger, shared, useClockedNode } from '../clocked-node.ts';
import { auditor, gateSays, ivrOptIn, optInByTick, stop } from '../commands.ts';

useClockedNode();

const day = 86_400_000;
const business = 'fresh-produce';
const personOf = (number: string) => ({ kind: 'number', value: number }) as const;
const about = (number: string, purpose: Purpose = 'shipping_update') => ({
  question: { purpose, scope: 'message' as const },
  recipient: personOf(number),
});
const asOf = (number: string, moment: { at?: string; treeSize?: number }, purpose?: Purpose) =>
  askAsOf(ledger, auditor, about(number, purpose), moment);

type Step = { do: 'opt_in' | 'offers' | 'opt_out' | 'opt_out_marketing' | 'ask'; who: number; days: number };
const anyStep: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('opt_in', 'offers', 'opt_out', 'opt_out_marketing', 'ask', 'ask'),
  who: fc.integer({ min: 0, max: 1 }),
  days: fc.integer({ min: 0, max: 20 }),
});

let people = 0;
const numberOf = (who: number) => `+9198765432${String((people + who) % 100).padStart(2, '0')}`;

async function take({ do: what, who }: Step): Promise<void> {
  const number = numberOf(who);
  if (what === 'opt_in') await recordOptIn(ledger, ivrOptIn(number));
  if (what === 'offers') await recordOptIn(ledger, ivrOptIn(number, { notice: 'offers' }));
  if (what === 'opt_out') await recordOptOut(ledger, stop(number));
  if (what === 'opt_out_marketing') await recordOptOut(ledger, stop(number, { purposes: ['marketing'] }));
}

test('the answer is the one that the gate gave then, by tree size and by moment', async () => {
  await publish(
    ledger,
    business,
    { ...orderUpdates, id: 'offers', purposes: ['marketing'], valid_days: 30 },
    'test',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 3, maxLength: 12 }), async (steps) => {
      people += 2;
      const given: { number: string; purpose: Purpose; at: string; answer: GateAnswer }[] = [];
      for (const step of steps) {
        await take(step);
        clock.pass(1);
        const number = numberOf(step.who);
        for (const purpose of ['shipping_update', 'marketing'] as const) {
          const at = clock.now().toISOString();
          given.push({ number, purpose, at, answer: await gateSays(ledger, number, purpose) });
        }
        clock.pass(1 + step.days * day);
      }
      for (const { number, purpose, at, answer } of given) {
        const { tree_size: treeSize, ...decision } = answer;
        expect(await asOf(number, { at, treeSize }, purpose)).toMatchObject(decision);
        expect(await asOf(number, { at }, purpose)).toMatchObject(decision);
      }
    }),
    { numRuns: 8 },
  );
});

describe('of a template', () => {
  const account = '102290129340398';
  const number = '+14155550170';
  const recipient = personOf(number);
  const template = { name: 'order_shipped', language: 'en_US' };
  const key = { account, ...template };
  const ask = async () => {
    const asked = { business, question: { scope: 'message', template }, recipient } as const;
    return (await askGate(ledger, asked, { permit: false })).answer;
  };
  const asOfTemplate = (moment: { at?: string; treeSize?: number }, over: object = {}) =>
    askAsOf(ledger, auditor, { question: { scope: 'message', template, ...over }, recipient }, moment);
  const tell = (said: object) =>
    hearTemplates(ledger, business, [{ ...key, at: clock.now().toISOString(), ...said }]);

  test('the answer is the one that the gate gave then, whatever Meta has said since', async () => {
    await recordOptIn(ledger, ivrOptIn(number));
    const announced = {
      category: 'MARKETING',
      from: new Date(clock.now().getTime() + 5 * day).toISOString(),
    };
    const steps = [
      () =>
        mapTemplate(ledger, business, { ...key, purpose: 'shipping_update', category: 'UTILITY' }, 'test'),
      () => tell({ category: 'MARKETING' }),
      () => tell({ category: 'UTILITY' }),
      () => tell({ status: 'PAUSED' }),
      () => tell({ status: 'APPROVED' }),
      () => tell({ category: 'UTILITY', announced }),
      async () => clock.pass(6 * day),
      () => tell({ category: 'UTILITY' }),
      () => recordOptOut(ledger, stop(number)),
    ];
    const given = [];
    for (const step of [async () => {}, ...steps]) {
      await step();
      given.push({ at: clock.now().toISOString(), answer: await ask() });
      clock.pass(1_000);
    }
    expect(given.map(({ answer }) => answer.reasons[0])).toEqual([
      ...['template_unmapped', 'granted', 'no_consent', 'granted', 'template_not_approved'],
      ...['granted', 'granted', 'no_consent', 'granted', 'withdrawn'],
    ]);
    for (const { at, answer } of given) {
      const { tree_size: treeSize, ...decision } = answer;
      expect(await asOfTemplate({ at, treeSize })).toMatchObject(decision);
      expect(await asOfTemplate({ at })).toMatchObject(decision);
    }
  });

  test('the evidence is its records by then, each with its proof, beside the person’s', async () => {
    const now = clock.now().toISOString();
    const { records, template_records: ofTemplate, proof_tree_size } = await asOfTemplate({ at: now });
    expect(records.map(({ kind }) => kind)).toEqual(['opt_in', 'opt_out']);
    expect(ofTemplate.map(({ kind }) => kind)).toEqual(Array(7).fill('template_changed'));
    for (const { leaf_index, inclusion } of ofTemplate) {
      expect(leaf_index).toBeLessThan(proof_tree_size);
      expect(inclusion.length).toBeGreaterThan(0);
    }
    const first = ofTemplate[0]!.leaf_index;
    expect((await asOfTemplate({ treeSize: first + 1 })).template_records).toHaveLength(1);
    expect((await asOfTemplate({ treeSize: first })).template_records).toEqual([]);
  });

  test('in two accounts it must have been allowed in both, unless the sender is named', async () => {
    const other = { ...key, account: '999999999' };
    const sender = '106540352242922';
    const appSecret = 'a'.repeat(32);
    await addSender(ledger, business, { phoneNumberId: sender, wabaId: account, number, appSecret });
    await optInByTick(ledger, number);
    await mapTemplate(ledger, business, { ...other, purpose: 'marketing', category: 'MARKETING' }, 'test');
    clock.pass(1_000);
    const at = clock.now().toISOString();
    expect(await asOfTemplate({ at })).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
    expect(await asOfTemplate({ at }, { sender })).toMatchObject({ reasons: ['granted'] });
    const nobodys = asOfTemplate({ at }, { sender: '555555555' });
    await expect(nobodys).rejects.toMatchObject({ code: 'invalid' });
  });
});

test('a size alone is judged by the moment at which the log came to have it, also by another’s record', async () => {
  const number = '+14155550171';
  await recordOptIn(ledger, ivrOptIn(number, { notice: 'offers' }));
  const { size: before } = (await ledger.log.latestCheckpoint())!;
  clock.pass(31 * day);
  await recordOptIn(ledger, ivrOptIn('+14155550172'));
  const since = clock.now().toISOString();
  const { size: after } = (await ledger.log.latestCheckpoint())!;
  clock.pass(day);
  expect(await asOf(number, { treeSize: before }, 'marketing')).toMatchObject({ decision: 'allow' });
  const expired = await asOf(number, { treeSize: after }, 'marketing');
  expect(expired).toMatchObject({ reasons: ['expired'], at: toMoment(since) });
});

describe('of one person', () => {
  const number = '+14155550160';

  test('before anything was recorded, they were unknown', async () => {
    const before = clock.now().toISOString();
    clock.pass(1_000);
    await recordOptIn(ledger, ivrOptIn(number));
    const answer = await asOf(number, { at: before });
    expect(answer).toMatchObject({ decision: 'deny', reasons: ['unknown_recipient'], records: [] });
    expect(answer).not.toHaveProperty('record');
  });

  test('the evidence is what bears on the purpose, each record with its proof', async () => {
    await recordOptOut(ledger, stop(number, { purposes: ['marketing'] }));
    clock.pass(1_000);
    const { records, record, proof_tree_size } = await asOf(number, { at: clock.now().toISOString() });
    expect(records.map(({ kind, id }) => [kind, id])).toEqual([['opt_in', record]]);
    expect(records[0]!.leaf_index).toBeLessThan(proof_tree_size);
    expect(records[0]).toHaveProperty('inclusion');
  });

  test('a permit’s size and second give its answer, though the opt-in came later in that second', async () => {
    const other = '+14155550165';
    clock.pass(2_000 - (clock.now().getTime() % 1_000) - 300);
    await recordOptIn(ledger, ivrOptIn(other));
    clock.pass(100);
    const { answer } = await askGate(ledger, { business, ...about(other) }, { permit: true });
    const { permit, tree_size: treeSize } = answer;
    const { iat } = JSON.parse(Buffer.from(permit!.split('.')[1]!, 'base64url').toString());
    const at = new Date(iat * 1000).toISOString();
    expect(await asOf(other, { at, treeSize })).toMatchObject({ decision: 'allow' });
    expect(await asOf(other, { at })).toMatchObject({ reasons: ['unknown_recipient'] });
  });

  test('a withdrawal that came later is not there', async () => {
    const { tree_size: treeSize } = await gateSays(ledger, number);
    await recordOptOut(ledger, stop(number));
    clock.pass(1_000);
    expect(await asOf(number, { treeSize })).toMatchObject({ decision: 'allow' });
    expect(await asOf(number, { at: clock.now().toISOString() })).toMatchObject({ reasons: ['withdrawn'] });
  });
});

test('what is to come is refused, and nothing is recorded of that', async () => {
  const { size } = (await ledger.log.latestCheckpoint())!;
  const tomorrow = new Date(clock.now().getTime() + day).toISOString();
  await expect(asOf('+14155550161', { at: tomorrow })).rejects.toMatchObject({ code: 'invalid' });
  await expect(asOf('+14155550161', { treeSize: size + 1 })).rejects.toMatchObject({ code: 'invalid' });
  expect((await ledger.log.latestCheckpoint())!.size).toBe(size);
});

test('that somebody looked is recorded, also where nobody was found', async () => {
  const { size } = (await ledger.log.latestCheckpoint())!;
  await asOf('+14155550162', { treeSize: 0 });
  expect((await ledger.log.latestCheckpoint())!.size).toBe(size + 1);
});

test('a person of another business is a stranger', async () => {
  const other = { ...auditor, business: 'other' };
  const { addBusiness } = await import('../../../ledger/operations/setup/setup.ts');
  await addBusiness(shared.ledger, { id: 'other', name: 'Other' });
  const asked = about('+14155550160');
  const answer = await askAsOf(ledger, other, asked, { treeSize: 1 });
  expect(answer).toMatchObject({ reasons: ['unknown_recipient'], records: [] });
});
