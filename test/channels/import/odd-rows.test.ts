// Rows of a list that are not what their writer meant: several numbers, quotation marks that do not match,
// another sign between the cells. No stop in them passes in silence, and no consent is guessed.

import { describe, expect, test } from 'vitest';
import type { Mapping } from '../../../ledger/channels/import/columns.ts';
import { listRows } from '../../../ledger/channels/import/list.ts';
import type { Shape } from '../../../ledger/channels/import/shapes.ts';

const [first, second] = ['+14155550101', '+14155550102'];

async function said(list: string, mapping: Mapping = {}, shape?: Shape): Promise<string[]> {
  const found: string[] = [];
  async function* bytes() {
    yield Buffer.from(list);
  }
  for await (const rows of listRows(bytes(), { mapping, shape }))
    found.push(...rows.map((row) => `${row.kind} ${'rule' in row ? row.rule : row.number}`));
  return found;
}

describe('of several columns of numbers', () => {
  test.each(['DO NOT CALL', 'unsubscribed', 'opted out'])(
    '%s in place of the first is a stop',
    async (words) => {
      expect(await said(`phone,whatsapp_number,whatsapp_consent\n${words},${second},yes\n`)).toEqual([
        `stop ${second}`,
      ]);
    },
  );

  const rowOf = (phone: string, whatsapp: string, consent: string) =>
    `phone,whatsapp_number,whatsapp_consent\n${phone},${whatsapp},${consent}\n`;

  test('a stop is of each number, and a consent is refused', async () => {
    expect(await said(rowOf(first, second, 'unsubscribed'))).toEqual([`stop ${first}`, `stop ${second}`]);
    expect(await said(rowOf(first, second, 'yes'))).toEqual(['refused number/several']);
  });

  test('the same number in two spellings is one', async () => {
    for (const same of ['1 (415) 555-0101', '(415) 555-0101', '+1 415-555-0101'])
      expect(await said(rowOf(first, same, 'yes'))).toEqual([`grant ${first}`]);
    expect(await said(rowOf(first, first, 'unsubscribed'))).toEqual([`stop ${first}`]);
  });

  test('one that is blank, or holds no number, is none', async () => {
    expect(await said(rowOf('', second, 'yes'))).toEqual([`grant ${second}`]);
    expect(await said(rowOf('-', second, 'unsubscribed'))).toEqual([`stop ${second}`]);
    expect(await said('phone,whatsapp,whatsapp_consent\n+14155550101,yes,yes\n')).toEqual([`grant ${first}`]);
  });

  test('one that cannot be read is told beside the stop of the other', async () => {
    expect(await said(rowOf(first, '022 1234567', 'unsubscribed'))).toEqual([
      `stop ${first}`,
      'unheard number/calling_code_missing',
    ]);
  });

  test('the one that the operator names counts', async () => {
    expect(await said(rowOf(first, second, 'yes'), { number: 'whatsapp_number' })).toEqual([
      `grant ${second}`,
    ]);
  });

  test('of a vendor the one with a number counts', async () => {
    const names = 'identifier,Phone Number,Purpose Name,TransactionType';
    const row = `a@b.example,${second},WhatsApp,WITHDRAWN`;
    expect(await said(`${names}\n${row}\n`, {}, 'onetrust')).toEqual([`stop ${second}`]);
  });

  test('so it is in NDJSON', async () => {
    const row = { number: first, phone: second };
    expect(await said(JSON.stringify({ ...row, status: 'STOP' }))).toEqual([
      `stop ${first}`,
      `stop ${second}`,
    ]);
    expect(await said(JSON.stringify({ ...row, whatsapp_consent: 'yes' }))).toEqual([
      'refused number/several',
    ]);
  });
});

describe('a quotation mark that nobody closes', () => {
  const names = 'number,note,whatsapp_consent';
  test.each([
    ['up to one at the beginning of a cell', '+14155550104,"x",yes'],
    ['up to one behind a number', '+14155550104,5",yes'],
  ])('%s takes in rows, which are told', async (_, last) => {
    const list = (between: string) => `${names}\n${first},"open,yes\n${between}\n${last}\n${second},,yes\n`;
    const stop = '+14155550103,,unsubscribed';
    expect(await said(list(stop))).toEqual(['refused may_be_stop', `grant ${second}`]);
    expect(await said(list('+14155550103,,yes'))).toEqual(['refused quotes', `grant ${second}`]);
    expect(await said(list(`+14155550103,${'x'.repeat(300)},unsubscribed`))).toEqual([
      'refused may_be_stop',
      `grant ${second}`,
    ]);
  });

  test('and a text over several lines is none', async () => {
    const row = `${first},"Yes, I agree,\nin 2023, at the till,\n12, High Street",yes`;
    expect(await said(`${names}\n${row}\n`)).toEqual([`grant ${first}`]);
  });
});

test('another sign between the cells than in the first line hides no stop', async () => {
  const list = `number;whatsapp_consent\n${first},unsubscribed\n${first},yes\n${second};yes\n`;
  expect(await said(list)).toEqual(['unheard number/character', 'blank no_answer', `grant ${second}`]);
});

test.each([
  [`{"number": "${first}", "status": "unsubscribed"},`, 'refused may_be_stop'],
  [`{"number": "${first}", "status": "yes", "status": "STOP"}`, 'refused may_be_stop'],
  [`{"number": "${first}", "status": "yes"},`, 'refused malformed'],
])('a line of NDJSON that is none, %s, is told as what it may be', async (line, kind) => {
  expect(await said(`{"number": "${second}", "whatsapp_consent": "yes"}\n${line}\n`)).toEqual([
    `grant ${second}`,
    kind,
  ]);
});

test('a row whose nested list of purposes cannot be read is a stop all the same', async () => {
  const row = { number: first, status: 'unsubscribed' };
  for (const purposes of [
    ['marketing', ['x']],
    [{ name: 'marketing' }, 'x'],
  ])
    expect(await said(JSON.stringify({ ...row, purposes }))).toEqual([`stop ${first}`]);
});

test('the day that a program writes where there was none is no day of a stop', async () => {
  const list = (day: string) => `number,whatsapp_consent,withdrawal_date\n${first},yes,${day}\n`;
  expect(await said(list('0001-01-01T00:00:00'))).toEqual([`grant ${first}`]);
  expect(await said(list('2001-01-01T00:00:00'))).toEqual([`stop ${first}`]);
});
