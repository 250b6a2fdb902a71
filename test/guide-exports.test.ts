// Every command of the guide on exports, taken from the page and run against a real ledger.

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { environmentOf } from './cli/run.ts';
import { ivrOptIn, post } from './http/requests.ts';
import { type TestLedger, testLedger } from './support/ledger.ts';

const guide = readFileSync(new URL('../ledger/guides/exports.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text]) => text!);

const main = new URL('../ledger/main.ts', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'optmark-exports-'));
let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
  for (const number of ['+919876543210', '+919876543211'])
    await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
  await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, { number: '+919876543210', channel: 'web' });
});
afterAll(async () => {
  await ledger?.stop();
  rmSync(folder, { recursive: true });
});

/** A block of the page as it would be here. */
async function run(block: string): Promise<string> {
  const line = block
    .replaceAll('http://127.0.0.1:8787', ledger.url)
    .replaceAll('.data/', `${folder}/`)
    .replaceAll(/^AUDIT=.*$/gm, `AUDIT=${ledger.keys.audit}`)
    .replaceAll('npm run -s optmark --', `${process.execPath} ${main}`)
    .replaceAll('fresh-produce', ledger.business)
    // No test is of March.
    .replaceAll(/--(?:from|to) \S+ /g, '')
    .replaceAll(/"(?:from|to)": "[^"]+", /g, '');
  const env = { PATH: process.env.PATH, ...environmentOf(ledger) };
  const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-c', line], { env, cwd: folder });
  // What a verdict does not show is said beside it.
  expect([block, /optmark -- verify/.test(block) ? '' : stderr]).toEqual([block, '']);
  return stdout;
}

type Eight = [string, string, string, string, string, string, string, string];

test('the page shows how to make a file, to see numbers, to prove it, to check that it is whole, and to go on', async () => {
  const [typed, asked, named, records, proven, check, goesOn, sample, ...more] = blocks as Eight;
  expect(more).toEqual([]);
  const file = () => readFileSync(join(folder, 'march.csv'), 'utf8');
  await run(typed);
  const byCommand = file();
  expect(byCommand.split('\r\n').filter((line) => line.startsWith('record,'))).toHaveLength(2);
  await run(asked);
  // The export before is in the log by now, so the size is another.
  const rowsOf = (text: string) => text.slice(0, text.indexOf('\nend,')).replaceAll(/,\d+_/g, ',_');
  expect(rowsOf(file())).toBe(rowsOf(byCommand));
  expect(file()).not.toContain('9876543210');
  expect(await run(named)).toContain('"number":"+919876543210"');
  await run(records);
  const document = JSON.parse(readFileSync(join(folder, 'consents.jsonld'), 'utf8'));
  expect(document['@graph']).toHaveLength(3);
  expect(await run(proven)).toMatch(/^records: 2$[\s\S]*^TRUE: 0 findings/m);
  const [hash] = (await run(check)).split(' ');
  expect(file().split('\r\n').at(-2)).toContain(hash);
  expect(await run(goesOn)).toMatch(/^row,business,index,[\s\S]*\r\nend,/);
  await run(sample);
  const drawn = readFileSync(join(folder, 'sample.ndjson'), 'utf8');
  expect(drawn.split('\n').filter((line) => line.includes('"kind":"opt_in"'))).toHaveLength(2);
  expect(drawn).not.toContain('umbrella');
});
