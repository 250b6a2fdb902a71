// A person of more names than the gate follows: their time ends as anyone's does, all at once. And a file is
// whole or refused: never in part.

import { describe, expect, test } from 'vitest';
import { scopeSchema } from '../../../ledger/auth/scope.ts';
import { componentMax } from '../../../ledger/core/consent/component.ts';
import type { CanonicalIdentifier } from '../../../ledger/core/subject/identifier.ts';
import { readAccess } from '../../../ledger/operations/access/read-access.ts';
import { hearIdentities } from '../../../ledger/operations/hear/identities.ts';
import { findPerson } from '../../../ledger/operations/person/find-person.ts';
import { endRecords } from '../../../ledger/operations/retention/end.ts';
import { setDispute } from '../../../ledger/operations/retention/settings.ts';
import { operator } from '../../../ledger/operations/setup/change.ts';
import { findingsIn } from '../../support/verifier.ts';
import { gateSays, optInByTick } from '../commands.ts';
import { optOut } from '../filled-ledger.ts';
import { here, superuser, useOwnedLedger } from '../owned-ledger.ts';

useOwnedLedger();

type Name = CanonicalIdentifier & { kind: 'number' | 'bsuid' };
const number = (value: string): Name => ({ kind: 'number', value });
const officer = () => ({ key: 'officer', business: here.business, scopes: scopeSchema.options });

async function accessOf(person: Name): Promise<Map<string, number>> {
  const rows = new Map<string, number>();
  const access = await readAccess(here.ledger, officer(), { person, format: 'ndjson' });
  for await (const { row } of access.rows) rows.set(row, (rows.get(row) ?? 0) + 1);
  return rows.set('subjects', access.head.subjects.length);
}

let told = 0;
/** Each told by an account of its own: two ids of one number from one account tell of two people. */
const join = (pairs: readonly (readonly [Name, Name])[]) =>
  hearIdentities(
    here.ledger,
    here.business,
    pairs.map(([one, other]) => {
      told += 1;
      return { sender: '1', name: `wamid.n${told}`, account: `${told}`, kind: 'alias', one, other };
    }),
  );

/** So many ids of one number, as a tree: one name is linked to some alone. */
async function joinMany(first: Name, person: number, count: number): Promise<Name[]> {
  const names = [
    first,
    ...Array.from({ length: count - 1 }, (_, i) => {
      return { kind: 'bsuid', value: `IN.4516${person}${String(i).padStart(5, '0')}` } as const;
    }),
  ];
  await join(names.slice(1).map((name, i) => [names[Math.floor(i / componentMax)]!, name] as const));
  return names;
}

describe('the time of a person of more names than the gate follows', () => {
  /** The ledger as it is so many days from now; its register has all that was recorded. */
  async function run(days: number) {
    await here.ledger.register.flush();
    const now = () => new Date(Date.now() + days * 86_400_000);
    const then = { ...here.ledger, world: { ...here.ledger.world, now } };
    return endRecords(then, here.business, { dryRun: false });
  }
  const sevenYears = 2_557;

  test('is over as anyone’s is, in one transaction, and the stop stays', async () => {
    const [first, count] = [number('+919876515103'), 3 * componentMax];
    await optInByTick(here.ledger, first.value);
    await optOut(here.ledger, here.business, first.value);
    const names = await joinMany(first, 3, count);
    expect(await run(sevenYears - 5)).toMatchObject({ people: {}, soon: { people: 1 } });
    const ended = await run(sevenYears + 1);
    expect(ended).toMatchObject({ people: { 'proof/IN/*': 1 }, records: 2 * count });
    for (const name of [first, names.at(-1)!]) expect((await accessOf(name)).get('record')).toBeUndefined();
    expect(await gateSays(here.ledger, first.value)).toMatchObject({ decision: 'deny' });
    expect((await run(sevenYears + 1)).people).toEqual({});
  });

  test('goes on while a dispute under any of their names does, and while consent stands', async () => {
    const [disputed, agreed] = [number('+919876515104'), number('+919876515105')];
    let last = disputed;
    for (const [i, first] of [disputed, agreed].entries()) {
      await optInByTick(here.ledger, first.value);
      if (first === disputed) await optOut(here.ledger, here.business, first.value);
      const names = await joinMany(first, 4 + i, 2 * componentMax);
      if (first !== disputed) continue;
      last = names.at(-1)!;
      await setDispute(here.ledger, officer(), last, true, operator);
    }
    expect(await run(sevenYears + 1)).toMatchObject({ people: {}, kept: { dispute: 1, standing: 1 } });
    await setDispute(here.ledger, officer(), last, false, operator);
    expect(await run(sevenYears + 1)).toMatchObject({ people: { 'proof/IN/*': 1 } });
  });

  test('left a whole ledger', async () => {
    expect(await findingsIn(here)).toEqual([]);
  });
});

// Last: the ledger is damaged from here on.
test('of whom a link leads to somebody who is not there any more, no file is made that lacks them', async () => {
  const [one, other] = [number('+919876515102'), { kind: 'bsuid', value: 'IN.45168' } as const];
  await optInByTick(here.ledger, one.value);
  await join([[one, other]]);
  expect((await accessOf(one)).get('name')).toBe(2);
  const { person } = await findPerson(here.ledger, here.business, other);
  await superuser.transaction(async ({ sql }) => {
    await sql.unsafe('alter table identifier_tags disable trigger user');
    await sql`delete from identifier_tags where subject = ${person!.named[0]!}::uuid`;
  });
  await expect(accessOf(one)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('cannot be told for certain'),
  });
});
