// Group commit: what one sequencer makes of commands that arrive together.

import { describe, expect, test } from 'vitest';
import { verifyConsistency } from '../../../ledger/core/log/proof.ts';
import { type Micros, microsAt, microsOf } from '../../../ledger/core/when.ts';
import { batchMax } from '../../../ledger/operations/append/sequencer.ts';
import { consistencyBetween } from '../../../ledger/operations/record/prove.ts';
import { gateSays, optInByTick } from '../commands.ts';
import { became, optOutOf, placed, subjectOf } from './drafts.ts';
import { expectProven, opened } from './proven.ts';
import { watchedNode } from './watched-node.ts';

const node = watchedNode();

describe('what is submitted at once', () => {
  test('gets one place each, in the order it came, without a gap', async () => {
    const outcomes = (await node.submitAll(node.manyOptOuts(300))).map(placed);
    const first = outcomes[0]!.leafIndex;
    expect(outcomes.map(({ leafIndex }) => leafIndex)).toEqual(outcomes.map((_, i) => first + i));
  });

  test('is proven, each by its own proof and a checkpoint that the log signed', async () => {
    const outcomes = await node.submitAll(node.manyOptOuts(300));
    for (const outcome of outcomes) expectProven(node.ledger, placed(outcome));
  });

  test('is answered with checkpoints of which every later one continues every earlier one', async () => {
    const notes = new Set<string>();
    for (let round = 0; round < 4; round += 1) {
      const outcomes = await node.submitAll(node.manyOptOuts(90));
      for (const outcome of outcomes) notes.add(placed(outcome).checkpoint);
    }
    const heads = [...notes].map((note) => opened(node.ledger, note));
    expect(heads.length).toBeGreaterThan(3);
    for (const { size: oldSize, root: oldRoot } of heads) {
      for (const { size: newSize, root: newRoot } of heads.filter(({ size }) => size >= oldSize)) {
        const proof = await consistencyBetween(node.ledger.log, oldSize, newSize);
        const claim = { oldSize, oldRoot, newSize, newRoot, proof };
        expect(verifyConsistency(claim)).toEqual({ kind: 'verified' });
      }
    }
  });

  test('goes into no commit larger than the maximum, and nothing is left behind', async () => {
    const outcomes = await node.inOneBatch(node.manyOptOuts(2 * batchMax + 1));
    expect(node.turnstile.written).toEqual([1, batchMax, batchMax, 1]);
    expect(new Set(outcomes.map(became))).toEqual(new Set(['placed']));
  });

  test('during a commit is the next commit, all of it', async () => {
    await node.inOneBatch(node.manyOptOuts(40));
    expect(node.turnstile.written).toEqual([1, 40]);
  });

  test('for one new person makes one person', async () => {
    const drafts = Array.from({ length: 20 }, () => optOutOf(node.ledger, '+919876543299'));
    const outcomes = await node.submitAll(drafts);
    expect(new Set(outcomes.map(subjectOf)).size).toBe(1);
  });
});

describe('a clock that is set back', () => {
  test('does not set recorded_at back: it goes on by a microsecond a record until the clock is there', async () => {
    const moments: Micros[] = [];
    for (const step of [0, 5_000, -3_600_000, 1, 3_600_000]) {
      node.clock.pass(step);
      const outcome = await node.submit(optOutOf(node.ledger, '+14155550108'));
      moments.push(microsOf(placed(outcome).record.recorded_at));
    }
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    expect(moments[2]).toBe(moments[1]! + 1);
    expect(moments[4]).toBe(microsAt(node.clock.now()));
  });

  test('by a little takes opt-ins, and one that comes behind a stop in the log is allowed at once', async () => {
    const number = '+919876543296';
    node.clock.pass(10_000);
    await optInByTick(node.ledger, number);
    await node.submit(optOutOf(node.ledger, number));
    node.clock.pass(-900);
    await optInByTick(node.ledger, number);
    node.clock.pass(900);
    expect(await gateSays(node.ledger, number)).toMatchObject({ decision: 'allow' });
  });

  test('by more than five seconds lifts no opt-out: opt-ins are refused until the clock is there, stops are heard', async () => {
    const number = '+919876543297';
    node.clock.pass(7_200_000);
    await optInByTick(node.ledger, number);
    node.clock.pass(-3_600_000);
    expect(became(await node.submit(optOutOf(node.ledger, number)))).toBe('placed');
    await expect(optInByTick(node.ledger, number)).rejects.toMatchObject({ code: 'clocks_disagree' });
    expect(await gateSays(node.ledger, number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
    node.clock.pass(3_600_001);
    await optInByTick(node.ledger, number);
    expect(await gateSays(node.ledger, number)).toMatchObject({ decision: 'allow' });
  });
});
