// An opt-out does not wait behind what came before it, and what it overtakes stays before it for the gate.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LedgerError } from '../../../ledger/core/error.ts';
import type { Draft, Placed } from '../../../ledger/operations/append/draft.ts';
import { gateSays, optInByTick } from '../commands.ts';
import { access, optOutOf, placed } from './drafts.ts';
import { watchedNode } from './watched-node.ts';

const batchMax = 4;
const node = watchedNode({ queueMax: 400, reservedForStops: 100, batchMax });

/** What an opt-in without a moment of its own becomes, on its way to the log. */
async function optInOf(number: string): Promise<Draft> {
  const { promise, resolve } = Promise.withResolvers<Draft>();
  const submit = async (draft: Draft) => {
    resolve(draft);
    return { kind: 'refused', error: new LedgerError('overloaded', 'Only looked at.') } as const;
  };
  await optInByTick({ ...node.ledger, sequencer: { submit } }, number).catch(() => {});
  return promise;
}

/** The person wants nothing of all this, ever: until a fresh act. */
function objectionOf(number: string): Draft {
  const { record, ...draft } = optOutOf(node.ledger, number);
  const said = { ...record, kind: 'objected', scope: 'all', authority: 'any' };
  return { ...draft, record: said as Draft['record'] };
}

/** Submits these while a commit is under way; they are placed, in this order. */
async function behindACommit(drafts: readonly Draft[]) {
  node.turnstile.close();
  const first = node.submit(await access(node.ledger));
  await node.turnstile.waiting;
  const outcomes = node.submitAll(drafts);
  node.turnstile.open();
  await first;
  return (await outcomes).map(placed);
}

test('an opt-out is in the next commit, however much waits before it', async () => {
  const waiting = Array.from({ length: 10 * batchMax }, async () => access(node.ledger));
  const drafts = [...(await Promise.all(waiting)), optOutOf(node.ledger, '+14155550171')];
  const size = await node.size();
  const stop = (await behindACommit(drafts)).at(-1)!;
  expect(stop.leafIndex).toBeLessThanOrEqual(size + batchMax);
});

test('a stop is answered before what went into its commit with it', async () => {
  const answered: string[] = [];
  node.turnstile.close();
  const first = node.submit(await access(node.ledger));
  await node.turnstile.waiting;
  const others = await Promise.all([access(node.ledger), access(node.ledger)]);
  const all = [...others, optOutOf(node.ledger, '+14155550172')].map(async (draft) =>
    answered.push(placed(await node.submit(draft)).record.kind),
  );
  node.turnstile.open();
  await Promise.all([first, ...all]);
  expect(answered).toEqual(['opt_out', 'accessed', 'accessed']);
});

test('what is not overtaken stays in the order in which it came', async () => {
  const drafts = await Promise.all(Array.from({ length: 3 * batchMax }, async () => access(node.ledger)));
  const indexes = (await behindACommit(drafts)).map(({ leafIndex }) => leafIndex);
  expect(indexes).toEqual(indexes.toSorted((a, b) => a - b));
});

test('of what one person says the last word holds, in whatever order it is recorded', async () => {
  const people = ['+919876543271', '+919876543272', '+919876543273'];
  const yes = await Promise.all(people.map(optInOf));
  const said = fc.record({ who: fc.nat(people.length - 1), word: fc.constantFrom('yes', 'no', 'never') });
  await fc.assert(
    fc.asyncProperty(fc.array(said, { minLength: batchMax + 1, maxLength: 6 * batchMax }), async (words) => {
      const drafts = words.map(({ who, word }) => {
        if (word === 'yes') return yes[who]!;
        return word === 'no' ? optOutOf(node.ledger, people[who]!) : objectionOf(people[who]!);
      });
      node.clock.pass(10);
      const records = await behindACommit(drafts);
      for (const [who, number] of people.entries()) {
        const last = words.findLast((one) => one.who === who)?.word;
        if (last === undefined) continue;
        const { decision } = await gateSays(node.ledger, number);
        expect({ who, decision }).toEqual({ who, decision: last === 'yes' ? 'allow' : 'deny' });
      }
      const isStop = ({ record }: Placed) => record.kind !== 'opt_in';
      const stops = records.filter(isStop).length;
      const asFirst = records.filter((one, i) => isStop(one) && isAmongFirst(records, i, stops));
      expect(asFirst).toHaveLength(stops);
    }),
    { numRuns: 40 },
  );
});

/** Whether it is in one of the commits that the opt-outs alone would have filled. */
function isAmongFirst(records: readonly { leafIndex: number }[], i: number, stops: number): boolean {
  const first = Math.min(...records.map(({ leafIndex }) => leafIndex));
  return records[i]!.leafIndex - first < Math.ceil(stops / batchMax) * batchMax;
}
