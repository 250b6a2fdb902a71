// When a record is recorded follows from its place in the log and the database's clock, from nothing else:
// neither from what is known of its person, nor from how many were recorded beside it.

import { validate, version } from 'uuid';
import { expect, test } from 'vitest';
import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import { microsAt, microsOf } from '../../../ledger/core/when.ts';
import { recordId } from '../../../ledger/operations/append/uuid.ts';
import { hearIdentities } from '../../../ledger/operations/hear/identities.ts';
import { hearSignals } from '../../../ledger/operations/hear/signals.ts';
import { ownerOf } from '../../../ledger/operations/person/owner.ts';
import { gateSays, optInByTick, shop } from '../commands.ts';
import { optOutOf, placed } from './drafts.ts';
import { watchedNode } from './watched-node.ts';

const node = watchedNode();

const micros = (outcome: Parameters<typeof placed>[0]) => microsOf(placed(outcome).record.recorded_at);

/** An opt-in for somebody else, with the terms of the one that is there. */
async function optInDrafts(numbers: readonly string[]) {
  const { record } = await optInByTick(node.ledger, numbers[0]!);
  const stored = (await node.ledger.records.byId(record))!;
  const {
    id: _,
    recorded_at: __,
    subject: ___,
    occurred_at: ____,
    ...terms
  } = openRecord(node.ledger, stored).record as {
    id: string;
    recorded_at: string;
    subject: string;
    occurred_at: string;
  };
  return numbers.map((value) => ({
    business: shop.business,
    owner: ownerOf(node.ledger, shop.business, { kind: 'number' as const, value }),
    record: { ...terms, identifiers: [{ kind: 'number', value }] } as never,
  }));
}

test('nobody can read from the dates of one commit who has stopped or has written: each is a microsecond later', async () => {
  const [stranger, stopped, holder] = ['+919876543210', '+919876543211', '+919876543212'] as const;
  await node.submit(optOutOf(node.ledger, stopped));
  const who = [
    { kind: 'number', value: holder },
    { kind: 'bsuid', value: 'IN.77' },
  ] as const;
  await hearSignals(node.ledger, shop.business, [
    { kind: 'stop', by: 'word', sender: '1', name: 'wamid.1', who },
  ]);
  await hearIdentities(node.ledger, shop.business, [
    { kind: 'alias', sender: '1', name: 'wamid.1', one: who[0], other: who[1] },
  ]);
  node.clock.pass(1_000);
  const drafts = await optInDrafts([stranger, stopped, stranger, holder, stopped, holder, stranger]);
  const outcomes = await node.inOneBatch(drafts);
  const first = micros(outcomes[0]!);
  expect(outcomes.map(micros)).toEqual(outcomes.map((_, i) => first + i));
  for (const outcome of outcomes) {
    const { id, recorded_at } = placed(outcome).record;
    const milliseconds = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
    expect(milliseconds).toBe(Date.parse(recorded_at));
  }
  const ids = outcomes.map((outcome) => placed(outcome).record.id);
  expect(ids).toEqual(ids.toSorted());
});

test('hundreds of opt-ins of linked people at once run no millisecond ahead of the clock, and count', async () => {
  const [number, id] = ['+919876543220', 'IN.88'];
  const one = { kind: 'number', value: number } as const;
  await hearIdentities(node.ledger, shop.business, [
    { kind: 'alias', sender: '1', name: 'wamid.2', one, other: { kind: 'bsuid', value: id } },
  ]);
  node.clock.pass(2_000);
  await node.inOneBatch(await optInDrafts(Array.from({ length: 400 }, () => number)));
  const last = (await node.ledger.records.lastBelow(await node.size()))!;
  const { recorded_at } = openRecord(node.ledger, last).record;
  expect(microsOf(recorded_at) - microsAt(node.clock.now())).toBeLessThan(1_000);
  expect(await gateSays(node.ledger, number)).toMatchObject({ decision: 'allow' });
});

test('an opt-in behind a stop in one commit counts, one before it does not', async () => {
  const [back, gone] = ['+919876543230', '+919876543231'] as const;
  node.clock.pass(3_000);
  const [yesBack, yesGone] = await optInDrafts([back, gone]);
  await node.inOneBatch([optOutOf(node.ledger, back), yesBack!, yesGone!, optOutOf(node.ledger, gone)]);
  node.clock.pass(1);
  expect(await gateSays(node.ledger, back)).toMatchObject({ decision: 'allow' });
  expect(await gateSays(node.ledger, gone)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
});

test('an id is a UUID of version 7, and greater than that of a microsecond before', () => {
  const ids = Array.from({ length: 3_000 }, (_, i) => recordId(1_780_000_000_000_000 + i, node.ledger.world));
  expect(ids).toEqual(ids.toSorted());
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
});
