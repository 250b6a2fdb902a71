// What Postgres itself refuses, whoever asks: the grants and triggers of migrations/.

import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogStore } from '../../../ledger/storage/append/log-store.ts';
import { createReleaseStore } from '../../../ledger/storage/release/release-store.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';
import { setUp } from '../set-up.ts';
import { expectWholeLog } from '../whole-log.ts';
import { business, createWriter, people, someMoment } from '../writer.ts';

/** Insert only, for everybody. A column of each to change. */
const log = {
  log_entries: 'entry',
  log_tiles: 'hashes',
  log_checkpoints: 'note',
  notices: 'bytes',
  notice_retirements: 'at',
  notice_reviews: 'at',
  flows: 'bytes',
  key_checks: '"check"',
  erased_sends: 'sender',
  journals: 'begun_at',
  log_successions: 'why',
  recoveries: 'business',
  releases: 'manifest',
  release_files: 'bytes',
  stones: 'record',
  // The stone of an erased person is found by them.
  identifier_tags: 'tag',
};
/** Insert only, but the eraser may delete. */
const sealed = {
  sealed_records: 'sealed',
  subjects: 'wrapped_key',
  subject_links: 'record',
};
const mutable = [
  ...['consent_states', 'spent_keys', 'businesses', 'sites', 'api_keys', 'senders'],
  ...['ownership_challenges', 'templates', 'service_windows', 'sends', 'message_statuses', 'webhook_outbox'],
  ...['worker_leases', 'flow_secrets', 'providers', 'ivr_calls', 'entry_points'],
  ...['sms_providers', 'sms_threads'],
  ...['people', 'console_links', 'console_sessions'],
  ...['register', 'register_head', 'register_ranges', 'register_days'],
  'opt_in_links',
  'pending_opt_ins',
  'late_erasures',
  ...['tallies', 'reconfirmations'],
  'erasure_requests',
  ...['feed_followers', 'feed_told'],
];

const insertOnly = Object.entries({ ...log, ...sealed });
const denied = '42501';
const refused = '23001';

let database: MigratedDatabase;

beforeAll(async () => {
  database = await migratedDatabase();
  await createWriter(createLogStore(database.app)).append(people(300), {
    notices: [
      {
        notice: {
          notice: { id: 'n', version: 1, business: { id: business } },
          bytes: Buffer.of(1),
          sha256: '',
        } as never,
        record: randomUUID(),
      },
    ],
    retirements: [{ business, id: 'n', version: 1, record: randomUUID(), at: someMoment }],
    reviews: [{ business, id: 'n', version: 1, locale: 'en', record: randomUUID(), at: someMoment }],
    flows: [
      {
        flow: {
          flow: { id: 'f', version: 1, business: { id: business } },
          bytes: Buffer.of(1),
          sha256: '',
        } as never,
        record: randomUUID(),
      },
    ],
  });
  await database.app.sql`
    insert into subject_links (a, b, record) values (${randomUUID()}, ${randomUUID()}, ${randomUUID()})`;
  await database.app.sql`insert into stones values (${randomUUID()}, ${randomUUID()})`;
  await database.app.sql`insert into key_checks values ('log', ${randomBytes(32)})`;
  await database.app.sql`
    insert into log_successions (n, origin, vkey, last_origin, last_vkey, size, root, why, record, at)
    values (2, 'l.example/2', '', 'l.example', '', 0, ${randomBytes(32)}, '', ${randomUUID()}, '')`;
  await database.app.sql`insert into recoveries values ('x', ${randomUUID()}, ${randomUUID()})`;
  await database.app.sql`insert into journals (n, id) values (1, ${randomUUID()})`;
  await createReleaseStore(database.app).keep(
    {
      version: '0.1.0',
      manifest: '{}',
      files: [{ path: '/0.1.0/a.js', digest: 'x', bytes: new Uint8Array(1) }],
    },
    someMoment,
  );
  await database.owner.sql`insert into erased_sends values ('1', ${randomBytes(32)})`;
  const rows = setUp(database.app);
  await rows.business(business);
  await rows.site('pk_x', business);
  await rows.apiKey(randomUUID(), business);
});
afterAll(() => database.drop());

/** SQLSTATE of the refusal, or how many rows it touched if it was not refused. Whatever it did is undone. */
async function attempt(
  role: 'app' | 'owner' | 'superuser' | 'eraser',
  statement: string,
  { before = '' } = {},
): Promise<string> {
  const undone = new Error('undone');
  let outcome = '';
  await database[role]
    .transaction(async ({ sql }) => {
      if (before !== '') await sql.unsafe(before);
      const { count } = await sql.unsafe(statement);
      outcome = `touched ${count}`;
      throw undone;
    })
    .catch((error) => {
      if (error !== undone) outcome = error.sqlstate;
    });
  return outcome;
}

