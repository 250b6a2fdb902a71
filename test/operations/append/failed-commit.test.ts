// A commit that fails, at each of its crash points: what is answered, what is stored, and that the same node
// goes on.

import { describe, expect, test } from 'vitest';
import { CommitUnknown, type LogStore } from '../../../ledger/operations/append/log-store.ts';
import { answerOf } from '../../../ledger/operations/record/receipt.ts';
import { optInByPhone, refusal, spend } from '../commands.ts';
import { startNode } from '../node.ts';
import { access, became, optOutOf, placed } from './drafts.ts';
import { expectProven } from './proven.ts';
import { watchedNode } from './watched-node.ts';

type CrashPoint =
  | 'before anything was asked'
  | 'after planning'
  | 'lost, and rolled back'
  | 'after the commit';

class Crash extends Error {}

/** A store whose next commits fail at one point; those after them pass. */
class FailingStore {
  #points: CrashPoint[] = [];

  readonly around = (store: LogStore): LogStore => ({
    ...store,
    append: async (lookups, plan) => {
      const point = this.#points.shift();
      if (point === 'before anything was asked') throw new Crash();
      await store.append(lookups, (found) => {
        const write = plan(found);
        if (point === 'after planning') throw new Crash();
        if (point === 'lost, and rolled back') throw new CommitUnknown();
        return write;
      });
      if (point === 'after the commit') throw new CommitUnknown();
    },
  });

  fail(...points: CrashPoint[]): void {
    this.#points = points;
  }
}

const node = watchedNode();

async function failingNode() {
  const store = new FailingStore();
  const failing = await startNode(node.shared, { around: store.around });
  const { ledger } = failing;
  return {
    store,
    ledger,
    submit: (number: string, options = {}) => ledger.sequencer.submit(optOutOf(ledger, number, options)),
    [Symbol.asyncDispose]: () => failing[Symbol.asyncDispose](),
  };
}

const number = '+919876543200';

describe.each(['before anything was asked', 'after planning'] as const)('a commit that fails %s', (point) => {
  test('is answered "unavailable", with when to come again, and leaves nothing', async () => {
    await using failing = await failingNode();
    const before = await node.size();
    failing.store.fail(point);
    const outcome = await failing.submit(number);
    expect(outcome).toMatchObject({ kind: 'refused', error: { code: 'unavailable', retryAfter: 1 } });
    expect(await node.size()).toBe(before);
  });

  test('fails for everybody in it, and for nobody after it', async () => {
    await using failing = await failingNode();
    await failing.submit(number);
    failing.store.fail(point);
    const together = await Promise.all([failing.submit(number), failing.submit('+919876543201')]);
    expect(together.map(became)).toEqual(['unavailable', 'unavailable']);
    expectProven(failing.ledger, placed(await failing.submit(number)));
  });

  test('has spent no key', async () => {
    await using failing = await failingNode();
    const once = spend(crypto.randomUUID());
    failing.store.fail(point);
    await failing.submit(number, { spend: once });
    expect(became(await failing.submit(number, { spend: once }))).toBe('placed');
  });

  test('does not keep an edge that another node has outgrown meanwhile', async () => {
    await using failing = await failingNode();
    await failing.submit(number);
    failing.store.fail(point);
    await failing.submit(number);
    await node.submitAll(node.manyOptOuts(20));
    expectProven(failing.ledger, placed(await failing.submit(number)));
  });
});

describe('a commit of which nobody knows whether it happened', () => {
  test('is answered "unavailable" to whoever brought no key, and leaves everything', async () => {
    await using failing = await failingNode();
    const before = await node.size();
    failing.store.fail('after the commit');
    const both = [failing.submit(number), failing.submit('+919876543201')];
    expect((await Promise.all(both)).map(became)).toEqual(['unavailable', 'unavailable']);
    expect(await node.size()).toBe(before + 2);
  });

  test('is looked up by its key: the record is found, and no second one made', async () => {
    await using failing = await failingNode();
    const before = await node.size();
    failing.store.fail('after the commit');
    const outcome = await failing.submit(number, { spend: spend(crypto.randomUUID()) });
    expect(await node.size()).toBe(before + 1);
    const answer = await answerOf(failing.ledger, outcome);
    expect(answer).toMatchObject({ leaf_index: before, tree_size: before + 1 });
  });

  test('did not happen: what has a key is recorded, once', async () => {
    await using failing = await failingNode();
    const before = await node.size();
    failing.store.fail('lost, and rolled back');
    const [keyed, keyless] = await Promise.all([
      failing.submit(number, { spend: spend(crypto.randomUUID()) }),
      failing.submit(number),
    ]);
    expect([keyed, keyless].map(became)).toEqual(['placed', 'unavailable']);
    expect(await node.size()).toBe(before + 1);
  });

  test('and again: the same request gets the first record whenever it comes, from any node', async () => {
    await using failing = await failingNode();
    const once = spend(crypto.randomUUID());
    const before = await node.size();
    failing.store.fail('after the commit', 'lost, and rolled back');
    expect(became(await failing.submit(number, { spend: once }))).toBe('unavailable');
    const [here, there] = await Promise.all([
      failing.submit(number, { spend: once }),
      node.submit(optOutOf(node.ledger, number, { spend: once })),
    ]);
    expect(here.kind).toBe('replayed');
    expect(there).toEqual(here);
    expect(await node.size()).toBe(before + 1);
  });

  test('does not stop the next commit', async () => {
    await using failing = await failingNode();
    failing.store.fail('after the commit');
    await failing.submit(number);
    expectProven(failing.ledger, placed(await failing.submit(number)));
  });
});

test('a failure says nothing of whom it was about', async () => {
  await using failing = await failingNode();
  failing.store.fail('after planning');
  const error = await refusal(optInByPhone(failing.ledger, number));
  expect(error).toMatchObject({ code: 'unavailable' });
  expect(`${error} ${JSON.stringify(error)}`).not.toContain(number.slice(-6));
});

test('a batch of which nothing is to be recorded writes nothing, and the next one goes on', async () => {
  const before = await node.size();
  const owner = { kind: 'subject', subject: crypto.randomUUID() } as const;
  expect(became(await node.submit({ ...(await access(node.ledger)), owner }))).toBe('not_found');
  expect(await node.size()).toBe(before);
  expect(became(await node.submit(optOutOf(node.ledger, number)))).toBe('placed');
});
