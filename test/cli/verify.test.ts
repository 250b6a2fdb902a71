// verify as somebody types it: what it says, and the code a script sees.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readHistory } from '../../ledger/operations/history/read-history.ts';
import { readReceipt } from '../../ledger/operations/history/read-receipt.ts';
import { type Database, openDatabase } from '../../ledger/storage/database/connection.ts';
import { filledLedger, numbers, optIn } from '../operations/filled-ledger.ts';
import type { TestLedger } from '../support/ledger.ts';
import { type Environment, environmentOf, optmark } from './run.ts';

let filled: TestLedger;
let environment: Environment;
let superuser: Database;
let folder: string;

beforeAll(async () => {
  filled = await filledLedger();
  environment = environmentOf(filled);
  superuser = openDatabase({ url: filled.config.databaseUrl!, clients: 1 });
  folder = await mkdtemp(join(tmpdir(), 'optmark-verify-'));
});
afterAll(async () => {
  await superuser?.end();
  await filled?.stop();
  await rm(folder, { recursive: true, force: true });
});

const auditor = { key: 'auditor', business: 'fresh-produce', scopes: ['audit:read' as const] };
const inFolder = (name: string) => join(folder, name);

describe('a database', () => {
  const verify = (...more: string[]) => optmark(['verify', '--database', ...more], environment);

  test('that is true ends with 0 and says how much was looked at', async () => {
    const { code, stdout } = await verify();
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nTRUE: \d+ entries, 0 findings \(.*entries\/s\)\n$/);
    expect(stdout).toContain('people: 201');
  });

  test('may be named by its URL', async () => {
    const { DATABASE_URL, ...rest } = environment;
    for (const args of [['--database', DATABASE_URL!], [DATABASE_URL!]]) {
      expect((await optmark(['verify', ...args], rest)).code).toBe(0);
    }
  });

  const flip = (column: string) => `${column} = set_byte(${column}, 20, get_byte(${column}, 20) # 1)`;
  const someone = 'subject = (select min(subject::text)::uuid from subjects)';
  // Not in the version before the first colon: a state of another fold is made again, and no fault.
  const swapGrades = `state = regexp_replace(state, ':.*', '') || ':' ||
    translate(regexp_replace(state, '^[0-9]+:', ''), '24', '42')`;

  // Each change undoes itself when it is made again.
  test.for([
    ['log_entries', flip('entry'), 'idx = 5', 'entry, index'],
    ['log_tiles', flip('hashes'), 'n = 0', 'tile, tile/0/000:'],
    ['sealed_records', flip('sealed'), 'idx = 5', 'sealed record, index 5,'],
    ['notices', flip('bytes'), "id = 'offers'", 'notice, fresh-produce/offers version 1:'],
    ['log_checkpoints', flip('root'), 'size = 1', 'checkpoint, size 1:'],
    ['log_head', flip('root'), 'id = 1', 'head, head,'],
    ['consent_states', swapGrades, someone, 'state, subject'],
    ['identifier_tags', 'prefix = prefix # 1', someone, 'tag, subject'],
    ['sites', `key = reverse(key)`, 'true', 'setup, site'],
    ['businesses', `name = reverse(name)`, 'true', 'setup, business fresh-produce:'],
    ['api_keys', `scopes = array_reverse(scopes)`, `cardinality(scopes) > 1`, 'setup, api_key'],
  ])(
    'with one byte changed in %s ends with 1 and names it; changed back, it is true',
    async ([table, change, where, named]) => {
      const tamper = async () => {
        const triggers = await superuser.sql<{ name: string }[]>`
          select tgname as name from pg_trigger where tgrelid = ${table!}::regclass and not tgisinternal`;
        const guards = triggers.map(({ name }) => `alter table ${table} enable always trigger ${name}`);
        await superuser.sql.unsafe(
          [
            `alter table ${table} disable trigger user`,
            `update ${table} set ${change} where ${where}`,
            ...guards,
          ].join('; '),
        );
      };
      await tamper();
      const { code, stdout } = await verify();
      await tamper();
      expect(stdout).toContain(`false: ${named}`);
      expect(stdout).toMatch(/\nFALSE: /);
      expect(code).toBe(1);
      expect((await verify()).code).toBe(0);
    },
  );

  test('read with another ledger’s keys is false, briefly', async () => {
    const other = await mkdtemp(inFolder('other-'));
    const keys = JSON.parse(await readFile(join(environment.OPTMARK_DATA!, 'keys.json'), 'utf8'));
    await writeFile(
      join(other, 'keys.json'),
      JSON.stringify({ ...keys, master: Buffer.alloc(32, 7).toString('base64') }),
      { mode: 0o600 },
    );
    const { code, stdout } = await optmark(['verify', '--database'], { ...environment, OPTMARK_DATA: other });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^false: key check, master: /);
    expect(stdout).toContain('key, business fresh-produce: The key does not unwrap');
  });

  test('is judged as JSON where a machine asks', async () => {
    const { code, stdout } = await verify('--json');
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'true',
      findings: [],
      findings_total: 0,
      people: 201,
    });
    expect(code).toBe(0);
  });

  test('that does not answer, or has no ledger in it, ends with 3', async () => {
    expect(
      (await optmark(['verify', '--database', 'postgres://nobody@127.0.0.1:1/none'], environment)).code,
    ).toBe(3);
    const empty = new URL(environment.DATABASE_URL!);
    empty.pathname = '/postgres';
    const { code, stderr } = await optmark(['verify', empty.href], environment);
    expect(code).toBe(3);
    expect(stderr).not.toContain(empty.password || 'never');
  });
});

