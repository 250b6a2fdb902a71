// verify, of each kind of file that the ledger gives out: it is true, or it is said what to verify instead.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unzip } from '../../../ledger/core/dispute/zip.ts';
import { type Body, ivrOptIn, post } from '../../http/requests.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Environment, environmentOf, optmark } from '../run.ts';

const number = '+919876503101';
let ledger: TestLedger;
let environment: Environment;
let folder: string;
let answer: Body;
let keys: string[];

const at = (name: string) => join(folder, name);
const verify = (name: string, ...more: string[]) => optmark(['verify', at(name), ...more]);
const made = (...args: string[]) => optmark([...args, '--business', ledger.business], environment);
const save = async (name: string, ...args: string[]) => {
  const { code, stdout } = await made(...args);
  expect({ args, code }).toEqual({ args, code: 0 });
  await writeFile(at(name), stdout);
};

beforeAll(async () => {
  ledger = await testLedger();
  environment = environmentOf(ledger);
  folder = await mkdtemp(join(tmpdir(), 'optmark-verify-files-'));
  answer = await (await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number))).json();
  await writeFile(at('public-keys.json'), (await optmark(['keys', 'public'], environment)).stdout);
  expect((await made('dispute', answer.record, '--out', at('pack.zip'))).code).toBe(0);
  keys = ['--vkey', at('public-keys.json'), '--jwks', at('public-keys.json')];
});
afterAll(async () => {
  await ledger?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a file with a proof is true', () => {
  test('the answer to an opt-in, and the evidence of a record', async () => {
    await writeFile(at('receipt.json'), JSON.stringify(answer));
    expect(await verify('receipt.json', ...keys)).toMatchObject({ code: 0 });
    const { url } = ledger;
    const headers = { authorization: `Bearer ${ledger.keys.audit}` };
    const evidence = await fetch(`${url}/v1/receipts/${answer.record}`, { headers });
    await writeFile(at('evidence.json'), await evidence.text());
    expect(await verify('evidence.json', ...keys)).toMatchObject({ code: 0 });
  });

  test('a bundle', async () => {
    await save('march.bundle', 'export', 'records', '--format', 'bundle', '--reason', 'audit');
    expect(await verify('march.bundle', ...keys)).toMatchObject({ code: 0 });
  });
});

describe('a folder', () => {
  test('that a dispute pack was unpacked to is true, and false once a file in it was touched', async () => {
    const files = unzip(await readFile(at('pack.zip')))!;
    await mkdir(at('pack/evidence'), { recursive: true });
    for (const [name, bytes] of files) await writeFile(at(`pack/${name}`), bytes);
    // As a file manager adds them.
    await writeFile(at('pack/.DS_Store'), 'view');
    const [zipped, unpacked] = [await verify('pack.zip', ...keys), await verify('pack', ...keys)];
    expect(unpacked.code).toBe(0);
    const shown = ({ stdout }: { stdout: string }) => stdout.replace(/\(.*s\)/, '');
    expect(shown(unpacked)).toBe(shown(zipped));
    await writeFile(at('pack/index.html'), '<p>kinder words</p>');
    await writeFile(at('pack/evidence/note.txt'), 'I was there');
    const touched = await verify('pack', ...keys);
    expect(touched.code).toBe(1);
    expect(touched.stdout).toContain('false: index.html: not the file that the pack was signed with');
    expect(touched.stdout).toContain('false: evidence/note.txt: not the file');
  });

  test('of evidence files is true, false where one is, and undecided where one is something else', async () => {
    expect((await made('audit', number, '--out', at('evidence'))).code).toBe(0);
    const names = await readdir(at('evidence'));
    const all = await verify('evidence', ...keys);
    expect(all).toMatchObject({ code: 0, stderr: '' });
    expect(all.stdout).toMatch(new RegExp(`^evidence files: ${names.length}\nTRUE: 0 findings`));
    expect((await verify('evidence')).stderr).toContain('contradicts itself nowhere');
    expect(await verify('evidence', '--from', ledger.url)).toMatchObject({ code: 0 });
    await writeFile(at('evidence/march.csv'), 'row,business\r\n');
    const beside = await verify('evidence', ...keys);
    expect(beside).toMatchObject({ code: 3, stdout: expect.stringContaining('UNDECIDED: ') });
    expect(beside.stderr).toContain('march.csv: not verified. This is a table to read (CSV)');
    const [first] = names;
    const evidence = JSON.parse(await readFile(at(`evidence/${first}`), 'utf8'));
    await writeFile(
      at(`evidence/${first}`),
      JSON.stringify({ ...evidence, nonce: 'A'.repeat(43).concat('=') }),
    );
    const changed = await verify('evidence', ...keys);
    expect(changed).toMatchObject({ code: 1, stdout: expect.stringContaining(`false: ${first}: `) });
  });

  test('of nothing that can be verified says what it may hold', async () => {
    await mkdir(at('empty'));
    expect(await verify('empty')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('no evidence file, and no pack.json'),
    });
  });
});