const asReplica = { before: 'set local session_replication_role = replica' };

describe.for(insertOnly)('%s', ([table, column]) => {
  const changes = [
    `update ${table} set ${column} = ${column}`,
    `delete from ${table}`,
    `truncate ${table} cascade`,
  ];

  test.for(changes)('the app has no right to: %s', async (change) => {
    expect(await attempt('app', change)).toBe(denied);
  });

  test.for(changes)('the owner and a superuser are refused: %s', async (change) => {
    expect(await attempt('owner', change)).toBe(refused);
    expect(await attempt('superuser', change)).toBe(refused);
  });

  test.for(changes)('a superuser who plays replica is refused: %s', async (change) => {
    expect(await attempt('superuser', change, asReplica)).toBe(refused);
  });

  test('an insert that would overwrite is refused to all', async () => {
    const overwrite = `insert into ${table} select * from ${table} on conflict do nothing`;
    expect(await attempt('app', overwrite)).toMatch(/^touched \d+$/);
    const key = { log_entries: 'idx', log_tiles: 'level, n', log_checkpoints: 'size', sealed_records: 'idx' }[
      table
    ];
    if (key === undefined) return;
    const upsert = `insert into ${table} select * from ${table} on conflict (${key}) do update set ${column} = excluded.${column}`;
    expect(await attempt('app', upsert)).toBe(denied);
    expect(await attempt('owner', upsert)).toBe(refused);
  });

  test('the app can neither drop it, nor alter it, nor put its trigger to sleep', async () => {
    for (const change of [
      `drop table ${table}`,
      `alter table ${table} add column x int`,
      `alter table ${table} disable trigger all`,
      `drop trigger refuse_truncate on ${table}`,
      `create rule r as on insert to ${table} do instead nothing`,
    ]) {
      expect(await attempt('app', change)).toBe(denied);
    }
  });
});

describe('the eraser', () => {
  test.for([...Object.keys(sealed), 'consent_states'])('may delete from %s', async (table) => {
    expect(await attempt('eraser', `delete from ${table}`)).toMatch(/^touched [1-9]/);
  });

  // Of all tables, which it may delete from at all: personal-data.test.ts.
  test.for([...Object.keys(log), 'log_head'])('may not delete from %s', async (table) => {
    expect(await attempt('eraser', `delete from ${table}`)).toBe(denied);
  });

  test('may delete of what was used up only what was blanked, which no one else may', async () => {
    const blanked = "update spent_keys set request = '\\x0000000000000001'";
    expect(await attempt('eraser', 'delete from spent_keys')).toBe(refused);
    expect(await attempt('eraser', 'update spent_keys set record = record')).toBe(denied);
    expect(await attempt('app', blanked)).toBe(denied);
    expect(await attempt('superuser', `${blanked}; delete from spent_keys`)).toBe(refused);
    expect(await attempt('eraser', `${blanked}; delete from spent_keys`)).toMatch(/^touched [1-9]/);
  });

  test.for(Object.entries(sealed))('may do nothing else to %s', async ([table, column]) => {
    expect(await attempt('eraser', `update ${table} set ${column} = ${column}`)).toBe(denied);
    expect(await attempt('eraser', `truncate ${table}`)).toBe(denied);
    expect(await attempt('eraser', `insert into ${table} select * from ${table}`)).toBe(denied);
  });

  test('is a role, not a power that a superuser has without taking it on', async () => {
    expect(await attempt('superuser', 'delete from subjects')).toBe(refused);
    const taken = { before: 'set local role optmark_eraser' };
    expect(await attempt('superuser', 'delete from subjects', taken)).toBe('touched 300');
  });
});

describe('the head', () => {
  test.for([
    'set size = size',
    'set size = size - 1',
    'set size = 0',
    "set root = decode(repeat('00', 32), 'hex')",
    "set last_recorded_at = ''",
    "set size = size + 1, last_recorded_at = ''",
  ])('does nothing but grow: %s is refused to all', async (change) => {
    const update = `update log_head ${change}`;
    expect(await attempt('app', update)).toBe(refused);
    expect(await attempt('owner', update)).toBe(refused);
    expect(await attempt('superuser', update, asReplica)).toBe(refused);
  });

  test('keeps its origin, unless a row says from where it goes on as another', async () => {
    for (const more of [', size = size + 1', '']) {
      const update = `update log_head set origin = 'other'${more}`;
      expect(await attempt('app', update)).toBe(refused);
      expect(await attempt('superuser', update)).toBe(refused);
    }
  });

  test('can be neither deleted nor truncated', async () => {
    for (const change of ['delete from log_head', 'truncate log_head']) {
      expect(await attempt('app', change)).toBe(denied);
      expect(await attempt('owner', change)).toBe(refused);
      expect(await attempt('superuser', change, asReplica)).toBe(refused);
    }
  });

  test('has no second', async () => {
    const second = (id: number, size: number) =>
      `insert into log_head values (${id}, 'x', ${size}, decode(repeat('00', 32), 'hex'), '')`;
    expect(await attempt('app', second(1, 0))).toBe('23505');
    expect(await attempt('app', second(2, 0))).toBe('23514');
    expect(await attempt('superuser', second(2, 9))).toBe(refused);
  });
});