describe('a running ledger', () => {
  let proxy: Server;
  let lies: Map<string, (body: Buffer) => Buffer | undefined>;
  let lying: string;

  beforeAll(async () => {
    lies = new Map();
    proxy = createServer(async (request, response) => {
      const answer = await fetch(`${filled.url}${request.url}`);
      const body = Buffer.from(await answer.arrayBuffer());
      const lie = lies.get(request.url ?? '');
      const told = lie === undefined ? body : lie(body);
      if (told === undefined) response.writeHead(404).end();
      else response.writeHead(answer.status).end(told);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    lying = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    proxy?.closeAllConnections();
    proxy?.close();
  });

  const verify = (...args: string[]) => optmark(['verify', ...args]);

  test('that is true ends with 0, and says that the key was the server’s own', async () => {
    const { code, stdout, stderr } = await verify(filled.url);
    expect({ code }).toEqual({ code: 0 });
    expect(stdout).toContain('TRUE: ');
    expect(stderr).toContain('The key is the server’s own');
  });

  test('is judged by a key one brings, typed or in a file', async () => {
    const { vkey } = filled.ledger.keys;
    const trust = inFolder('public.json');
    await writeFile(trust, (await optmark(['keys', 'public'], environment)).stdout);
    for (const key of [vkey, trust]) {
      const { code, stderr } = await verify(filled.url, '--vkey', key);
      expect(code).toBe(0);
      expect(stderr).not.toContain('The key is the server’s own');
    }
    const other = vkey.replace(/.{4}$/, (end) => (end === 'AAAA' ? 'BBBB' : 'AAAA'));
    expect((await verify(filled.url, '--vkey', other)).code).toBe(2);
  });

  test('through a proxy that changes one bit of any tile or bundle, or withholds it, is false', async () => {
    const { size } = (await filled.ledger.log.latestCheckpoint())!;
    const rest = size - 256;
    const paths = [
      '/log/tile/entries/000',
      `/log/tile/entries/001.p/${rest}`,
      '/log/tile/0/000',
      `/log/tile/0/001.p/${rest}`,
      '/log/tile/1/000.p/1',
    ];
    for (const path of paths) {
      lies.set(path, (body) =>
        Buffer.from(body.map((byte, at) => (at === body.length >> 1 ? byte ^ 1 : byte))),
      );
      const { code, stdout } = await verify(lying);
      expect({ path, code }).toEqual({ path, code: 1 });
      expect(stdout).toMatch(/^false: (tile|entry), /);
      lies.clear();
    }
    lies.set(paths[2]!, () => undefined);
    expect((await verify(lying)).stdout).toContain('false: tile, tile/0/000');
    lies.clear();
    expect((await verify(lying)).code).toBe(0);
  });

  test('is held against a checkpoint that was saved before', async () => {
    const [earlier, later] = [inFolder('earlier'), inFolder('later')];
    expect((await verify(filled.url, '--save', earlier)).code).toBe(0);
    await readHistory(filled.ledger, auditor, { kind: 'number', value: numbers[0]! });
    expect((await verify(filled.url, '--since', earlier, '--save', later)).code).toBe(0);
    // The proxy shows the log as it was before what is in hand.
    const past = await readFile(earlier);
    lies.set('/log/checkpoint', () => past);
    const cutBack = await verify(lying, '--since', later);
    lies.clear();
    expect(cutBack).toMatchObject({ code: 1, stdout: expect.stringContaining('false: entry, index') });
    await writeFile(earlier, 'no checkpoint');
    expect((await verify(filled.url, '--since', earlier)).code).toBe(2);
  });
});

describe('an evidence file', () => {
  let file: string;
  let evidence: Record<string, unknown>;
  let keys: string[];

  beforeAll(async () => {
    const { record } = await optIn(filled.ledger, filled.business, numbers[0]!);
    evidence = { ...(await readReceipt(filled.ledger, auditor, record)) };
    file = inFolder('evidence.json');
    await writeFile(file, JSON.stringify(evidence));
    await writeFile(inFolder('vkey'), `${filled.ledger.keys.vkey}\n`);
    await writeFile(inFolder('jwks.json'), JSON.stringify({ keys: filled.ledger.keys.jwks }));
    keys = ['--vkey', inFolder('vkey'), '--jwks', inFolder('jwks.json')];
  });
  const verify = (...args: string[]) => optmark(['verify', ...args]);

  test('is true offline by keys one trusts', async () => {
    const { code, stdout, stderr } = await verify(file, ...keys);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('TRUE: 0 findings');
    expect(stdout).toContain('kind: opt_in');
    expect(stdout).toMatch(/\ngrade: E\d\nchannel: \w+\npurposes: .*shipping_update/);
    for (const number of numbers) expect(stdout).not.toContain(number.slice(1));
  });

  test('is true by its own keys, and that this shows little is said', async () => {
    const { code, stderr } = await verify(file);
    expect(code).toBe(0);
    expect(stderr).toContain('contradicts itself nowhere');
  });

  test('is true by the keys a running ledger publishes', async () => {
    expect(await verify(file, '--from', filled.url)).toMatchObject({ code: 0, stderr: '' });
  });

  test('with one character changed in any field is false', async () => {
    for (const name of ['receipt', 'record', 'nonce', 'proof', 'vkey']) {
      const text = evidence[name] as string;
      const at = text.length >> 1;
      const changed = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
      await writeFile(inFolder('changed.json'), JSON.stringify({ ...evidence, [name]: changed }));
      const { code, stdout } = await verify(inFolder('changed.json'));
      expect({ name, code }).toEqual({ name, code: 1 });
      expect(stdout).toMatch(/^false: .*\n(.*\n)*FALSE: /);
    }
  });

  test('that is none ends with 3', async () => {
    for (const garbage of [
      '',
      'hello',
      '{}',
      '\0\x01\x02',
      JSON.stringify({ receipt: 'x'.repeat(2 ** 21) }),
    ]) {
      await writeFile(inFolder('garbage'), garbage);
      expect(await verify(inFolder('garbage'))).toMatchObject({ code: 3, stdout: '' });
    }
    await mkdir(inFolder('empty'));
    expect((await verify(inFolder('empty'))).code).toBe(3);
  });

  test('given only one of the two keys is a mistake', async () => {
    expect((await verify(file, '--vkey', inFolder('vkey'))).code).toBe(2);
    expect((await verify(file, '--vkey', inFolder('vkey'), '--jwks', inFolder('vkey'))).code).toBe(2);
  });
});
