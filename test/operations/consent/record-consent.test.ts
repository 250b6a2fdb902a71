// Opt-ins and opt-outs by a server: what is recorded, when it counts, and what a repeat is answered.

import { createSecretKey, randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { OptIn } from '../../../ledger/core/consent/command.ts';
import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import { toMoment } from '../../../ledger/core/when.ts';
import { recordOptIn, recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { publish, retire } from '../../../ledger/operations/notice/notices.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { orderUpdates } from '../../support/ledger.ts';
import { Clock } from '../clock.ts';
import { clock, ledger, shared, useClockedNode } from '../clocked-node.ts';
import { gateSays, ivrOptIn, optInByPhone, optInByTick, refusal, shop, spend, stop } from '../commands.ts';
import { numbers } from '../filled-ledger.ts';
import { startNode } from '../node.ts';

let number: string;
let used = 0;

useClockedNode();
beforeEach(() => {
  number = numbers[used++]!;
});

const nowIso = () => clock.now().toISOString();
const ago = (milliseconds: number) => new Date(clock.now().getTime() - milliseconds).toISOString();
const size = async () => (await ledger.log.latestCheckpoint())!.size;

async function recorded<Kind extends ConsentRecord['kind']>(id: string, kind: Kind) {
  const { record } = openRecord(ledger, (await ledger.records.byId(id))!);
  if (record.kind !== kind) throw new Error(`a record of kind ${record.kind}`);
  return record as ConsentRecord & { kind: Kind };
}

describe('an opt-in that is refused', () => {
  const refused = {
    'a notice nobody published': { notice: 'nothing' },
    'a version nobody published': { version: 2 },
    'a locale that was not written': { locale: 'fr' },
    'another text than was published': { text: 'I agree' },
    'a key that does not agree': { evidence: { call_id: 'c', key: '2', prompt: 'v1' } },
  };

  test.each(Object.entries(refused))('for %s leaves nothing behind', async (_why, over) => {
    const before = await size();
    expect(await refusal(optInByPhone(ledger, number, over))).toMatchObject({
      code: expect.stringMatching(/^(notice_unknown|not_admitted)$/),
    });
    expect(await size()).toBe(before);
    expect(await gateSays(ledger, number)).toMatchObject({ reasons: ['unknown_recipient'] });
  });

  test('has not spent its key: mended, it is recorded under the same', async () => {
    const once = spend(number);
    expect(await refusal(recordOptIn(ledger, ivrOptIn(number, { locale: 'fr' }), once))).toBeInstanceOf(
      Error,
    );
    expect(await recordOptIn(ledger, ivrOptIn(number), once)).toMatchObject({ replayed: false });
  });

  test('says where and why, and nothing of the person', async () => {
    const error = (await refusal(optInByPhone(ledger, number, { text: `call ${number}` }))) as Error;
    expect(error).toMatchObject({
      faults: [{ pointer: '/text', rule: 'clear_language/text_as_published' }],
    });
    expect(`${error.message} ${JSON.stringify(error)}`).not.toContain(number.slice(-4));
  });
});

describe('the same request under the same key', () => {
  const twice = (command: OptIn) => recordOptIn(ledger, command, spend(number));

  test('is answered with the same words, and recorded once', async () => {
    const { replayed: first, ...answer } = await twice(ivrOptIn(number));
    const { replayed: again, ...repeated } = await twice(ivrOptIn(number));
    expect([first, again]).toEqual([false, true]);
    expect(repeated).toEqual(answer);
  });

  test('keeps its first answer when the notice has been retired since', async () => {
    await publish(ledger, shop.business, { ...orderUpdates, id: 'for-a-while' }, 'test');
    const command = ivrOptIn(number, { notice: 'for-a-while' });
    const { replayed: _, ...answer } = await twice(command);
    await retire(ledger, shop.business, 'for-a-while', 'test');
    expect(await twice(command)).toEqual({ ...answer, replayed: true });
  });

  test('does not lend its answer to another request under a retired notice', async () => {
    await publish(ledger, shop.business, { ...orderUpdates, id: 'for-a-moment' }, 'test');
    const command = ivrOptIn(number, { notice: 'for-a-moment' });
    await twice(command);
    await retire(ledger, shop.business, 'for-a-moment', 'test');
    const other = spend(number, 'another request');
    expect(await refusal(recordOptIn(ledger, command, other))).toMatchObject({ code: 'notice_superseded' });
  });

  test('of an opt-out is recorded once too', async () => {
    const { replayed: _, ...answer } = await recordOptOut(ledger, stop(number), spend(number));
    expect(await recordOptOut(ledger, stop(number), spend(number))).toEqual({ ...answer, replayed: true });
  });
});

describe('when it happened', () => {
  test('is the moment of recording if nobody says otherwise', async () => {
    const { record } = await optInByPhone(ledger, number);
    const { occurred_at, recorded_at } = await recorded(record, 'opt_in');
    expect(occurred_at).toBe(recorded_at);
  });

  test('is what the server says of the past', async () => {
    const occurred_at = ago(1_000);
    const { record } = await optInByPhone(ledger, number, { occurred_at });
    expect(await recorded(record, 'opt_in')).toMatchObject({
      occurred_at: toMoment(occurred_at),
      recorded_at: toMoment(nowIso()),
    });
  });

  test('is now for a clock that is a little fast', async () => {
    const { record } = await optInByPhone(ledger, number, { occurred_at: ago(-1_500) });
    expect(await recorded(record, 'opt_in')).toMatchObject({ occurred_at: toMoment(nowIso()) });
  });

  test('is not believed of the future: the opt-in is refused', async () => {
    const error = await refusal(optInByPhone(ledger, number, { occurred_at: ago(-60_000) }));
    expect(error).toMatchObject({ code: 'invalid', faults: [{ pointer: '/occurred_at' }] });
  });

  test('never keeps an opt-out from being heard, however wrong the clock', async () => {
    await optInByPhone(ledger, number);
    await recordOptOut(ledger, stop(number, { occurred_at: ago(-86_400_000) }));
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  });

  test('is what the time of validity is counted from, to the millisecond', async () => {
    await publish(ledger, shop.business, { ...orderUpdates, id: 'a-month', valid_days: 30 }, 'test');
    await using ticking = await startNode(shared, { world: new Clock(clock.now().getTime(), 1) });
    const { record } = await optInByPhone(ticking.ledger, number, { notice: 'a-month' });
    const { occurred_at, valid_until } = await recorded(record, 'opt_in');
    expect(Date.parse(valid_until!) - Date.parse(occurred_at)).toBe(30 * 86_400_000);
    clock.pass(10_000);
  });
});

describe('after an opt-out', () => {
  const stopped = async () => {
    await optInByTick(ledger, number);
    await recordOptOut(ledger, stop(number));
  };

  test('an opt-in that happened before it changes nothing when it arrives late', async () => {
    const before = nowIso();
    clock.pass(5_000);
    await stopped();
    clock.pass(5_000);
    await optInByTick(ledger, number, { occurred_at: before });
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  });

  test('an opt-in that comes right after it grants, in the same millisecond too', async () => {
    await stopped();
    await optInByTick(ledger, number);
    clock.pass(1);
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'allow' });
  });

  test('an opt-in that is said to have happened in the same millisecond does not grant', async () => {
    await stopped();
    await optInByTick(ledger, number, { occurred_at: nowIso() });
    clock.pass(1);
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  });

  test('a weaker opt-in than the policy asks for does not grant', async () => {
    await stopped();
    clock.pass(1_000);
    const digest = 'a'.repeat(64);
    const paper = { channel: 'paper', evidence: { document_sha256: digest, signed: true } };
    await optInByPhone(ledger, number, paper);
    expect(await gateSays(ledger, number)).toMatchObject({
      decision: 'deny',
      reasons: ['withdrawn', 'grade_too_low_after_withdrawal'],
    });
  });
});

