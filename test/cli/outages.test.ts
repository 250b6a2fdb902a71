// A node whose database goes away, in every way there is: it lives, says in one word what is wrong, and
// serves again by itself when that has passed.

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../ledger/storage/database/connection.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { type FaultProxy, faultProxy } from '../support/postgres/fault-proxy.ts';
import { environmentOf } from './run.ts';
import { type Serving, serve } from './serving.ts';

let ledger: TestLedger;
let proxy: FaultProxy;
let node: Serving;
let superuser: Database;
const login = `login_${randomBytes(6).toString('hex')}`;

beforeAll(async () => {
  ledger = await testLedger();
  const owner = ledger.config.databaseUrl!;
  superuser = openDatabase({ url: owner, clients: 1 });
  await superuser.sql.unsafe(`create role ${login} login password 'x' in role optmark_app`);
  proxy = await faultProxy(owner);
  const url = new URL(proxy.url);
  [url.username, url.password] = [login, 'x'];
  node = await serve({
    ...environmentOf(ledger),
    DATABASE_URL: url.href,
    DATABASE_OWNER_URL: owner,
    OPTMARK_LOG_LEVEL: 'silent',
    PORT: '0',
  });
});
afterAll(async () => {
  node?.child.kill('SIGKILL');
  await node?.end;
  await proxy?.close();
  await superuser?.sql.unsafe(`drop role ${login}`);
  await superuser?.end();
  await ledger?.stop();
});

const get = (path: string) => fetch(`${node.url}${path}`);
let last = 0;
/** An opt-out of somebody else each time. */
const optOut = () =>
  fetch(`${node.url}/v1/opt-outs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ledger.keys.ingest}`, 'content-type': 'application/json' },
    body: JSON.stringify({ number: `+1415555${String(1000 + last++)}`, channel: 'web' }),
  });

type Problem = { code: string; errors: { rule: string }[] };
const problemOf = async (answer: Response) => (await answer.json()) as Problem;

async function servesAgain(): Promise<void> {
  const well = async () => [
    (await get('/readyz')).status,
    (await optOut()).status,
    (await get('/log/checkpoint')).status,
  ];
  await expect.poll(well, { interval: 50 }).toEqual([200, 201, 200]);
  expect(node.child.exitCode).toBeNull();
}

const endSessions = () =>
  superuser.sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = ${login}`;

describe('a node lives and serves again', () => {
  test('when its connections are reset while strangers ask, and the port is refused for a while', async () => {
    await servesAgain();
    await proxy.refuse();
    proxy.all('reset');
    const asked = Array.from({ length: 24 }, () => get('/log/checkpoint').then(({ status }) => status));
    // Each is answered, and while nobody listens there: with an error.
    expect(new Set(await Promise.all(asked))).toEqual(new Set([503]));
    expect((await get('/healthz')).status).toBe(200);
    expect(await problemOf(await get('/readyz'))).toMatchObject({ errors: [{ rule: 'unreachable' }] });
    await proxy.accept();
    await servesAgain();
  });

  test.each([
    'Startup',
    'Authentication',
    'Query',
    'RowDescription',
    'ReadyForQuery',
    'Parse',
    'Bind',
    'CommandComplete',
  ])(
    'when all connections are cut, and each of the next ones is reset at %s, until it stops',
    async (name) => {
      let left = 6;
      proxy.at = (frame) => (frame.name === name && left-- > 0 ? 'reset' : 'pass');
      proxy.all('reset');
      await Promise.all([get('/log/checkpoint'), optOut(), get('/readyz'), get('/log/keys.json')]);
      proxy.at = () => 'pass';
      await servesAgain();
    },
  );
});

describe('what the database cannot do at the moment is 503, with when to come again and why', () => {
  const breaking = (code: string) => `
    create function break() returns trigger language plpgsql as $$ begin raise exception using errcode = '${code}'; end $$;
    create trigger break before insert on log_checkpoints for each statement execute function break()`;
  const mending = 'drop trigger break on log_checkpoints; drop function break()';

  test.each([
    ['login_refused', `alter role ${login} nologin`, `alter role ${login} login`],
    ['login_refused', `alter role ${login} password 'y'`, `alter role ${login} password 'x'`],
    [
      'too_many_connections',
      `alter role ${login} connection limit 0`,
      `alter role ${login} connection limit -1`,
    ],
    ['not_permitted', `revoke optmark_app from ${login}`, `grant optmark_app to ${login}`],
    [
      'other_tables',
      'alter table identifier_tags rename to gone',
      'alter table gone rename to identifier_tags',
    ],
    ['disk_full', breaking('53100'), mending],
    ['read_only', breaking('25006'), mending],
    ['other_tables', breaking('42P01'), mending],
    ['out_of_memory', breaking('53200'), mending],
  ])('%s: %s', async (rule, harm, mend) => {
    await servesAgain();
    await superuser.sql.unsafe(harm);
    await endSessions();
    const refused = await optOut();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    // The first ones may have met no more than the end of a session.
    const why = async () => {
      await optOut();
      const answer = await get('/readyz');
      return answer.status === 200 ? 'ready' : (await problemOf(answer)).errors[0]?.rule;
    };
    await expect.poll(why, { interval: 10 }).toBe(rule);
    expect((await get('/healthz')).status).toBe(200);
    await superuser.sql.unsafe(mend);
    await servesAgain();
  });
});

test('a node without a database ends when it is told to, with 0', async () => {
  await proxy.refuse();
  proxy.all('silence');
  const asked = [optOut(), get('/log/checkpoint')].map((one) => one.catch(() => undefined));
  node.child.kill('SIGTERM');
  expect((await node.end).code).toBe(0);
  await Promise.all(asked);
});
