// What people say while a list is imported waits for little of it, and nothing of a list is half recorded.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ListRow, readRow } from '../../../ledger/channels/import/row.ts';
import { LedgerError } from '../../../ledger/core/error.ts';
import {
  importRows,
  type List,
  openList,
  rowsAtOnce,
  type Verdict,
} from '../../../ledger/operations/import/import-list.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { gateSays, optInByTick } from '../commands.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
});
afterAll(() => ledger.stop());

const row = (at: number): ListRow =>
  readRow({ line: at + 2, cells: { number: `+1415555${String(at).padStart(4, '0')}`, status: 'yes' } })[0]!;
async function* rowsOf(count: number) {
  for (let at = 0; at < count; at += 100) yield Array.from({ length: 100 }, (_, i) => row(at + i));
}
const opened = (notice = 'order-updates') =>
  openList(ledger.ledger, {
    ...{ business: ledger.business, notice, source: 'Tills in Pune', dryRun: false },
    by: { by: 'operator', id: 'import' },
  });
/** The ledger, with something before its sequencer. */
const around = (submit: (to: Ledger['sequencer']['submit']) => Ledger['sequencer']['submit']): Ledger => {
  const { sequencer } = ledger.ledger;
  return { ...ledger.ledger, sequencer: { ...sequencer, submit: submit(sequencer.submit) } };
};
/** Of a list of `number,status` and perhaps purposes. */
async function verdictsOf(rows: readonly string[], on: Ledger = ledger.ledger, over: Partial<List> = {}) {
  async function* read() {
    yield rows.flatMap((one, at) => {
      const [number = '', status = '', purposes] = one.split(',');
      return readRow({ line: at + 2, cells: { number, status, ...(purposes && { purposes }) } });
    });
  }
  const found: Verdict[] = [];
  for await (const some of importRows(on, { ...(await opened()), ...over }, read())) found.push(...some);
  return found;
}

test('no more rows are under way than two commits take', async () => {
  let [now, most] = [0, 0];
  const counted = around((submit) => async (draft) => {
    now += 1;
    most = Math.max(most, now);
    const outcome = await submit(draft);
    now -= 1;
    return outcome;
  });
  let count = 0;
  for await (const some of importRows(counted, await opened(), rowsOf(1000))) count += some.length;
  expect(count).toBe(1000);
  expect(most).toBeLessThanOrEqual(rowsAtOnce);
});

test('where the ledger can take no more it ends, and the same list goes on from there', async () => {
  let left = 300;
  const full = new LedgerError('overloaded', 'The ledger cannot take more at this moment; try again.');
  const limited = around((submit) => (draft) => {
    left -= 1;
    return left < 0 ? Promise.resolve({ kind: 'refused', error: full }) : submit(draft);
  });
  const list = { ...(await opened()), source: 'Tills in Goa' };
  async function* others() {
    for await (const some of rowsOf(600))
      yield some.map((one) => ({ ...one, ...numbered(one.line) }) as ListRow);
  }
  const read = async (on: Ledger) => {
    const counts: Record<string, number> = {};
    for await (const some of importRows(on, list, others()))
      for (const { verdict } of some) counts[verdict] = (counts[verdict] ?? 0) + 1;
    return counts;
  };
  await expect(read(limited)).rejects.toBe(full);
  expect(await read(ledger.ledger)).toEqual({ known: 300, imported: 300 });
});

test('a list that still calls a person unsubscribed stops what they agreed to since, once', async () => {
  const number = '+14155570010';
  const next = () => verdictsOf([`${number},unsubscribed`]);
  expect(await next()).toEqual([{ line: 2, verdict: 'stopped' }]);
  for (let time = 0; time < 2; time += 1) {
    await optInByTick(ledger.ledger, number);
    expect(await gateSays(ledger.ledger, number)).toMatchObject({ decision: 'allow' });
    expect(await next()).toEqual([{ line: 2, verdict: 'stopped', rule: 'ends_consent' }]);
    expect(await gateSays(ledger.ledger, number)).toMatchObject({ reasons: ['withdrawn'] });
    expect(await next()).toEqual([{ line: 2, verdict: 'known' }]);
  }
});

