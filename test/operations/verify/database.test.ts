// Whoever may do everything in Postgres changes one thing: verify says what is false. Each change is made by
// a superuser with the guards off, inside a transaction that is rolled back.

import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../../ledger/core/audit/finding.ts';
import { setKeep } from '../../../ledger/operations/retention/settings.ts';
import { operator } from '../../../ledger/operations/setup/change.ts';
import { addBusiness, changeBusiness } from '../../../ledger/operations/setup/setup.ts';
import { type StoredLedger, verifyDatabase } from '../../../ledger/operations/verify/database.ts';
import {
  type Database,
  openDatabase,
  type Transaction,
} from '../../../ledger/storage/database/connection.ts';
import { createLogReader } from '../../../ledger/storage/record/log-reader.ts';
import { createRecordStore } from '../../../ledger/storage/record/record-store.ts';
import { createSuccessions } from '../../../ledger/storage/record/succession-reader.ts';
import { createSetupStore } from '../../../ledger/storage/setup/setup-store.ts';
import { createSnapshot } from '../../../ledger/storage/verify/snapshot.ts';
import type { TestLedger } from '../../support/ledger.ts';
import { type Verifier, verifierOf } from '../../support/verifier.ts';
import { filledLedger, numbers, optIn, optOut } from '../filled-ledger.ts';

let filled: TestLedger;
let verifier: Verifier;
let superuser: Database;

beforeAll(async () => {
  filled = await filledLedger();
  // So that no column of a business is empty.
  await changeBusiness(filled.ledger, filled.business, {
    ...{ objectionFloor: 'customer', fourEyes: ['paper'], erasure: 'at_once' },
    ownLines: ['+14155550199'],
  });
  const about = { what: 'proof', jurisdiction: 'FR', purpose: '*' } as const;
  await setKeep(filled.ledger, filled.business, about, { ...about, days: 2_000 }, operator);
  await addBusiness(filled.ledger, { id: 'tried-out', name: 'Tried Out', test: true });
  verifier = await verifierOf(filled);
  superuser = openDatabase({ url: filled.config.databaseUrl!, clients: 1 });
});
afterAll(async () => {
  await superuser?.end();
  await verifier?.close();
  await filled?.stop();
});

async function findingsIn(stored: StoredLedger): Promise<Finding[]> {
  const findings: Finding[] = [];
  await verifyDatabase(
    { stored, keys: verifier.keys },
    (found) => findings.push(found),
    () => {},
  );
  return findings;
}

class RolledBack extends Error {}

/** `what/rule` of every finding after a change that is then taken back. */
async function findingsAfter(change: (sql: Transaction['sql']) => Promise<unknown>): Promise<string[]> {
  let findings: Finding[] = [];
  const tampering = superuser.transaction(async (rows) => {
    for (const table of [...guarded, 'businesses']) {
      await rows.sql.unsafe(`alter table ${table} disable trigger all`);
    }
    await change(rows.sql);
    findings = await findingsIn({
      snapshot: createSnapshot(rows),
      log: createLogReader(rows),
      records: createRecordStore(rows),
      setup: createSetupStore(rows),
      successions: createSuccessions(rows),
    });
    throw new RolledBack();
  });
  await tampering.catch((error) => {
    if (!(error instanceof RolledBack)) throw error;
  });
  // That the guards are off is found as well.
  return findings.filter(({ what }) => what !== 'schema').map(({ what, rule }) => `${what}/${rule}`);
}

const guarded = [
  'log_head',
  'log_entries',
  'log_tiles',
  'log_checkpoints',
  'notices',
  'notice_retirements',
  'notice_reviews',
  'sealed_records',
  'subjects',
  'identifier_tags',
  'subject_links',
  'templates',
];

const found = (sql: string) => findingsAfter((run) => run.unsafe(sql));

describe('a true database', () => {
  test('has no finding', async () => {
    expect(await verifier.atOneMoment(findingsIn)).toEqual([]);
  });

  test('that goes on being written to has no finding', async () => {
    const { ledger, business } = filled;
    let going = true;
    const writing = (async () => {
      for (let i = 0; going; i += 1) {
        const number = numbers[(i * 7) % numbers.length]!;
        await (i % 3 === 0 ? optOut : optIn)(ledger, business, number);
      }
    })();
    for (let round = 0; round < 4; round += 1) {
      expect(await verifier.atOneMoment(findingsIn)).toEqual([]);
    }
    going = false;
    await writing;
  });
});

const audited = [...guarded, 'consent_states', 'spent_keys', 'businesses'];

/** SQL for a value of this type that differs by one bit or one character. */
const changed: Record<string, (column: string) => string> = {
  bytea: (column) =>
    `set_byte(${column}, octet_length(${column}) / 2, get_byte(${column}, octet_length(${column}) / 2) # 1)`,
  bigint: (column) => `${column} # 1099511627776`,
  smallint: (column) => `${column} # 2`,
  integer: (column) => `${column} # 2`,
  boolean: (column) => `not ${column}`,
  uuid: (column) =>
    `overlay(${column}::text placing (case right(${column}::text, 1) when '0' then '1' else '0' end) from 36)::uuid`,
  ARRAY: (column) => `array_append(${column}, 'agent')`,
  text: (column) =>
    `overlay(${column} placing (case substr(${column}, length(${column}) / 2, 1) when '0' then '1' else '0' end) from length(${column}) / 2 for 1)`,
};

