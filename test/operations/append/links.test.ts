// Links as the sequencer writes them: both sides or none, once, and by a commit that asks for nothing else.

import { describe, expect, test } from 'vitest';
import { serverOptOut } from '../../../ledger/channels/server/opt-out.ts';
import type { Draft } from '../../../ledger/operations/append/draft.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { ownerNamed } from '../../../ledger/operations/hear/heard.ts';
import { hearIdentities } from '../../../ledger/operations/hear/identities.ts';
import { gateSays, optInByTick, shop } from '../commands.ts';
import { became, optOutOf, placed, subjectOf } from './drafts.ts';
import { watchedNode } from './watched-node.ts';

const node = watchedNode();

type Name = { kind: 'number' | 'bsuid'; value: string };
const number = (digits: string): Name => ({ kind: 'number', value: `+9198765432${digits}` });
const id = (name: string): Name => ({ kind: 'bsuid', value: `IN.${name}` });

/** That these are one person, as Meta said it at this moment; by default at that of recording. */
function linkOf(one: Name, other: Name, occurred_at?: string): Draft {
  const side = (own: Name, another: Name): Draft['record'] => ({
    v: 2,
    kind: 'linked',
    business: shop.business,
    source: { system: 'whatsapp' },
    said_by: 'meta',
    sha256: 'a'.repeat(64),
    channel: 'whatsapp',
    identifiers: [own],
    other_identifier: another,
    ...(occurred_at !== undefined && { occurred_at }),
  });
  const ownerOf = (name: Name) => ownerNamed(node.ledger, shop.business, name);
  return {
    business: shop.business,
    owner: ownerOf(one),
    record: side(one, other),
    effect: { kind: 'link', other: ownerOf(other), record: side(other, one) },
  };
}

describe('a link', () => {
  test('is two records of one commit, each in its own chain, and makes whoever is not there', async () => {
    const first = placed(await node.submit(linkOf(number('01'), id('1'))));
    expect(first).toMatchObject({ leafIndex: first.treeSize - 2, record: { kind: 'linked' } });
    const rows = await node.superuser.sql<{ a: string; b: string; record: string }[]>`
      select a, b, record from subject_links`;
    const { subject, other_subject } = first.record as { subject: string; other_subject: string };
    expect(rows.map(({ a, b }) => [a, b]).toSorted()).toEqual(
      [
        [subject, other_subject],
        [other_subject, subject],
      ].toSorted(),
    );
  });

  test('said many times at once, from either side, is one link, and the first is named to all', async () => {
    const drafts = Array.from({ length: 40 }, (_, i) =>
      i % 2 === 0 ? linkOf(number('02'), id('2')) : linkOf(id('2'), number('02')),
    );
    const [first, ...others] = await node.inOneBatch(drafts);
    expect(new Set(others.map(became))).toEqual(new Set(['replayed']));
    expect(became(await node.submit(drafts[1]!))).toBe('replayed');
    const { subject } = placed(first!).record as { subject: string };
    const rows = await node.superuser.sql`select 1 from subject_links where a = ${subject} or b = ${subject}`;
    expect(rows).toHaveLength(2);
  });

  test('of a name that has hundreds is not written any more, and makes nobody', async () => {
    const names = Array.from(
      { length: 300 },
      (_, i): Name => ({ kind: 'number', value: `+91987651${1000 + i}` }),
    );
    const outcomes = await node.inOneBatch(names.map((one) => linkOf(one, id('crowd'))));
    expect(Map.groupBy(outcomes.map(became), String).get('placed')).toHaveLength(256);
    expect(became(outcomes.at(-1)!)).toBe('replayed');
    const people = await node.superuser.sql`select 1 from subjects`;
    expect(became(await node.submit(linkOf(number('99'), id('crowd'))))).toBe('replayed');
    expect(await node.superuser.sql`select 1 from subjects`).toHaveLength(people.length);
  });

  test('of one name with itself is refused alone, and nobody is made', async () => {
    const before = await node.superuser.sql`select 1 from subjects`;
    const good = () => optOutOf(node.ledger, '+919876543203');
    const outcomes = await node.inOneBatch([good(), linkOf(number('04'), number('04')), good()]);
    expect(outcomes.map(became)).toEqual(['placed', 'internal', 'placed']);
    expect(await node.superuser.sql`select 1 from subjects`).toHaveLength(before.length + 1);
  });

  test('with somebody whose key was damaged is of another subject with that name: the stop of the first holds', async () => {
    const subject = subjectOf(await node.submit(optOutOf(node.ledger, '+919876543205')));
    await node.superuser.sql.unsafe('alter table subjects disable trigger all');
    await node.superuser
      .sql`update subjects set wrapped_key = ${Buffer.alloc(60)} where subject = ${subject}`;
    expect(became(await node.submit(linkOf(number('05'), id('5'))))).toBe('placed');
    expect(became(await node.submit(linkOf(id('5'), number('05'))))).toBe('replayed');
    expect(await gateSays(node.ledger, '+919876543205')).toMatchObject({ reasons: ['withdrawn'] });
    expect(await node.superuser.sql`select 1 from subject_links where b = ${subject}`).toHaveLength(0);
  });

  test('is said anew once a suspension has ended what it carried, and not for what was said before that', async () => {
    const names = { one: number('06'), other: id('6') };
    const before = new Date(node.ledger.world.now().getTime() - 60_000).toISOString();
    await node.submit(linkOf(names.one, names.other));
    const change = {
      sender: '1',
      name: 'wamid.1',
      kind: 'change' as const,
      from: names.one,
      to: number('07'),
    };
    await hearIdentities(node.ledger, shop.business, [change]);
    // It is of the number's next holder: stops alone cross it, and once said it is known.
    expect(became(await node.submit(linkOf(names.one, names.other, before)))).toBe('placed');
    expect(became(await node.submit(linkOf(names.one, names.other, before)))).toBe('replayed');
    node.clock.pass(1);
    expect(became(await node.submit(linkOf(names.one, names.other)))).toBe('placed');
    expect(became(await node.submit(linkOf(names.one, names.other)))).toBe('replayed');
  });
});

