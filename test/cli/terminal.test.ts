// What a person sees while it takes long, and that nothing that is stored can steer their terminal.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { progressLine } from '../../ledger/cli/terminal.ts';
import { addBusiness } from '../../ledger/operations/setup/setup.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { environmentOf, optmark } from './run.ts';

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