test('no column of any row can be changed unseen, by one bit or one character', async () => {
  const columns = await superuser.sql<{ table: string; column: string; type: string }[]>`
    select table_name as table, column_name as column, data_type as type from information_schema.columns
    where table_schema = 'public' and table_name = any(${audited}::text[])
      -- A constraint allows only 1.
      and not (table_name = 'log_head' and column_name = 'id')
    order by table_name, ordinal_position`;
  const unseen: string[] = [];
  for (const { table, column, type } of columns) {
    for (const end of ['asc', 'desc']) {
      const findings = await found(`
        update ${table} set ${column} = ${changed[type]!(column)} where ctid = (
          select ctid from ${table} where ${column} is not null order by ctid ${end} limit 1)`);
      if (findings.length === 0) unseen.push(`${table}.${column}`);
    }
  }
  expect(columns.length).toBeGreaterThan(40);
  expect(unseen).toEqual([]);
});

describe('what is false is named', () => {
  const flip = (table: string, column: string, where: string) =>
    found(`update ${table} set ${column} = ${changed.bytea!(column)} where ${where}`);

  test('an entry', async () => {
    expect(await flip('log_entries', 'entry', 'idx = 40')).toEqual([
      'entry/not_as_signed',
      'tile/differs',
      'tile/root_differs',
      'sealed_record/does_not_open',
    ]);
  });

  test('a tile, and the root beside it', async () => {
    expect(await flip('log_tiles', 'hashes', 'level = 0 and n = 0')).toEqual(['tile/differs']);
    expect(await flip('log_tiles', 'root', 'level = 0 and n = 0')).toEqual(['tile/root_differs']);
  });

  test('a sealed row, a person’s key and a business’s key', async () => {
    expect(await flip('sealed_records', 'sealed', 'idx = 9')).toEqual(['sealed_record/does_not_open']);
    const oneOf = (table: string) => `ctid = (select min(ctid) from ${table})`;
    expect(await flip('subjects', 'wrapped_key', oneOf('subjects'))).toContain('key/does_not_unwrap');
    expect(await flip('businesses', 'wrapped_key', oneOf('businesses'))).toContain('key/does_not_unwrap');
  });

  test('a template that somebody re-tagged by hand, made up, or made away with', async () => {
    const weaker = `update templates set state = replace(state, 'MARKETING', 'UTILITY')`;
    expect(await found(weaker)).toEqual(['template/differs']);
    const another = `insert into templates select business, waba_id, 'made_up', language, state, tree_size from templates`;
    expect(await found(another)).toEqual(['template/unrecorded']);
    expect(await found('delete from templates')).toEqual(['template/missing']);
  });

  test('a notice', async () => {
    expect(await flip('notices', 'bytes', "id = 'offers'")).toEqual(['notice/differs']);
  });

  test('a checkpoint’s note and the root beside it', async () => {
    expect(await flip('log_checkpoints', 'root', 'size = 1')).toEqual(['checkpoint/row_differs']);
    expect(
      await found("update log_checkpoints set note = replace(note, '/log', '/lag') where size = 1"),
    ).toEqual(['checkpoint/signature']);
  });

  test('the head', async () => {
    expect(await flip('log_head', 'root', 'id = 1')).toEqual(['head/differs']);
    expect(await found('update log_head set size = size - 1')).toEqual(['head/differs']);
    expect(await found("update log_head set origin = 'other.example/log'")).toEqual(['head/origin']);
  });

  test('a consent state', async () => {
    const subject =
      'subject = (select max(subject::text)::uuid from consent_states where state like \'%"stops":{"*"%\')';
    const lifted = `update consent_states set state = regexp_replace(state, '"stops":.*', '"stops":{}}') where ${subject}`;
    expect(await found(lifted)).toEqual(['state/differs']);
    expect(await found(`delete from consent_states where ${subject}`)).toEqual(['state/missing']);
  });

  test('a tag and its prefix', async () => {
    const one = 'ctid = (select min(ctid) from identifier_tags)';
    expect(await flip('identifier_tags', 'tag', one)).toEqual(['tag/unexplained', 'tag/missing']);
    expect(await found(`update identifier_tags set prefix = prefix # 1 where ${one}`)).toEqual([
      'tag/prefix_differs',
    ]);
    expect(await found(`delete from identifier_tags where ${one}`)).toEqual(['tag/missing']);
  });
});