describe('the app', () => {
  test.for([
    'delete from consent_states',
    'update consent_states set subject = gen_random_uuid()',
    'delete from spent_keys',
    'update spent_keys set record = gen_random_uuid()',
    'update businesses set wrapped_key = wrapped_key',
    'delete from businesses',
    'update sites set business = business',
    "update api_keys set scopes = '{}'",
    'delete from api_keys',
    'update senders set business = business',
    'update ownership_challenges set code = code',
    'update ownership_challenges set number = number',
    'delete from templates',
    'update templates set waba_id = waba_id',
    'update service_windows set tag = tag',
    'update webhook_outbox set sealed = sealed',
    'update webhook_outbox set signature = signature',
    'delete from worker_leases',
    'update flow_secrets set flow = flow',
    'update providers set dialect = dialect',
    'update entry_points set kind = kind',
    'update entry_points set code = code',
    'delete from entry_points',
    'update ivr_calls set business = business',
    'update sms_providers set dialect = dialect',
    'update people set role = role',
    'update people set until = until',
    'delete from people',
    'update console_links set sealed = sealed',
    'update console_sessions set sealed = sealed',
    'update console_sessions set ends_at = ends_at',
    'update sms_threads set business = business',
    'delete from register',
    'delete from register_head',
    'update register_days set day = day',
    'update opt_in_links set sealed = sealed',
    'update opt_in_links set ends_at = ends_at',
    'update pending_opt_ins set business = business',
    'update pending_opt_ins set spend_key = spend_key',
    'delete from erasure_requests',
    'update worker_leases set worker = worker',
    'update feed_followers set first_asked_at = first_asked_at',
    'delete from feed_followers',
    'update feed_told set at = at',
    'delete from feed_told',
    'create table x ()',
    'create schema x',
    'create function x() returns int language sql return 1',
  ])('has no right to: %s', async (change) => {
    expect(await attempt('app', change)).toBe(denied);
  });

  test('may change a state, and revoke a key', async () => {
    expect(await attempt('app', 'update consent_states set state = state')).toBe('touched 300');
    expect(await attempt('app', 'update api_keys set revoked_at = now()')).toBe('touched 1');
  });
});

describe('a hash', () => {
  test.for([31, 33])('of %i bytes is none: no such tag, no such key check', async (bytes) => {
    const value = `decode(repeat('00', ${bytes}), 'hex')`;
    const tag = `insert into identifier_tags values (0, ${value}, 1, 'x', 'number', gen_random_uuid())`;
    const keyCheck = `insert into key_checks values ('master', ${value})`;
    for (const insert of [tag, keyCheck]) expect(await attempt('superuser', insert)).toBe('23514');
  });
});

describe('every table', () => {
  test('is owned by optmark_owner and is nothing to everybody else', async () => {
    const tables = await database.superuser.sql<{ name: string; owner: string }[]>`
      select tablename as name, tableowner as owner from pg_tables where schemaname = 'public' order by 1`;
    const known = ['log_head', ...Object.keys(log), ...Object.keys(sealed), ...mutable];
    expect(tables.map(({ name }) => name)).toEqual(known.sort());
    expect(new Set(tables.map(({ owner }) => owner))).toEqual(new Set(['optmark_owner']));
    const grants = await database.superuser.sql<{ grantee: string }[]>`
      select distinct grantee from information_schema.role_table_grants where table_schema = 'public'`;
    expect(new Set(grants.map(({ grantee }) => grantee))).toEqual(
      new Set(['optmark_owner', 'optmark_app', 'optmark_eraser']),
    );
  });

  test('can be neither read nor written by a role nobody has granted anything', async () => {
    for (const [table] of insertOnly) {
      const stranger = { before: 'create role stranger; set local role stranger' };
      expect(await attempt('superuser', `select from ${table}`, stranger)).toBe(denied);
      expect(await attempt('superuser', `insert into ${table} select * from ${table}`, stranger)).toBe(
        denied,
      );
    }
  });

  test('is as it was after all these attempts', async () => {
    expect(await expectWholeLog(database.superuser.sql)).toBe(300);
  });
});
