// How much a node takes on: a full queue refuses in words, keeps room for opt-outs, and a node that stops finishes first.

import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../ledger/operations/append/draft.ts';
import { access, became, optOutOf } from './drafts.ts';
import { watchedNode } from './watched-node.ts';

const reserved = 3;
const limits = { queueMax: 10, reservedForOptOuts: reserved };
const node = watchedNode(limits);

const anOptOut = () => optOutOf(node.ledger, '+14155550100');
const accesses = async (count: number) => {
  const draft = await access(node.ledger);
  return Array.from({ length: count }, () => draft);
};

/** As many as may wait, behind a commit that does not end until the turnstile is opened. */
async function fill(): Promise<Promise<Outcome[]>[]> {
  node.turnstile.close();
  const underWay = node.submitAll(await accesses(1));
  await node.turnstile.waiting;
  return [underWay, node.submitAll(await accesses(limits.queueMax - reserved))];
}

async function becameAll(accepted: readonly Promise<Outcome[]>[]): Promise<string[]> {
  node.turnstile.open();
  return (await Promise.all(accepted)).flat().map(became);
}

describe('a full queue', () => {
  test('refuses at once, and says when to come again', async () => {
    const accepted = await fill();
    const refused = await node.submit(await access(node.ledger));
    expect(refused).toMatchObject({ kind: 'refused', error: { code: 'overloaded', retryAfter: 1 } });
    expect(new Set(await becameAll(accepted))).toEqual(new Set(['placed']));
  });

  test('still takes an opt-out, until its own room is full too', async () => {
    const accepted = await fill();
    accepted.push(node.submitAll(Array.from({ length: reserved }, anOptOut)));
    expect(node.ledger.sequencer.depth()).toBe(limits.queueMax);
    expect(became(await node.submit(anOptOut()))).toBe('overloaded');
    expect(await becameAll(accepted)).toEqual(Array(1 + limits.queueMax).fill('placed'));
  });

  test('takes newcomers again when it has been emptied', async () => {
    await becameAll(await fill());
    expect(node.ledger.sequencer.depth()).toBe(0);
    expect((await node.submitAll(await accesses(2))).map(became)).toEqual(['placed', 'placed']);
  });
});

describe('a node that stops', () => {
  test('finishes what it accepted', async () => {
    const accepted = await fill();
    const drained = node.ledger.sequencer.drain();
    const outcomes = becameAll(accepted);
    await drained;
    expect(node.ledger.sequencer.depth()).toBe(0);
    expect(new Set(await outcomes)).toEqual(new Set(['placed']));
  });

  test('refuses newcomers, opt-outs too, from the moment it was told', async () => {
    const accepted = await fill();
    const drained = node.ledger.sequencer.drain();
    const refused = await node.submitAll([anOptOut(), await access(node.ledger)]);
    expect(refused.map(became)).toEqual(['overloaded', 'overloaded']);
    await becameAll(accepted);
    await drained;
    expect(became(await node.submit(anOptOut()))).toBe('overloaded');
  });

  test('that has nothing to do is done', async () => {
    const before = await node.size();
    await node.ledger.sequencer.drain();
    expect(await node.size()).toBe(before);
  });
});
