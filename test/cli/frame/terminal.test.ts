// What a person sees while it takes long, and that nothing that is stored can steer their terminal.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { printJsonLine, progressLine } from '../../../ledger/cli/frame/terminal.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { environmentOf, optmark } from '../run.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
});
afterAll(() => ledger?.stop());

/**
 * As much of a terminal, or of a pipe, as a progress line needs, and a clock that goes when it is told to.
 */
function watched(isTTY: boolean) {
  const written: string[] = [];
  const time = { now: 0 };
  const write = (text: string | Uint8Array) => written.push(String(text)) > 0;
  return { written, time, line: progressLine({ isTTY, write }, () => time.now) };
}

test('JSON says what it is given, and what would steer a terminal is escaped', () => {
  const { write } = process.stdout;
  const written: string[] = [];
  process.stdout.write = (text: string | Uint8Array) => written.push(String(text)) > 0;
  try {
    printJsonLine({ source: 'list of optmark users\u202e' });
  } finally {
    process.stdout.write = write;
  }
  expect(written).toEqual(['{"source":"list of optmark users\\u202e"}\n']);
});

test('progress is one line on a terminal, redrawn now and then, with count and rate, and taken away', () => {
  const { written, time, line } = watched(true);
  for (let done = 1_000; done <= 10_000; done += 1_000) {
    line.progress('log', done, 20_000);
    time.now += 100;
  }
  line.clear();
  expect(written.length).toBe(5);
  expect(written[0]).toBe('\r3,000 of 20,000 entries rebuilt, 15,000/s\x1b[K');
  expect(written.at(-1)).toBe('\r\x1b[K');
});

test('progress is a line every few seconds where nobody watches', () => {
  const { written, time, line } = watched(false);
  for (let second = 0; second < 12; second += 1) {
    line.progress('records', (second + 1) * 100, 5_000);
    time.now += 1_000;
  }
  line.clear();
  expect(written).toEqual(['600 of 5,000 records opened, 120/s\n', '1,100 of 5,000 records opened, 110/s\n']);
});

test('a backup and its restore are counted in bytes, shown in the unit that fits', () => {
  const { written, time, line } = watched(true);
  line.progress('filled', 1, 900_000);
  time.now += 500;
  line.progress('filled', 450_000, 900_000);
  time.now += 500;
  line.progress('tables', 12_340_000, 2_500_000_000);
  expect(written).toEqual([
    '\r450 kB of 900 kB restored, 900 kB/s\x1b[K',
    '\r12.4 MB of 2,500 MB of tables read\x1b[K',
  ]);
});

test('a command is told as it can be typed here: from the sources, by npm', async () => {
  const { stdout } = await optmark(['verify', '--help']);
  expect(stdout).toMatch(/^npm run -s optmark -- verify </);
  const { stderr } = await optmark(['verify', '--no-such-option']);
  expect(stderr).toMatch(/^optmark verify: .*\nsee npm run -s optmark -- verify --help\n$/s);
});

test.for([
  ['verify', '/no/such/file.json'],
  ['restore', '/no/such/backup'],
  ['notice', 'publish', '/no/such/notice.json', '--business', 'acme'],
])('a file that is not there is told in a sentence: %s', async (args) => {
  const { code, stderr } = await optmark(args, environmentOf(ledger));
  expect(code).toBe(3);
  expect(stderr).toContain(': there is no such file or folder');
  expect(stderr).not.toContain('ENOENT');
});

test('a name cannot move the cursor, change colours or pass for another line', async () => {
  const name = 'Fresh\u001b[2J\u009b31m\u202eProduce\nTRUE: all is well';
  await addBusiness(ledger.ledger, { id: 'steering', name });
  for (const args of [
    ['business', 'list'],
    ['business', 'list', '--json'],
  ]) {
    const { stdout } = await optmark(args, environmentOf(ledger));
    expect(stdout).toContain('steering');
    for (const steering of ['\u001b', '\u009b', '\u202e']) expect(stdout).not.toContain(steering);
    expect(stdout).not.toMatch(/^TRUE/m);
  }
});