describe('a number that is somebody else’s now', () => {
  test('is suspended by the very commit that links it, whichever end is named first, and once', async () => {
    const digits = '10';
    await node.submit(linkOf(number(digits), id('10')));
    node.clock.pass(1);
    // One moment of Meta's: two messages of one second.
    const said = node.clock.now().toISOString();
    const drafts = [linkOf(id('11'), number(digits), said), linkOf(number(digits), id('11'), said)];
    const [taken, again] = await node.inOneBatch(drafts);
    const { treeSize, leafIndex, record } = placed(taken!);
    expect([treeSize - leafIndex, record.kind, became(again!)]).toEqual([2, 'linked', 'replayed']);
    node.clock.pass(1);
    const before = await node.size();
    expect(became(await node.submit(linkOf(number(digits), id('11'))))).toBe('placed');
    expect((await node.size()) - before).toBe(2);
  });
});

describe('of one moment', () => {
  test('a fresh opt-in comes after what its person has stopped by another name', async () => {
    const [digits, name] = ['09', id('9')];
    await node.submit(linkOf(number(digits), name));
    node.clock.pass(1);
    await recordOptOut(node.ledger, serverOptOut({ bsuid: name.value, channel: 'web' }, shop));
    await optInByTick(node.ledger, number(digits).value);
    node.clock.pass(1);
    expect(await gateSays(node.ledger, number(digits).value)).toMatchObject({ decision: 'allow' });
  });
});

describe('what is heard again and again', () => {
  test('asks for no commit at all', async () => {
    const alias = { sender: '1', name: 'wamid.2', kind: 'alias' as const, one: number('08'), other: id('8') };
    const hear = () => hearIdentities(node.ledger, shop.business, [alias, alias]);
    await hear();
    const written = node.turnstile.written.length;
    for (let i = 0; i < 5; i += 1) await hear();
    expect(node.turnstile.written.length).toBe(written);
  });
});
