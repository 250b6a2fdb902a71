// Several nodes on one database make one log. And a log that somebody changed behind their backs is never
// built upon.

import { describe, expect, test } from 'vitest';
import { spend } from '../commands.ts';
import { numbers } from '../filled-ledger.ts';
import { type Node, startNode } from '../node.ts';
import { became, optOutOf, placed } from './drafts.ts';
import { expectProven, opened } from './proven.ts';
import { watchedNode } from './watched-node.ts';

const node = watchedNode();

describe('two nodes that append at once', () => {
  const waves = 12;

  /** One after the other, so that both nodes keep meeting at the head. */
  async function appendWaves({ ledger }: Pick<Node, 'ledger'>) {
    const outcomes = [];
    for (let wave = 0; wave < waves; wave += 1) {
      const drafts = numbers.slice(0, 1 + wave).map((number) => optOutOf(ledger, number));
      outcomes.push(...(await Promise.all(drafts.map((draft) => ledger.sequencer.submit(draft)))));
    }
    return outcomes.map(placed);
  }

  test('leave neither gap nor fork, and every answer of both is proven', async () => {
    await using other = await startNode(node.shared);
    const before = await node.size();
    const all = (await Promise.all([appendWaves(node), appendWaves(other)])).flat();
    const places = all.map(({ leafIndex }) => leafIndex).toSorted((a, b) => a - b);
    expect(places).toEqual(all.map((_, i) => before + i));
    for (const outcome of all) expectProven(node.ledger, outcome);
  });

  test('never sign two roots for one size', async () => {
    await using other = await startNode(node.shared);
    const all = (await Promise.all([appendWaves(node), appendWaves(other)])).flat();
    const roots = new Map<number, Set<string>>();
    for (const { checkpoint } of all) {
      const { size, root } = opened(node.ledger, checkpoint);
      roots.set(size, (roots.get(size) ?? new Set()).add(Buffer.from(root).toString('hex')));
    }
    expect([...roots.values()].map(({ size }) => size)).toEqual([...roots].map(() => 1));
  });

  test('that are given the same command under the same key make one record', async () => {
    await using other = await startNode(node.shared);
    const once = spend(crypto.randomUUID());
    const submits = [node, other, node, other].map(({ ledger }) =>
      ledger.sequencer.submit(optOutOf(ledger, numbers[0]!, { spend: once })),
    );
    const kinds = (await Promise.all(submits)).map(became).toSorted();
    expect(kinds).toEqual(['placed', 'replayed', 'replayed', 'replayed']);
  });

  test('that meet a new person at the same moment make one person', async () => {
    await using other = await startNode(node.shared);
    const submits = [node, other].map(({ ledger }) =>
      ledger.sequencer.submit(optOutOf(ledger, '+919876543299')),
    );
    const [one, two] = (await Promise.all(submits)).map((outcome) => placed(outcome).record);
    expect(one).toHaveProperty('subject');
    expect(two).toMatchObject({ subject: (one as { subject?: string }).subject });
  });
});

describe('a log that was changed by hand', () => {
  /**
   * What a superuser can do and take back: the change, what a test finds meanwhile, and the change undone.
   */
  async function whileChanged(change: string, undo: string, work: () => Promise<void>): Promise<void> {
    const { sql } = node.superuser;
    for (const table of ['log_entries', 'log_tiles', 'log_head']) {
      await sql.unsafe(`alter table ${table} disable trigger all`);
    }
    await sql.unsafe(change);
    try {
      await work();
    } finally {
      await sql.unsafe(undo);
    }
  }

  const flip = (column: string) => `set_byte(${column}, 5, get_byte(${column}, 5) # 1)`;
  const lastEntry = `update log_entries set entry = ${flip('entry')}
    where idx = (select max(idx) from log_entries)`;
  const firstTile = `update log_tiles set root = ${flip('root')} where level = 0 and n = 0`;
  const headRoot = `update log_head set root = ${flip('root')}`;

  test.each([
    ['an entry', lastEntry],
    ['a tile', firstTile],
    ['the root', headRoot],
  ])(
    '%s: a node that starts refuses to build on it, and builds on it when it is whole again',
    async (_what, change) => {
      await node.submitAll(node.manyOptOuts(300));
      await using fresh = await startNode(node.shared);
      const submit = () => fresh.ledger.sequencer.submit(optOutOf(fresh.ledger, numbers[1]!));
      await whileChanged(change, change, async () => {
        expect(became(await submit())).toBe('unavailable');
        expect(became(await submit())).toBe('unavailable');
      });
      expectProven(fresh.ledger, placed(await submit()));
    },
  );

  test('the root: a node that is running refuses as well', async () => {
    await node.submitAll(node.manyOptOuts(3));
    await whileChanged(headRoot, headRoot, async () => {
      expect(became(await node.submit(optOutOf(node.ledger, numbers[1]!)))).toBe('unavailable');
    });
    expect(became(await node.submit(optOutOf(node.ledger, numbers[1]!)))).toBe('placed');
  });

  test.each(['garbage', '', '2026-13-45T00:00:00.000000Z'])(
    'a last date that cannot be read, such as "%s": nothing is recorded, and can be repeated later',
    async (date) => {
      await node.submitAll(node.manyOptOuts(3));
      const kept = `update log_head set last_recorded_at = (select last_recorded_at from kept)`;
      await node.superuser.sql.unsafe('create table kept as select last_recorded_at from log_head');
      await whileChanged(`update log_head set last_recorded_at = '${date}'`, kept, async () => {
        expect(became(await node.submit(optOutOf(node.ledger, numbers[1]!)))).toBe('unavailable');
      });
      await node.superuser.sql.unsafe('drop table kept');
      expect(became(await node.submit(optOutOf(node.ledger, numbers[1]!)))).toBe('placed');
    },
  );

  test('a refused batch leaves nothing, and is not tried again in pieces', async () => {
    await node.submitAll(node.manyOptOuts(3));
    const before = await node.size();
    let asked = 0;
    await using fresh = await startNode(node.shared, {
      around: (store) => ({
        ...store,
        append: (lookups, plan) => {
          asked += 1;
          return store.append(lookups, plan);
        },
      }),
    });
    await whileChanged(lastEntry, lastEntry, async () => {
      const drafts = numbers.slice(0, 8).map((number) => optOutOf(fresh.ledger, number));
      const outcomes = await Promise.all(drafts.map((draft) => fresh.ledger.sequencer.submit(draft)));
      expect(outcomes.map(became)).toEqual(drafts.map(() => 'unavailable'));
    });
    expect(asked).toBe(1);
    expect(await node.size()).toBe(before);
  });
});
