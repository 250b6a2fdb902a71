// import: what is recorded of a list, what is said of each row, and that it can be given again.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publish } from '../../ledger/operations/notice/notices.ts';
import { gateSays, optInByTick } from '../operations/commands.ts';
import { optIn, optOut } from '../operations/filled-ledger.ts';
import { orderUpdates, type TestLedger, testLedger } from '../support/ledger.ts';
import { type Environment, environmentOf, optmark } from './run.ts';

let ledger: TestLedger;
let environment: Environment;
let folder: string;

beforeAll(async () => {
  ledger = await testLedger();
  environment = environmentOf(ledger);
  folder = await mkdtemp(join(tmpdir(), 'optmark-import-'));
});
afterAll(async () => {
  await ledger?.stop();
  await rm(folder, { recursive: true, force: true });
});

const source = 'Till staff in Pune, paper forms, 2023';
async function bare(list: string, ...args: string[]) {
  const file = join(folder, 'list');
  await writeFile(file, list);
  const of = ['--business', 'fresh-produce', '--notice', 'order-updates', '--source', source];
  return optmark(['import', file, ...of, ...args], environment);
}
async function importList(list: string, ...args: string[]) {
  const file = join(folder, 'list');
  await writeFile(file, list);
  const agreed = /^[^\n]*status/.test(list) ? [] : ['--all-agreed'];
  const given = args.includes('--source') ? args : ['--source', source, ...args];
  const of = ['--business', 'fresh-produce', '--notice', 'order-updates'];
  return optmark(['import', file, ...of, ...agreed, ...given], environment);
}
const verdictsOf = ({ stdout }: { stdout: string }) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { line?: number; verdict?: string; rule?: string });
const size = async () => (await ledger.ledger.log.latestCheckpoint())!.size;

