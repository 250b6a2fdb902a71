// The baselines: what a good engineer would write without a ledger. Hono on the same Postgres, the same
// driver set-up (several clients of one connection, round robin), prepared statements, one row per opt-in,
// one select per check.

import { randomUUID } from 'node:crypto';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { openDatabase } from '../../ledger/storage/database/connection.ts';
import { createConsentStore } from '../../ledger/storage/person/consent-store.ts';

const ledgerUrl = process.env.DATABASE_URL!;
const server = await openDatabase({ url: ledgerUrl, clients: 1 });
await server.sql`create database plain`;
await server.end();
const url = new URL(ledgerUrl);
url.pathname = '/plain';
const db = await openDatabase({ url: url.href });
await db.sql`create table if not exists plain_opt_ins (id uuid primary key, number text not null, body text not null, at timestamptz default now())`;
await db.sql`create table if not exists plain_consents (number text primary key, allowed boolean not null, purpose text not null)`;
await db.sql`insert into plain_consents select '+1415' || lpad(n::text, 7, '0'), true, 'shipping_update'
  from generate_series(2000000, 2000000 + ${Number(process.env.BENCH_PEOPLE ?? 20_000)}) n on conflict do nothing`;
await db.sql`analyze plain_consents`;

const app = new Hono();
app.post('/insert', async (c) => {
  const body = await c.req.text();
  const { number } = JSON.parse(body) as { number: string };
  const id = randomUUID();
  await db.sql`insert into plain_opt_ins (id, number, body) values (${id}, ${number}, ${body})`;
  return c.json({ record: id }, 201);
});
app.post('/select', async (c) => {
  const { recipient } = (await c.req.json()) as { recipient: string };
  const [row] = await db.sql`select allowed, purpose from plain_consents where number = ${recipient}`;
  return c.json({ decision: row?.allowed ? 'allow' : 'deny' });
});

// The raw look-up that bulk checks are measured against: nothing but the statement and its rows.
app.post('/raw', async (c) => {
  const { numbers, keys } = (await c.req.json()) as { numbers: string[]; keys: number };
  let found = 0;
  for (let from = 0; from < keys; from += 1000) {
    const wanted = numbers.slice(from % numbers.length, (from % numbers.length) + 1000);
    const rows = await db.sql<{ number: string; allowed: boolean }[]>`
      select w.number, p.allowed, p.purpose from unnest(${wanted}::text[]) w(number)
      left join plain_consents p on p.number = w.number`;
    found += rows.length;
  }
  return c.json({ found });
});

// The ledger's own look-up of as many tags: what is left of a bulk check without questions, decisions and
// answers.
const states = createConsentStore(openDatabase({ url: ledgerUrl }));
app.post('/states', async (c) => {
  const { numbers, keys } = (await c.req.json()) as { numbers: string[]; keys: number };
  const known = await tagPrefixes(numbers.length);
  let found = 0;
  for (let from = 0; from < keys; from += 1000) {
    const wanted = known.slice(from % known.length, (from % known.length) + 1000);
    found += (await states.lookUp(wanted)).found.length;
  }
  return c.json({ found });
});

async function tagPrefixes(count: number): Promise<bigint[]> {
  const server = openDatabase({ url: ledgerUrl, clients: 1 });
  const rows = await server.sql<{ prefix: string }[]>`
    select prefix::text as prefix from identifier_tags order by random() limit ${count}`;
  await server.end();
  return rows.map(({ prefix }) => BigInt(prefix));
}

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => process.send?.({ port }));

// Never outlives the bench, however that ends.
process.once('disconnect', () => process.exit());
