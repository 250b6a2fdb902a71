// Which notice may be agreed to now: the newest, the one before it for a day, and none that was retired.

import { beforeEach, describe, expect, test } from 'vitest';
import { findNotice, supersededGraceMs } from '../../../ledger/operations/notice/find-notice.ts';
import { publish, retire } from '../../../ledger/operations/notice/notices.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { orderUpdates } from '../../support/ledger.ts';
import { clock, ledger, shared, useClockedNode } from '../clocked-node.ts';
import { optInByPhone, refusal, shop } from '../commands.ts';

let id: string;
let used = 0;

useClockedNode();
beforeEach(() => {
  id = `notice-${used++}`;
});

const publishNext = (on = ledger) => publish(on, shop.business, { ...orderUpdates, id }, 'test');
const retireIt = () => retire(ledger, shop.business, id, 'test');
const find = (version?: number, on = ledger) => findNotice(on, shop.business, id, version);
const found = async (version?: number) => (await find(version)).notice.version;
const refused = { code: 'notice_superseded', faults: [{ pointer: '/notice', rule: 'current' }] };

describe('a version', () => {
  test('is the newest one if none is named', async () => {
    await publishNext();
    expect(await found()).toBe(1);
    await publishNext();
    expect(await found()).toBe(2);
  });

  test('that was superseded is good for a day, to the millisecond, and then refused', async () => {
    await publishNext();
    await publishNext();
    clock.pass(supersededGraceMs);
    expect(await found(1)).toBe(1);
    expect(await optInByPhone(ledger, '+919876543200', { notice: id, version: 1 })).toHaveProperty('record');
    clock.pass(1);
    expect(await refusal(find(1))).toMatchObject(refused);
    const late = optInByPhone(ledger, '+919876543201', { notice: id, version: 1 });
    expect(await refusal(late)).toMatchObject({ code: 'notice_superseded' });
    expect(await found(2)).toBe(2);
  });

  test('has its own day: what superseded it may be superseded as well', async () => {
    await publishNext();
    await publishNext();
    clock.pass(supersededGraceMs - 1_000);
    await publishNext();
    clock.pass(1_001);
    expect(await refusal(find(1))).toMatchObject(refused);
    expect(await found(2)).toBe(2);
  });

  test.each([2, 1_000_000])('that nobody published is unknown: %d', async (version) => {
    await publishNext();
    expect(await refusal(find(version))).toMatchObject({ code: 'notice_unknown' });
  });

  test('that another node published a moment ago is known, whatever this one remembers', async () => {
    await publishNext();
    expect(await found()).toBe(1);
    await publishNext(shared.ledger);
    expect(await found(2)).toBe(2);
  });
});

describe('a retired notice', () => {
  test('admits nobody, under no version, not even the one that was superseded a moment ago', async () => {
    await publishNext();
    await publishNext();
    await retireIt();
    for (const version of [undefined, 1, 2]) expect(await refusal(find(version))).toMatchObject(refused);
  });

  test('that is published again admits under its new version alone', async () => {
    await publishNext();
    await retireIt();
    await publishNext();
    expect(await found()).toBe(2);
    expect(await refusal(find(1))).toMatchObject(refused);
  });
});

test('a notice of another business is as unknown as none', async () => {
  await addBusiness(ledger, { id: 'other-shop', name: 'Other Shop' });
  await publishNext();
  const foreign = await refusal(findNotice(ledger, 'other-shop', id));
  expect(foreign).toMatchObject({ code: 'notice_unknown' });
  expect(foreign).toEqual(await refusal(findNotice(ledger, 'other-shop', 'nothing')));
});