describe('a list', () => {
  test('becomes consents of grade E0 and stops, and each row hears what became of it', async () => {
    const ended = await importList(
      [
        'number,status,collected_at,wording',
        '+14155550111,subscribed,2021-03-04,"Yes, ""keep me posted"""',
        '+14155550112,unsubscribed,,',
        '+14155550113,,,',
        'not a number,yes,,',
        '+14155550115,vip,,',
      ].join('\r\n'),
      '--json',
    );
    expect(verdictsOf(ended)).toEqual([
      { line: 2, verdict: 'imported' },
      { line: 3, verdict: 'stopped' },
      { line: 4, verdict: 'skipped', rule: 'no_answer', detail: expect.any(String) },
      { line: 5, verdict: 'refused', rule: 'number/character', detail: expect.any(String) },
      { line: 6, verdict: 'refused', rule: 'status', detail: expect.any(String) },
      {
        ...{ rows: 5, imported: 1, stopped: 1, known: 0, unchanged: 0, skipped: 1, refused: 2, unheard: 0 },
        ...{ may_be_stop: 0, dry_run: false },
      },
    ]);
    expect(ended.code).toBe(1);
    expect(ended.stdout + ended.stderr).not.toMatch(/41555501|not a number/);
    expect(await gateSays(ledger.ledger, '+14155550111')).toMatchObject({ decision: 'allow', grade: 'E0' });
    expect(await gateSays(ledger.ledger, '+14155550112')).toMatchObject({ reasons: ['withdrawn'] });
    expect(await gateSays(ledger.ledger, '+14155550113')).toMatchObject({ reasons: ['unknown_recipient'] });
  });

  test('is told by audit with its source, its moment and its words', async () => {
    const { stdout } = await optmark(
      ['audit', '+14155550111', '--business', 'fresh-produce', '--json'],
      environment,
    );
    expect(stdout).toContain('"kind": "imported"');
    for (const told of [source, '2021-03-04', 'keep me posted']) expect(stdout).toContain(told);
  });

  test('can be given again: it goes on, and records nothing twice', async () => {
    const rows = ['+14155550121,yes', '+14155550122,stop', '+14155550121,yes'];
    const first = await importList(['number,status', ...rows.slice(0, 1)].join('\n'), '--json');
    expect(verdictsOf(first)[0]).toEqual({ line: 2, verdict: 'imported' });
    const all = await importList(['number,status', ...rows].join('\n'), '--json', '--resume');
    expect(verdictsOf(all).map(({ line, verdict }) => [line, verdict])).toEqual([
      [3, 'stopped'],
      [undefined, undefined],
    ]);
    const before = await size();
    const again = await importList(['number,status', ...rows].join('\n'), '--json');
    expect(verdictsOf(again).at(-1)).toMatchObject({ rows: 3, known: 3, imported: 0, stopped: 0 });
    expect(again.code).toBe(0);
    expect(await size()).toBe(before);
  });

  test('never adds to what a person said', async () => {
    const [ticked, stopped, twice] = ['+14155550131', '+14155550132', '+14155550133'];
    await optInByTick(ledger.ledger, ticked!);
    await optIn(ledger.ledger, ledger.business, stopped!);
    await optOut(ledger.ledger, ledger.business, stopped!);
    const list = `number\n${ticked}\n${stopped}\n${twice}\n`;
    expect(verdictsOf(await importList(list, '--json'))).toMatchObject([
      { line: 2, verdict: 'unchanged', rule: 'agreed_already' },
      { line: 3, verdict: 'unchanged', rule: 'stopped' },
      { line: 4, verdict: 'imported' },
      {},
    ]);
    const other = await importList(list, '--json', '--source', 'Loyalty card forms, stores, 2020');
    expect(verdictsOf(other)[2]).toMatchObject({ verdict: 'unchanged', rule: 'agreed_already' });
    expect(await gateSays(ledger.ledger, stopped!)).toMatchObject({ reasons: ['withdrawn'] });
  });

  test('stops also where the person agreed here since, and says so', async () => {
    await optInByTick(ledger.ledger, '+14155550141');
    const ended = await importList('number,status\n+14155550141,unsubscribed\n');
    expect(ended.stdout).toContain('line 2: stopped (ends_consent). A consent that stood is ended.');
    expect(await gateSays(ledger.ledger, '+14155550141')).toMatchObject({ reasons: ['withdrawn'] });
  });

  test('is looked at without recording anything', async () => {
    const before = await size();
    const ended = await importList('number,status\n+14155550151,yes\n+14155550152,stop\n', '--dry-run');
    expect(ended).toMatchObject({ code: 0, stdout: 'it would be: 2 rows: 1 imported, 1 stopped\n' });
    expect(await size()).toBe(before);
  });

  test('holds no longer than the notice says, and not from when it was taken over', async () => {
    await publish(
      ledger.ledger,
      ledger.business,
      { ...orderUpdates, id: 'for-a-year', valid_days: 365 },
      'test',
    );
    const old = new Date(Date.now() - 400 * 86_400_000).toISOString();
    const recent = new Date(Date.now() - 300 * 86_400_000).toISOString();
    const list = `number,collected_at\n+14155550161,${old}\n+14155550162,${recent}\n+14155550163,in May\n`;
    const ended = await importList(list, '--json', '--notice', 'for-a-year');
    expect(verdictsOf(ended)).toMatchObject([
      { verdict: 'refused', rule: 'expired' },
      { verdict: 'imported' },
      { verdict: 'imported' },
      {},
    ]);
  });
});

test('a stop of nobody who can be told is not passed over in silence', async () => {
  const ended = await importList('number,status\n98765,unsubscribed\n', '--dry-run');
  expect(ended).toMatchObject({ code: 1, stdout: expect.stringContaining('line 2: unheard (number/') });
  expect(ended.stderr).toContain('NOBODY IS STOPPED');
});

test('a row that may be a stop is told and counted', async () => {
  const ended = await importList('number,status\n+14155550190,fin\n+14155550189,vip\n', '--dry-run');
  expect(ended).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('line 2: refused (may_be_stop)'),
    stderr: expect.stringContaining('may_be_stop: 1 of the refused'),
  });
});

test('columns of stops are mapped beside the status', async () => {
  const list =
    'number,status,left,gone\n+14155550191,yes,,\n+14155550192,yes,2024-05-01,\n+14155550193,yes,,x\n';
  const ended = await importList(list, '--dry-run', '--map', 'status=status,stop=left', '--map', 'stop=gone');
  expect(ended).toMatchObject({ code: 0, stdout: 'it would be: 3 rows: 1 imported, 2 stopped\n' });
});