describe('rows deleted, inserted and swapped are found', () => {
  test('a deleted entry, tile, checkpoint, sealed row, notice or retirement', async () => {
    expect(await found('delete from log_entries where idx = 100')).toContain('entry/missing');
    expect(await found('delete from log_entries where idx = (select max(idx) from log_entries)')).toContain(
      'entry/missing',
    );
    expect(await found('delete from log_tiles where n = 0')).toEqual(['tile/missing']);
    expect(await found('delete from log_checkpoints where size = 2')).toEqual(['checkpoint/missing']);
    expect(
      await found('delete from log_checkpoints where size = (select max(size) from log_checkpoints)'),
    ).toContain('head/differs');
    expect(await found('delete from sealed_records where idx = 7')).toContain('sealed_record/missing');
    expect(await found("delete from notices where id = 'offers'")).toEqual(['notice/missing']);
    expect(await found('delete from notice_retirements')).toEqual(['notice/missing']);
    expect(await found('delete from notice_reviews')).toEqual(['notice/missing']);
  });

  test('an entry, a checkpoint or a tile put behind the end', async () => {
    const entry = Buffer.concat([Uint8Array.of(1), randomBytes(32)]).toString('hex');
    expect(
      await found(`insert into log_entries select max(idx) + 1, '\\x${entry}' from log_entries`),
    ).toContain('entry/unsigned');
    expect(
      await found(
        `insert into log_checkpoints select size + 1, root, note from log_checkpoints order by size desc limit 1`,
      ),
    ).toContain('checkpoint/row_differs');
    expect(
      await found('insert into log_tiles select 0, 700, hashes, root from log_tiles where n = 0'),
    ).toEqual(['tile/unexpected']);
  });

  test('two swapped entries, sealed rows, states or tags', async () => {
    const swap = (table: string, key: string, column: string, [a, b]: [string, string]) => `
      update ${table} t set ${column} = o.${column} from ${table} o
      where (t.${key} = ${a} and o.${key} = ${b}) or (t.${key} = ${b} and o.${key} = ${a})`;
    const subjects = await superuser.sql<{ a: string; b: string }[]>`
      select min(subject::text) as a, max(subject::text) as b from consent_states`;
    const [a, b] = [`'${subjects[0]!.a}'`, `'${subjects[0]!.b}'`];
    expect(await found(swap('log_entries', 'idx', 'entry', ['10', '20']))).toContain('entry/not_as_signed');
    expect(await found(swap('sealed_records', 'idx', 'sealed', ['10', '20']))).toEqual([
      'sealed_record/does_not_open',
      'sealed_record/does_not_open',
    ]);
    expect(await found(swap('consent_states', 'subject', 'state', [a, b]))).toEqual([
      'state/differs',
      'state/differs',
    ]);
    const tags = await found(swap('identifier_tags', 'subject', 'tag', [a, b]));
    expect(tags.filter((name) => name === 'tag/unexplained')).toHaveLength(2);
    expect(await found(swap('subjects', 'subject', 'wrapped_key', [a, b]))).toContain('key/does_not_unwrap');
  });

  test('a link that no record made', async () => {
    expect(
      await findingsAfter(
        (sql) => sql`insert into subject_links values (${randomUUID()}, ${randomUUID()}, ${randomUUID()})`,
      ),
    ).toEqual(['link/unexplained']);
  });

  test('a person allowed beside the log: a tag and a state that no record explains', async () => {
    const nobody = '00000000-0000-0000-0000-000000000000';
    const findings = await findingsAfter(async (sql) => {
      await sql`insert into consent_states select ${nobody}, state from consent_states limit 1`;
      await sql`insert into identifier_tags select prefix, tag, pepper, business, kind, ${nobody} from identifier_tags limit 1`;
    });
    expect(findings).toEqual(['state/without_records']);
  });

  test('a second tag that leads to a person from somebody else’s number', async () => {
    const findings = await findingsAfter(
      (sql) => sql`insert into identifier_tags
        select prefix, tag, pepper, business, kind, (select max(subject::text)::uuid from subjects) from identifier_tags
        where subject = (select min(subject::text)::uuid from subjects)`,
    );
    expect(findings).toEqual(['tag/unexplained']);
  });

  test('a whole person removed, with rows, keys, tags and state', async () => {
    const findings = await findingsAfter(async (sql) => {
      const [{ subject }] = (await sql<{ subject: string }[]>`
        select min(subject::text) as subject from subjects`) as unknown as [{ subject: string }];
      for (const table of ['sealed_records', 'subjects', 'identifier_tags', 'consent_states']) {
        await sql.unsafe(`delete from ${table} where subject = '${subject}'`);
      }
    });
    expect(new Set(findings)).toEqual(new Set(['sealed_record/missing', 'key/spent_on_nothing']));
  });

  test('the log cut back to an earlier size, head and all', async () => {
    const [cut] = await superuser.sql<{ size: number }[]>`
      select size from log_checkpoints order by size desc offset 3 limit 1`;
    const findings = await findingsAfter(async (sql) => {
      const { size } = cut!;
      await sql`delete from log_entries where idx >= ${size}`;
      await sql`delete from log_checkpoints where size > ${size}`;
      await sql`update log_head set (size, root) = (select size, root from log_checkpoints where size = ${size})`;
      await sql`delete from sealed_records where idx >= ${size}`;
    });
    // The tree is true again; what was derived from the lost records is not.
    expect(findings).toContain('head/recorded_at');
    expect(findings).toContain('state/differs');
  });
});
