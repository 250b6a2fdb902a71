// Links to opt in by, in a real Postgres: how many a business may have, and how those that are over go.

import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeOptInLink } from '../../../ledger/operations/page/opt-in-links.ts';
import { changeSite } from '../../../ledger/operations/setup/sites.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { createLinkStore } from '../../../ledger/storage/visitor/link-store.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';

let shop: TestLedger;
let superuser: Database;
beforeAll(async () => {
  shop = await testLedger();
  superuser = openDatabase({ url: shop.config.databaseUrl!, clients: 1 });
  await changeSite(shop.ledger, shop.business, shop.site, { addOrigins: [shop.ledger.url] });
});
afterAll(async () => {
  await superuser?.end();
  await shop?.stop();
});

const at = (second: number) => new Date(Date.UTC(2026, 5, 1, 12, 0, second)).toISOString();
const aLink = (business: string, second: number, endsAt = at(3_600)) => ({
  ...{ id: randomUUID(), business, sealed: randomBytes(60), tags: [] },
  ...{ madeAt: at(second), endsAt },
});

test('a business has so many live links and no more; what ends or is taken back makes room', async () => {
  const links = createLinkStore(superuser);
  const first = aLink('acme', 0);
  for (const link of [first, aLink('acme', 1, at(100)), aLink('acme', 2)])
    expect(await links.put(link, 3)).toBe(true);
  expect(await links.put(aLink('acme', 3), 3)).toBe(false);
  expect(await links.put(aLink('other', 3), 3)).toBe(true);
  await links.revoke('acme', first.id, at(4));
  expect(await links.put(aLink('acme', 5), 3)).toBe(true);
  expect(await links.put(aLink('acme', 6), 3)).toBe(false);
  // One of them is over by then.
  expect(await links.put(aLink('acme', 110), 3)).toBe(true);
  expect(await links.put(aLink('acme', 111), 3)).toBe(false);
});

test('of links that are made at once no more get in than there is room for, but for one of another node', async () => {
  const nodes = [createLinkStore(superuser), createLinkStore(superuser)];
  const made = await Promise.all(
    Array.from({ length: 60 }, (_, i) => nodes[i % 2]!.put(aLink('crowd', 0), 20)),
  );
  expect(made.filter(Boolean).length).toBeLessThanOrEqual(24);
  for (const links of [createLinkStore(superuser), ...nodes])
    expect(await links.put(aLink('crowd', 1), 20)).toBe(false);
});

test('one too many is refused with what to do about it, and leaves nothing', async () => {
  const { ledger, business } = shop;
  const full = { ...ledger, links: { ...ledger.links, put: async () => false } };
  const person = { kind: 'number', value: '+14155550142' } as const;
  const asked = { person, notice: 'order-updates', via: 'email', minutes: 60 } as const;
  await expect(makeOptInLink(full, { business }, asked)).rejects.toMatchObject({
    code: 'rate_limited',
    faults: [{ rule: 'live_links', detail: expect.stringContaining('valid_minutes') }],
  });
  expect(await ledger.links.ofBusiness(business, 10)).toEqual([]);
});

test('what is over goes in batches, however much it is, and what is not over stays', async () => {
  const { sql } = superuser;
  await sql`truncate opt_in_links`;
  await sql`
    insert into opt_in_links (id, business, sealed, tags, made_at, ends_at)
    select gen_random_uuid(), 'acme', '\\x00', '{}', ${at(0)}::timestamptz, ${at(1)}::timestamptz
    from generate_series(1, 11000)`;
  const links = createLinkStore(superuser);
  const live = aLink('other', 0);
  await links.put(live, 100);
  await sql.unsafe(`
    create function bounded() returns trigger language plpgsql as $$ begin
      if (select count(*) from gone) > 5000 then raise 'too many at once'; end if; return null; end $$;
    create trigger bounded after delete on opt_in_links referencing old table as gone
      for each statement execute function bounded()`);
  await links.sweep(at(2));
  await sql.unsafe('drop trigger bounded on opt_in_links');
  expect(await sql<{ id: string }[]>`select id from opt_in_links`).toEqual([{ id: live.id }]);
});