describe('a list is refused', () => {
  const list = 'number\n+14155550171\n';
  test.for([
    ['a stop that is the status as well', ['stop=consent', 'status=consent']],
    ['a stop that is the number as well', ['stop=number', 'status=consent']],
    ['a status that is the number', ['status=number']],
    ['two statuses', ['status=consent', 'status=left']],
    ['two statuses in one', ['status=consent,status=left']],
  ] as const)('with %s', async ([, maps]) => {
    const rows = 'number,consent,left\n+14155550176,yes,\n';
    const args = maps.flatMap((one) => ['--map', one]);
    const ended = await bare(rows, ...args);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(await gateSays(ledger.ledger, '+14155550176')).toMatchObject({ reasons: ['unknown_recipient'] });
  });

  test.each([
    'Klaviyo suppression list',
    'Unsubscribed contacts of MailPoet plugin',
    'Do-not-contact, shops',
    'Liste der Abgemeldeten, Kasse',
  ])('that is of people who said no, by its source, as if each had agreed: %s', async (told) => {
    const ended = await importList(list, '--source', told);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('(source/said_no)');
    const stops = await importList('number,status\n+14155550177,unsubscribed\n', '--source', told);
    expect(stops).toMatchObject({ code: 0, stdout: expect.stringContaining('1 row: 1 stopped') });
    await optInByTick(ledger.ledger, '+14155550177');
  });

  test('that was gathered for something else, with the rule, and nothing of it is recorded', async () => {
    const ended = await importList(list, '--source', 'Newsletter subscribers, shop.example, 2022');
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('(source/forbidden_source)');
    expect(await gateSays(ledger.ledger, '+14155550171')).toMatchObject({ reasons: ['unknown_recipient'] });
  });

  test('row by row where the rows say so, and a stop in it is heard', async () => {
    const rows =
      'number,status,source\n+14155550172,yes,sms_list\n+14155550173,stop,Facebook\n+14155550174,yes,checkout\n+14155550175,yes,purchased list\n';
    expect(verdictsOf(await importList(rows, '--json'))).toMatchObject([
      { verdict: 'refused', rule: 'source/forbidden_source' },
      { verdict: 'stopped' },
      { verdict: 'imported' },
      { verdict: 'refused', rule: 'source/forbidden_source' },
      {},
    ]);
  });

  test.for([
    ['no source', ['--source', ''], 2],
    ['a status without a name', ['--map', 'status='], 2],
    ['a stop without a name', ['--map', 'stop='], 2],
    ['a source that holds a number', ['--source', 'Till of +91 98765 43210'], 2],
    ['a column there is not', ['--map', 'number=Phone'], 2],
    ['a notice there is not', ['--notice', 'nothing-here'], 2],
  ] as const)('with %s', async ([, args, code]) => {
    expect(await importList(list, ...args)).toMatchObject({ code, stdout: '' });
  });
});

test('an objection is recorded from the host, and no list lifts it', async () => {
  const object = (...args: string[]) =>
    optmark(['object', '+14155550181', '--business', 'fresh-produce', ...args], environment);
  expect(await object('--scope', 'all')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^recorded [\w-]+, entry \d+: objects to all\n$/),
  });
  expect(await gateSays(ledger.ledger, '+14155550181')).toMatchObject({ reasons: ['objected'] });
  expect((await importList('number\n+14155550181\n')).stdout).toContain('unchanged (objected)');
});

test('an objection from the host reads a number as the business’s country writes it, and says so', async () => {
  const object = (number: string) => optmark(['object', number, '--business', 'fresh-produce'], environment);
  expect(await object('098765 43281')).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/^<number>: /),
  });
  expect(await gateSays(ledger.ledger, '+919876543281', 'marketing')).toMatchObject({
    reasons: ['objected'],
  });
  const before = await size();
  expect(await object('nobody')).toMatchObject({ code: 2, stderr: expect.stringContaining('<number>: ') });
  expect(await size()).toBe(before);
});

test('what was taken over is verified like everything else', async () => {
  expect(await optmark(['verify', '--database'], environment)).toMatchObject({ code: 0 });
});
