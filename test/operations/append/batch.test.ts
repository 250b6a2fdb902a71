// Commands that share a commit share nothing else: each gets its own answer. And a key means once, however
// many come.

import { describe, expect, test } from 'vitest';
import type { Draft } from '../../../ledger/operations/append/draft.ts';
import { findPerson } from '../../../ledger/operations/person/find-person.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { orderUpdates } from '../../support/ledger.ts';
import { gateSays, optInByPhone, shop, spend } from '../commands.ts';
import { numbers } from '../filled-ledger.ts';
import { access, became, optOutOf, placed, subjectOf } from './drafts.ts';
import { watchedNode } from './watched-node.ts';

const node = watchedNode();

describe('one bad command fails alone', () => {
  /** What became of it, with a good one before and one after it in the same commit. */
  async function between(bad: Draft): Promise<string> {
    const good = () => optOutOf(node.ledger, numbers[0]!);
    const [first, middle, last] = await node.inOneBatch([good(), bad, good()]);
    expect([first!, last!].map(became)).toEqual(['placed', 'placed']);
    expect(placed(last!).leafIndex).toBe(placed(first!).leafIndex + 1);
    return became(middle!);
  }

  test('about a person nobody knows', async () => {
    const owner = { kind: 'subject', subject: crypto.randomUUID() } as const;
    expect(await between({ ...(await access(node.ledger)), owner })).toBe('not_found');
  });

  test('under a key that was used for another request', async () => {
    const key = crypto.randomUUID();
    await node.submit(optOutOf(node.ledger, numbers[2]!, { spend: spend(key, 'one') }));
    const bad = optOutOf(node.ledger, numbers[3]!, { spend: spend(key, 'another') });
    expect(await between(bad)).toBe('idempotency_key_reused');
  });

  test('that publishes a version which is taken', async () => {
    const [taken] = await node.ledger.notices.versions(shop.business, orderUpdates.id);
    const effect = { kind: 'publish', notice: taken! } as const;
    expect(await between({ ...(await access(node.ledger)), effect })).toBe('conflict');
  });

  test('that cannot be encoded', async () => {
    const half = { system: 'server', actor: '\ud800' };
    const draft = optOutOf(node.ledger, '+919876543296');
    expect(await between({ ...draft, record: { ...draft.record, source: half } })).toBe('internal');
    expect(await gateSays(node.ledger, '+919876543296')).toMatchObject({ reasons: ['unknown_recipient'] });
  });

  test('that Postgres refuses', async () => {
    const effect = { kind: 'retire', id: 'order-updates', version: 1 } as const;
    const { sql } = node.superuser;
    await sql.unsafe('alter table notice_retirements add constraint never check (false)');
    try {
      expect(await between({ ...(await access(node.ledger)), effect })).toBe('internal');
    } finally {
      await sql.unsafe('alter table notice_retirements drop constraint never');
    }
  });

  test('about a subject whose key was damaged', async () => {
    const subject = subjectOf(await node.submit(optOutOf(node.ledger, '+919876543298')));
    await damageKey(subject);
    const owner = { kind: 'subject', subject } as const;
    expect(await between({ ...(await access(node.ledger)), owner })).toBe('internal');
  });

  test('and a stop by the name of somebody whose key was damaged is none: it is taken, and holds', async () => {
    const number = '+919876543299';
    await optInByPhone(node.ledger, number);
    const [known] = (await findPerson(node.ledger, shop.business, { kind: 'number', value: number })).person!
      .subjects;
    await damageKey(known!);
    expect(await gateSays(node.ledger, number)).toMatchObject({ decision: 'allow' });
    expect(became(await node.submit(optOutOf(node.ledger, number)))).toBe('placed');
    expect(await gateSays(node.ledger, number)).toMatchObject({ reasons: ['withdrawn'] });
    expect(became(await node.submit(optOutOf(node.ledger, number)))).toBe('placed');
    const person = (await findPerson(node.ledger, shop.business, { kind: 'number', value: number })).person!;
    expect(person.subjects).toHaveLength(2);
  });

  async function damageKey(subject: string): Promise<void> {
    const { sql } = node.superuser;
    await sql.unsafe('alter table subjects disable trigger all');
    await sql`update subjects set wrapped_key = ${Buffer.alloc(60)} where subject = ${subject}`;
  }
});

describe('the same key', () => {
  test('and the same request, many times at once, is one record', async () => {
    const once = spend(crypto.randomUUID());
    const drafts = Array.from({ length: 50 }, () => optOutOf(node.ledger, numbers[4]!, { spend: once }));
    const [first, ...others] = await node.inOneBatch(drafts);
    expect(node.turnstile.written).toEqual([1, 1]);
    const record = placed(first!).record.id;
    expect(others).toEqual(others.map(() => ({ kind: 'replayed', record })));
    expect(await node.submit(drafts[0]!)).toEqual({ kind: 'replayed', record });
  });

  test('for another request is refused, in the same commit and in a later one', async () => {
    const key = crypto.randomUUID();
    const one = optOutOf(node.ledger, numbers[5]!, { spend: spend(key, 'one') });
    const other = optOutOf(node.ledger, numbers[6]!, { spend: spend(key, 'other') });
    expect((await node.inOneBatch([one, other])).map(became)).toEqual(['placed', 'idempotency_key_reused']);
    expect(became(await node.submit(other))).toBe('idempotency_key_reused');
  });

  test('whose row was pointed at another record by hand repeats no answer, and keeps no one from stopping', async () => {
    const once = spend(crypto.randomUUID());
    const { record } = placed(await node.submit({ ...(await access(node.ledger)), spend: once }));
    await node.superuser.sql`
      update spent_keys set record = (select record from sealed_records where record <> ${record.id} limit 1)
      where record = ${record.id}`;
    expect(became(await node.submit({ ...(await access(node.ledger)), spend: once }))).toBe(
      'idempotency_key_reused',
    );
    expect(became(await node.submit(optOutOf(node.ledger, numbers[7]!, { spend: once })))).toBe('placed');
  });

  test('of a command that was refused is not spent', async () => {
    const once = spend(crypto.randomUUID());
    const owner = { kind: 'subject', subject: crypto.randomUUID() } as const;
    const refused = await node.submit({ ...(await access(node.ledger)), owner, spend: once });
    expect(became(refused)).toBe('not_found');
    expect(became(await node.submit(optOutOf(node.ledger, numbers[6]!, { spend: once })))).toBe('placed');
  });

  test('of another business is another key', async () => {
    await addBusiness(node.ledger, { id: 'other-shop', name: 'Other Shop' });
    const key = crypto.randomUUID();
    const drafts = [shop.business, 'other-shop'].map((business) =>
      optOutOf(node.ledger, numbers[7]!, { business, spend: spend(key, business) }),
    );
    expect((await node.inOneBatch(drafts)).map(became)).toEqual(['placed', 'placed']);
  });
});
