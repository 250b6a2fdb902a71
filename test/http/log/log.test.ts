import { hash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCheckpoint } from '../../../ledger/core/log/checkpoint.ts';
import { leafHash } from '../../../ledger/core/log/hash.ts';
import { ed25519Verifier } from '../../../ledger/core/log/signed-note.ts';
import { parseVerifierKey } from '../../../ledger/core/log/verifier-key.ts';
import { createApi } from '../../../ledger/http/server/api.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import vectors from '../../vectors/tlog-70000.json' with { type: 'json' };
import { type Body, expectProblem, get, ivrOptIn, post } from '../requests.ts';
import { vectorLog } from './vector-log.ts';

let ledger: TestLedger;
/** Entries in the log: the opt-ins, behind what sets the ledger up. */
let size: number;
beforeAll(async () => {
  ledger = await testLedger();
  const numbers = Array.from({ length: 4 }, (_, i) => `+1415555016${i}`);
  const answers = await Promise.all(
    numbers.map((n) => post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(n))),
  );
  const sizes = await Promise.all(answers.map(async (answer) => ((await answer.json()) as Body).tree_size));
  size = Math.max(...sizes);
});
afterAll(() => ledger.stop());

const log = (path: string) => get(`${ledger.url}/log/${path}`);

test('the checkpoint verifies with the published key, and is kept only for a moment', async () => {
  const answer = await log('checkpoint');
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=1, no-transform');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  const { origin, vkey }: Body = await (await log('keys.json')).json();
  const key = parseVerifierKey(vkey);
  if (key.kind === 'refused') throw new Error(key.code);
  const opened = openCheckpoint(await answer.text(), { origin, logKeys: [ed25519Verifier(key.value)] });
  expect(opened).toMatchObject({ kind: 'opened', checkpoint: { origin: 'ledger.example/log', size } });
});

test('a tile’s hashes are those of the bundle’s entries', async () => {
  const bundle = Buffer.from(await (await log('tile/entries/000.p/5')).arrayBuffer());
  const tile = Buffer.from(await (await log('tile/0/000.p/5')).arrayBuffer());
  const entries = Array.from({ length: 5 }, (_, i) => bundle.subarray(i * 35 + 2, (i + 1) * 35));
  expect(tile).toEqual(Buffer.concat(entries.map(leafHash)));
});

test.each(['tile/0/000.p/3', 'tile/entries/000.p/3'])('%s is kept for ever, byte for byte', async (path) => {
  const answer = await log(path);
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable, no-transform');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
});

test('a narrower tile is a prefix of a wider one', async () => {
  const [narrow, wide] = await Promise.all(['tile/0/000.p/2', 'tile/0/000.p/5'].map(log));
  const bytes = Buffer.from(await wide!.arrayBuffer());
  expect(Buffer.from(await narrow!.arrayBuffer())).toEqual(bytes.subarray(0, 64));
});

test.each([
  ['a width that is not committed', 'tile/0/000.p/255'],
  ['a bundle that is not committed', 'tile/entries/000.p/255'],
  ['a full tile that is not full yet', 'tile/0/000'],
  ['a level that is not there', 'tile/1/000.p/1'],
  ['an index that is not there', 'tile/0/001.p/1'],
  ['an index beyond all numbers', 'tile/0/x999/x999/x999/x999/x999/999.p/1'],
  ['width nought', 'tile/0/000.p/0'],
  ['width 256', 'tile/0/000.p/256'],
  ['another spelling', 'tile/00/000.p/1'],
  ['an index without groups', 'tile/0/0.p/1'],
  ['a level of words', 'tile/leaves/000.p/1'],
  ['a climb out of the log', 'tile/..%2f..%2fetc'],
  ['nothing', 'tile/'],
])('%s is not there', async (_what, path) => {
  await expectProblem(log(path), 'not_found');
});

test('an empty log has no checkpoint and no tiles', async () => {
  const { log } = ledger.ledger;
  const app = createApi({ ...ledger.ledger, log: { ...log, latestCheckpoint: async () => undefined } });
  await expectProblem(app.request('/log/checkpoint'), 'not_found');
  await expectProblem(app.request('/log/tile/0/000.p/1'), 'not_found');
});

test('at 70,000 entries every file is the one published elsewhere', async () => {
  const app = createApi({ ...ledger.ledger, log: vectorLog(70_000) });
  const files = Object.entries(vectors.files_sha256_at_70000);
  expect(files.length).toBeGreaterThan(0);
  for (const [path, sha256] of files) {
    const answer = await app.request(`/log/${path}`);
    expect([path, hash('sha256', Buffer.from(await answer.arrayBuffer()))]).toEqual([path, sha256]);
  }
});
