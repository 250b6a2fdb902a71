// A list whose import is killed in the middle, as by a machine that loses its power: given again, each of its
// rows is there once. So it is of two imports of one list at once.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { type Environment, ended, environmentOf, optmark, start } from '../../cli/run.ts';
import { serve } from '../../cli/serving.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';

let ledger: TestLedger;
let environment: Environment;
let folder: string;
let key: string;
beforeAll(async () => {
  ledger = await testLedger();
  environment = environmentOf(ledger);
  folder = await mkdtemp(join(tmpdir(), 'optmark-import-'));
  key = (await createApiKey(ledger.ledger, ledger.business, 'lists', ['import:write'])).key;
});
afterAll(async () => {
  await ledger?.stop();
  await rm(folder, { recursive: true, force: true });
});

const rows = 4000;
const numbersOf = (place: number) =>
  Array.from({ length: rows }, (_, at) => `+1415${place}${String(at).padStart(4, '0')}`);
const size = async () => (await ledger.ledger.log.latestCheckpoint())!.size;

async function argsOf(name: string, place: number): Promise<string[]> {
  const file = join(folder, `${name}.csv`);
  const list = numbersOf(place).map((number, at) => `${number},${at % 2 === 0 ? 'yes' : 'stop'}\n`);
  await writeFile(file, `number,status\n${list.join('')}`);
  const terms = ['--business', ledger.business, '--notice', 'order-updates', '--source', 'Tills in Pune'];
  return ['import', file, ...terms, '--json'];
}
const sumOf = (text: string) => JSON.parse(text.trim().split('\n').at(-1)!);

test('from the host', async () => {
  const args = await argsOf('killed', 556);
  const before = await size();
  const child = start(args, environment);
  child.stdout.once('data', () => child.kill('SIGKILL'));
  await ended(child);
  const kept = (await size()) - before;
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(rows);
  const { stdout } = await optmark([...args, '--resume'], environment);
  const sum = sumOf(stdout);
  expect(sum).toMatchObject({ rows, known: kept, refused: 0 });
  expect(sum.imported + sum.stopped + sum.known).toBe(rows);
  expect((await size()) - before).toBe(rows);
});

test('over HTTP, with the node that takes it', async () => {
  const terms = { notice: 'order-updates', source: 'Tills in Pune' };
  const list = numbersOf(557).map((number, at) => ({ number, status: at % 2 === 0 ? 'yes' : 'stop' }));
  const body = [terms, ...list].map((one) => `${JSON.stringify(one)}\n`).join('');
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' };
  const post = (url: string) => fetch(`${url}/v1/imports`, { method: 'POST', headers, body });
  const settings = { ...environment, OPTMARK_LOG_LEVEL: 'silent', PORT: '0' };
  const before = await size();
  const node = await serve(settings);
  const reader = (await post(node.url)).body!.getReader();
  await reader.read();
  node.child.kill('SIGKILL');
  await expect(
    (async () => {
      while (!(await reader.read()).done);
    })(),
  ).rejects.toThrow();
  await node.end;
  const kept = (await size()) - before;
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(rows);
  const sum = sumOf(await (await post(ledger.url)).text());
  expect(sum).toMatchObject({ done: true, rows, known: kept, refused: 0 });
  expect((await size()) - before).toBe(rows);
});

test('two imports of one list at once', async () => {
  const args = await argsOf('twice', 558);
  const before = await size();
  const both = await Promise.all([optmark(args, environment), optmark(args, environment)]);
  const [one, other] = both.map(({ stdout }) => sumOf(stdout));
  expect(one.imported + other.imported).toBe(rows / 2);
  expect(one.stopped + other.stopped).toBe(rows / 2);
  // Found agreed, before it was found known: to the person it is the same.
  expect(one.known + one.unchanged + other.known + other.unchanged).toBe(rows);
  expect((await size()) - before).toBe(rows);
});

test('what they left is true', async () => {
  expect(await optmark(['verify', '--database'], environment)).toMatchObject({ code: 0 });
});
