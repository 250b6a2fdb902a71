// What `verify` holds the tables against: what the migrations make, and each way to take a guard away.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditSchema } from '../../../ledger/core/audit/schema-audit.ts';
import { expectedCatalogue, readCatalogue, tableNames } from '../../../ledger/storage/schema/catalogue.ts';
import migrations from '../../../ledger/storage/schema/migrations/meta/_journal.json' with { type: 'json' };
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

test('is what the migrations make (npx vitest run -u writes it anew)', async () => {
  const lines = [...(await readCatalogue(database.superuser.sql))].map(([name, is]) => `${name}: ${is}\n`);
  const head = `# What the migrations up to ${migrations.entries.at(-1)!.tag} make (storage/schema/catalogue.ts).\n`;
  await expect(head + lines.join('')).toMatchFileSnapshot(
    '../../../ledger/storage/schema/migrations/catalogue.txt',
  );
});

test('is the same for the ledger’s own login', async () => {
  expect(await readCatalogue(database.app.sql)).toEqual(expectedCatalogue());
});

test('names every table, its key and its guards', () => {
  const names = [...expectedCatalogue().keys()];
  expect(names.filter((name) => name.startsWith('table '))).toEqual(
    tableNames.map((name) => `table ${name}`),
  );
});

class Undone extends Error {}

/** `rule name` of every finding after a change by a superuser, which is then taken back. */
async function found(change: string): Promise<string[]> {
  const findings: string[] = [];
  await database.superuser
    .transaction(async ({ sql }) => {
      await sql.unsafe(change);
      const schema = { is: await readCatalogue(sql), mustBe: expectedCatalogue() };
      auditSchema(schema, ({ rule, where }) => findings.push(`${rule} ${where}`));
      throw new Undone();
    })
    .catch((error) => {
      if (!(error instanceof Undone)) throw error;
    });
  return findings;
}

describe('what is taken away or widened is found', () => {
  test.for([
    ['drop trigger refuse_change on log_entries', 'missing trigger refuse_change on log_entries'],
    ['alter table log_entries disable trigger refuse_change', 'differs trigger refuse_change on log_entries'],
    ['alter table log_entries enable trigger refuse_change', 'differs trigger refuse_change on log_entries'],
    [
      `create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'`,
      'differs function refuse_change',
    ],
    [
      `create function mine() returns trigger language plpgsql as 'begin return null; end';
       create trigger mine before insert on consent_states for each row execute function mine()`,
      'unexpected trigger mine on consent_states',
    ],
    [
      'create rule mine as on insert to sealed_records do instead nothing',
      'unexpected rule mine on sealed_records',
    ],
    ['grant update on log_entries to optmark_app', 'differs rights of optmark_app to table log_entries'],
    [
      'grant update (entry) on log_entries to optmark_app',
      'unexpected rights of optmark_app to column log_entries.entry',
    ],
    ['grant select on subjects to public', 'unexpected rights of public to table subjects'],
    ['create role mine; grant delete on sends to mine', 'unexpected rights of mine to table sends'],
    [
      'grant select on subjects to optmark_app with grant option',
      'differs rights of optmark_app to table subjects',
    ],
    ['alter table spent_keys owner to optmark_app', 'differs table spent_keys'],
    [
      'alter table templates rename to hers; create view templates as select * from hers',
      'differs table templates',
    ],
    ['create temporary table sends (x int)', 'differs table sends'],
    ['create table hers () inherits (sends)', 'unexpected child of sends hers'],
    ['alter table consent_states set unlogged', 'differs table consent_states'],
    ['alter table sends enable row level security', 'differs table sends'],
    [
      'alter table spent_keys drop constraint spent_keys_key_business_pk',
      'missing constraint spent_keys_key_business_pk on spent_keys',
    ],
    [
      'alter table log_head drop constraint log_head_is_one_row',
      'missing constraint log_head_is_one_row on log_head',
    ],
    ['drop index sends_message', 'missing unique index sends_message on sends'],
    ['alter table log_head alter origin drop not null', 'differs column log_head.origin'],
    [
      'alter table sites alter customer_token_required set default true',
      'differs column sites.customer_token_required',
    ],
    ['alter table sites disable trigger all', 'unexpected foreign keys of sites'],
    ['alter role optmark_app bypassrls', 'unexpected role optmark_app'],
  ] as const)('%s', async ([change, finding]) => {
    expect(await found(change)).toContain(finding);
  });
});

test('what an operator adds beside the ledger is no finding', async () => {
  expect(
    await found(`create table mine (x int); create view sent as select permit from sends;
      create index mine_too on sends (judged_at); create role reader; grant select on sends to reader`),
  ).toEqual([]);
});