describe('a file without a proof is no finding: it is said what it is, and what to verify instead', () => {
  test.for([
    ['csv', ['export', 'records', '--format', 'csv'], 'a table to read (CSV)', '--format bundle'],
    ['csv', ['export', 'records', '--format', 'csv', '--bom'], 'a table to read (CSV)', 'audit <number>'],
    ['ndjson', ['export', 'records', '--format', 'ndjson'], 'rows to read (NDJSON)', '--format bundle'],
    ['jsonld', ['export', 'records', '--format', 'json-ld'], '(JSON-LD)', '--format bundle'],
    ['json', ['access', number], 'an access file', 'audit <number>'],
    ['ndjson', ['access', number, '--format', 'ndjson'], 'an access file', 'audit <number>'],
    ['html', ['access', number, '--format', 'html'], 'a page to read', 'the zip file'],
    ['json', ['audit', number, '--json'], 'a history to read', 'audit <number>'],
  ] as const)('%s of %j', async ([extension, args, is, instead]) => {
    const name = `other.${extension}`;
    await save(name, ...args);
    const { code, stdout, stderr } = await verify(name);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(is);
    expect(stderr).toContain(instead);
    expect(stderr).not.toMatch(/9876503101/);
  });

  test('the page of a dispute pack, a checkpoint, public keys, a history, a token, an empty file', async () => {
    const headers = { authorization: `Bearer ${ledger.keys.audit}` };
    const history = await post(`${ledger.url}/v1/subjects/history`, ledger.keys.audit, { number });
    const permit = await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, {
      ...{ recipient: number, purpose: 'shipping_update' },
    });
    const files: [name: string, text: string, said: string][] = [
      [
        'index.html',
        unzip(await readFile(at('pack.zip')))!
          .get('index.html')!
          .toString(),
        'a page to read',
      ],
      ['checkpoint', await (await fetch(`${ledger.url}/log/checkpoint`, { headers })).text(), '--since'],
      ['keys.json', await readFile(at('public-keys.json'), 'utf8'), '--vkey'],
      ['jwks.json', await (await fetch(`${ledger.url}/.well-known/jwks.json`)).text(), '--jwks'],
      ['history.json', await history.text(), 'a history to read'],
      ['token', answer.receipt, 'a signed token alone (optmark-receipt+jws)'],
      ['permit', ((await permit.json()) as Body).permit, 'This is a permit'],
      ['nothing', '', 'empty'],
      ['letter.txt', 'Dear auditor', 'not evidence'],
    ];
    for (const [name, text, said] of files) {
      await writeFile(at(name), text);
      const { code, stderr } = await verify(name);
      expect({ name, code, says: stderr.includes(said) ? said : stderr }).toEqual({
        name,
        code: 3,
        says: said,
      });
    }
  });

  test('however large it is', async () => {
    await writeFile(at('large.csv'), `row,business,index\r\n${'record,acme,1\r\n'.repeat(100_000)}`);
    expect(await verify('large.csv')).toMatchObject({ code: 3, stderr: expect.stringContaining('(CSV)') });
  });
});