describe('of rows of one number in a list each hears what became of it', () => {
  const said = async (rows: readonly string[], over: Partial<List> = {}) =>
    (await verdictsOf(rows, ledger.ledger, over)).map(({ verdict, rule }) => rule ?? verdict);

  test.for([
    ['a yes behind a stop', '+14155570100', ['stop', 'yes'], ['stopped', 'stopped'], 'withdrawn'],
    [
      'a stop behind a yes',
      '+14155570101',
      ['yes', 'stop', 'yes'],
      ['imported', 'ends_consent', 'known'],
      'withdrawn',
    ],
    ['the same twice', '+14155570102', ['yes', 'yes'], ['imported', 'known'], undefined],
    ['a stop twice', '+14155570103', ['stop', 'stop'], ['stopped', 'known'], 'withdrawn'],
    ['more of the same', '+14155570104', ['yes,shipping_update', 'yes'], ['imported', 'in_part'], undefined],
  ] as const)('%s', async ([, number, rows, heard, reason]) => {
    const list = rows.map((one) => `${number},${one}`);
    expect(await said(list, { dryRun: true })).toEqual(heard);
    expect(await said(list)).toEqual(heard);
    const gate = reason === undefined ? { decision: 'allow' } : { decision: 'deny', reasons: [reason] };
    expect(await gateSays(ledger.ledger, number)).toMatchObject(gate);
  });

  test('also where others stand between them, that are recorded meanwhile', async () => {
    const others = Array.from({ length: rowsAtOnce }, (_, i) => `+1415558${String(i).padStart(4, '0')},stop`);
    const heard = await verdictsOf(['+14155570199,stop', ...others, '+14155570199,yes']);
    expect(heard.at(0)).toEqual({ line: 2, verdict: 'stopped' });
    expect(heard.at(-1)).toMatchObject({ verdict: 'unchanged', rule: 'stopped' });
  });
});

test('a list that is given again adds nothing that a newer notice names: no one of it was shown that', async () => {
  const number = '+14155570030';
  const more = { ...orderUpdates, purposes: [...orderUpdates.purposes, 'appointment_update' as const] };
  const id = 'visits';
  const under = async () => ({ ...(await opened('visits')), source: 'Till in Nagpur' });
  await publish(ledger.ledger, ledger.business, { ...orderUpdates, id }, 'test');
  const rows = [`${number},yes`];
  expect(await verdictsOf(rows, ledger.ledger, await under())).toEqual([{ line: 2, verdict: 'imported' }]);
  await publish(ledger.ledger, ledger.business, { ...more, id }, 'test');
  expect(await verdictsOf(rows, ledger.ledger, await under())).toEqual([{ line: 2, verdict: 'known' }]);
  expect(await gateSays(ledger.ledger, number, 'appointment_update')).toMatchObject({ decision: 'deny' });
  // What a row names itself was claimed of the person, and is another row.
  const named = await verdictsOf([`${number},yes,appointment_update`], ledger.ledger, await under());
  expect(named).toEqual([{ line: 2, verdict: 'imported' }]);
});

test('of a row that is a gap in part, that part alone is recorded, and the verdict says so', async () => {
  const number = '+14155570020';
  await verdictsOf([`${number},yes,shipping_update`]);
  const recorded: unknown[] = [];
  const seen = around((submit) => (draft) => {
    recorded.push(draft.record);
    return submit(draft);
  });
  expect(await verdictsOf([`${number},yes,shipping_update|payment_update`], seen)).toEqual([
    {
      ...{ line: 2, verdict: 'imported', rule: 'in_part' },
      detail: 'Only for payment_update. The person has agreed already.',
    },
  ]);
  expect(recorded).toMatchObject([{ kind: 'imported', purposes: ['payment_update'] }]);
});

test('where no consent can be recorded for now, stops further down still are', async () => {
  const fault = new LedgerError('clocks_disagree', 'The clocks disagree.');
  const late = around((submit) => (draft) => {
    const isStop = draft.record.kind === 'opt_out';
    return isStop ? submit(draft) : Promise.resolve({ kind: 'refused', error: fault });
  });
  expect(await verdictsOf(['+14155570000,yes', '+14155570001,stop'], late)).toEqual([
    { line: 2, verdict: 'refused', rule: 'clocks_disagree', detail: 'The clocks disagree.' },
    { line: 3, verdict: 'stopped' },
  ]);
});

const numbered = (line: number) => {
  const number = `+1415556${String(line).padStart(4, '0')}`;
  return { given: number, number };
};