describe('an opt-out', () => {
  test('of somebody nobody knows is kept', async () => {
    const { record } = await recordOptOut(ledger, stop(number));
    expect(await gateSays(ledger, number)).toMatchObject({ reasons: ['withdrawn'], record });
  });

  test('of one purpose leaves the others', async () => {
    await optInByPhone(ledger, number);
    await recordOptOut(ledger, stop(number, { purposes: ['shipping_update'] }));
    expect(await gateSays(ledger, number, 'shipping_update')).toMatchObject({ decision: 'deny' });
    expect(await gateSays(ledger, number, 'payment_update')).toMatchObject({ decision: 'allow' });
  });

  test('finds the person in whatever form the number was written', async () => {
    await optInByPhone(ledger, number);
    await recordOptOut(ledger, stop(`00${number.slice(1, 4)} ${number.slice(4, 8)}-${number.slice(8)}`));
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  });

  test('of one business says nothing to another', async () => {
    await addBusiness(ledger, { id: 'other-shop', name: 'Other Shop' });
    await optInByPhone(ledger, number);
    await recordOptOut(ledger, stop(number, {}, { ...shop, business: 'other-shop' }));
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'allow' });
    expect(await gateSays(ledger, number, 'shipping_update', 'other-shop')).toMatchObject({
      decision: 'deny',
    });
  });

  test('finds a person who was recorded under an older pepper', async () => {
    await optInByPhone(ledger, number);
    const young = { version: 2, key: createSecretKey(randomBytes(32)) };
    const rotated = { ...ledger, keys: { ...ledger.keys, peppers: [young, ...ledger.keys.peppers] } };
    await recordOptOut(rotated, stop(number));
    for (const each of [ledger, rotated]) {
      expect(await gateSays(each, number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
    }
  });

  test('is heard where a node that did not know the new pepper yet had made the person anew', async () => {
    const young = { version: 2, key: createSecretKey(randomBytes(32)) };
    const rotated = { ...ledger, keys: { ...ledger.keys, peppers: [young, ...ledger.keys.peppers] } };
    await optInByPhone(rotated, number);
    await recordOptOut(ledger, stop(number));
    expect(await gateSays(rotated, number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  });
});
