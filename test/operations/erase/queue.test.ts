// A stop that waits while a person is erased: it goes first, as it does before all else, and is never lost.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecordOf } from '../../../ledger/core/consent/record.ts';
import { LedgerError } from '../../../ledger/core/error.ts';
import type { Draft } from '../../../ledger/operations/append/draft.ts';
import { eraseBy } from '../../../ledger/operations/erase/erase.ts';
import { previewErasure } from '../../../ledger/operations/erase/preview.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { access, optOutOf, placed } from '../append/drafts.ts';
import { Turnstile } from '../append/turnstile.ts';
import { Clock } from '../clock.ts';
import { gateSays, optInByTick, shop } from '../commands.ts';
import { type Node, startNode } from '../node.ts';

const batchMax = 4;
const turnstile = new Turnstile();
let shared: TestLedger;
let node: Node;
beforeAll(async () => {
  shared = await testLedger();
  const limits = { queueMax: 400, reservedForStops: 100, batchMax };
  node = await startNode(shared, { world: new Clock(), around: turnstile.around, limits });
});
afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await shared?.stop();
});

/** The erasure of this person as it is confirmed, on its way to the log. */
async function erasureOf(value: string): Promise<Draft> {
  const { promise, resolve } = Promise.withResolvers<Draft>();
  const submit = async (draft: Draft) => {
    resolve(draft);
    return { kind: 'refused', error: new LedgerError('overloaded', 'Only looked at.') } as const;
  };
  const officer = { key: 'officer', business: shop.business, scopes: ['erase' as const] };
  const { token } = await previewErasure(node.ledger, officer, { kind: 'number', value });
  await eraseBy({ ...node.ledger, sequencer: { submit } }, officer, token, 'asked_by_person').catch(() => {});
  return promise;
}

/** Submits these while a commit is under way; they are placed, in this order. */
async function behindACommit(drafts: readonly Draft[]) {
  turnstile.close();
  const first = node.ledger.sequencer.submit(await access(node.ledger));
  await turnstile.waiting;
  const outcomes = drafts.map((draft) => node.ledger.sequencer.submit(draft));
  turnstile.open();
  const { treeSize } = placed(await first);
  return { size: treeSize, records: (await Promise.all(outcomes)).map(placed) };
}

const isStopped = { decision: 'deny', reasons: ['withdrawn'] };

test('overtakes the erasure and what waits before it; of the erased person, it stands in the stone', async () => {
  const [erased, other] = ['+919876543274', '+919876543275'] as const;
  for (const number of [erased, other]) await optInByTick(node.ledger, number);
  const before = await Promise.all(Array.from({ length: 3 * batchMax }, () => access(node.ledger)));
  const stops = [erased, other].map((number) => optOutOf(node.ledger, number));
  const waiting = [...before, await erasureOf(erased), await access(node.ledger), ...stops];
  const { size, records } = await behindACommit(waiting);
  const [taken, later, ...stopped] = records.slice(before.length);
  for (const { leafIndex } of stopped) expect(leafIndex).toBeLessThan(size + batchMax);
  // What else came before the erasure is before it, and what came after it is behind it.
  for (const { leafIndex } of records.slice(0, before.length))
    expect(leafIndex).toBeLessThan(taken!.leafIndex);
  expect(later!.leafIndex).toBeGreaterThan(taken!.leafIndex);
  const [stone] = (taken!.record as RecordOf<'erased'>).stones;
  expect(stone!.state.stops).toHaveProperty('*');
  for (const number of [erased, other]) expect(await gateSays(node.ledger, number)).toMatchObject(isStopped);
});

test('goes before an erasure that is next', async () => {
  const number = '+919876543276';
  await optInByTick(node.ledger, number);
  const { records } = await behindACommit([await erasureOf(number), optOutOf(node.ledger, number)]);
  const [erased, stopped] = records;
  expect(stopped!.leafIndex).toBeLessThan(erased!.leafIndex);
  expect(await gateSays(node.ledger, number)).toMatchObject(isStopped);
});

test('left a whole ledger', async () => {
  expect(await findingsIn(shared)).toEqual([]);
});
