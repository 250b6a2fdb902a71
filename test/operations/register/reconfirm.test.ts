// Whom to ask again: those whose consent is weak, old, about to end or given to older words; nobody who has
// stopped anything; and what came of it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReconfirmAsked, ReconfirmRow } from '../../../ledger/core/register/reconfirm.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { hearIdentities } from '../../../ledger/operations/hear/identities.ts';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { findPerson } from '../../../ledger/operations/person/find-person.ts';
import {
  type ReconfirmFile,
  type ReconfirmQuery,
  whatCameOfIt,
  whoToAskAgain,
} from '../../../ledger/operations/reconfirm/reconfirm.ts';
import { catchUp } from '../../../ledger/operations/register/fill.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { eraserRole } from '../../../ledger/storage/schema/roles.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { Clock } from '../clock.ts';
import { auditor, optInByPhone, optInByTick, stop } from '../commands.ts';
import { type Node, startNode } from '../node.ts';
import { dueRows, fillingOf } from './a-register.ts';

const dayMs = 86_400_000;
const people = {
  old: '+14155550101',
  weak: '+14155550102',
  strong: '+14155550103',
  stoppedOther: '+14155550104',
  objected: '+14155550105',
  ending: '+14155550106',
  stoppedUnderName: '+14155550107',
  again: '+14155550108',
} as const;
type Who = keyof typeof people;

let here: TestLedger;
let superuser: Database;
let eraser: Database;
let node: Node;
let clock: Clock;
const subjects = new Map<string, Who>();

beforeAll(async () => {
  here = await testLedger();
  superuser = openDatabase({ url: here.config.databaseUrl!, clients: 1 });
  eraser = openDatabase({ url: here.config.databaseUrl!, role: eraserRole, clients: 1 });
  clock = new Clock();
  node = await startNode(here, { world: clock });
  const { ledger } = node;
  const { business } = auditor;
  await addBusiness(ledger, { id: 'other-shop', name: 'Other' });
  await publish(
    ledger,
    business,
    { ...orderUpdates, id: 'offers', purposes: ['marketing'], valid_days: 30 },
    'test',
  );
  await optInByPhone(ledger, people.old);
  clock.pass(400 * dayMs);
  await optInByPhone(ledger, people.weak);
  await optInByTick(ledger, people.strong);
  await optInByPhone(ledger, people.ending, { notice: 'offers' });
  for (const who of ['stoppedOther', 'objected', 'stoppedUnderName', 'again'] as const)
    await optInByPhone(ledger, people[who]);
  await recordOptOut(ledger, stop(people.stoppedOther, { purposes: ['marketing'] }));
  await recordOptOut(ledger, { ...stop(people.objected), objects: 'marketing' });
  await hearIdentities(ledger, business, [
    {
      ...{ sender: '1', name: 'wamid.1', kind: 'alias' },
      one: { kind: 'number', value: people.stoppedUnderName },
      other: { kind: 'bsuid', value: 'US.1001' },
    },
  ]);
  const { number: _, ...byName } = stop(people.stoppedUnderName) as unknown as Record<string, unknown>;
  await recordOptOut(ledger, {
    ...(byName as unknown as ReturnType<typeof stop>),
    identifiers: [{ kind: 'bsuid', value: 'US.1001' }],
    person: { kind: 'bsuid', value: 'US.1001' },
  });
  for (const who of Object.keys(people) as Who[]) {
    const { person } = await findPerson(ledger, business, { kind: 'number', value: people[who] });
    for (const subject of person!.subjects) subjects.set(subject, who);
  }
});
afterAll(async () => {
  await superuser?.end();
  await eraser?.end();
  await node?.[Symbol.asyncDispose]();
  await here?.stop();
});

const textOf = async ({ pieces }: ReconfirmFile): Promise<string> => {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
};
const rowsOf = async (file: Promise<ReconfirmFile>): Promise<ReconfirmRow[]> =>
  (await textOf(await file))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

const ask = (asked: Partial<ReconfirmAsked>, over: Partial<ReconfirmQuery> = {}, principal = auditor) =>
  whoToAskAgain(node.ledger, principal, {
    asked: { purpose: 'shipping_update', ...asked },
    format: 'ndjson',
    ...over,
  });
/** Whom it names, and why. */
async function named(asked: Partial<ReconfirmAsked>, over: Partial<ReconfirmQuery> = {}) {
  const rows = await rowsOf(ask(asked, over));
  return Object.fromEntries(
    rows.slice(0, -1).map(({ subject, why }) => [subjects.get(subject!), why]),
  ) as Partial<Record<Who, string[]>>;
}
const outcomes = async (round: string) => {
  await catchUp(fillingOf(node.ledger));
  const rows = await rowsOf(whatCameOfIt(node.ledger, auditor, { round, format: 'ndjson' }));
  return Object.fromEntries(
    rows.slice(0, -1).map(({ subject, outcome }) => [subjects.get(subject!), outcome]),
  ) as Partial<Record<Who, string>>;
};

describe('who is named', () => {
  test('whose grade is lower than wanted, and no one who has stopped anything, under any name', async () => {
    expect(await named({ grade: 'E2' })).toEqual({ old: ['grade'], weak: ['grade'], again: ['grade'] });
  });

  test('who agreed longer ago, and why it is each', async () => {
    expect(await named({ older_than_days: 365, grade: 'E2' })).toEqual({
      old: ['grade', 'age'],
      weak: ['grade'],
      again: ['grade'],
    });
  });

  test('whose consent ends soon, and whose has ended by itself', async () => {
    const soon = { purpose: 'marketing', expires_within_days: 40 } as const;
    expect(await named({ ...soon, expires_within_days: 20 })).toEqual({});
    expect(await named(soon)).toEqual({ ending: ['expires'] });
    clock.pass(31 * dayMs);
    expect(await named(soon)).toEqual({ ending: ['expires'] });
  });

  test('who agreed to a version of a notice that is not the current one', async () => {
    expect(await named({ notice_changed: true })).toEqual({});
    await publish(node.ledger, auditor.business, { ...orderUpdates, valid_days: 900 }, 'test');
    expect(Object.keys(await named({ notice_changed: true })).toSorted()).toEqual([
      'again',
      'old',
      'strong',
      'weak',
    ]);
  });

  test('nobody of another business', async () => {
    const theirs = { ...auditor, business: 'other-shop' };
    expect(await rowsOf(ask({ older_than_days: 1, notice_changed: true }, {}, theirs))).toEqual([
      { row: 'end', sent: 0, sha256: expect.any(String) },
    ]);
  });
});

test('numbers are masked unless a reason is given, and the look is recorded first, with the reason', async () => {
  const masked = await textOf(await ask({ grade: 'E2' }));
  expect(masked).toContain('XXXXXX0101');
  expect(masked).not.toContain('4155550101');
  const before = (await here.ledger.log.latestCheckpoint())!.size;
  const { pieces } = await ask({ grade: 'E2' }, { reason: 'audit' });
  expect((await here.ledger.log.latestCheckpoint())!.size).toBe(before + 1);
  expect(await textOf({ pieces } as ReconfirmFile)).toContain('+14155550101');
  expect((await dueRows(here.ledger)).at(-1)).toMatchObject({ kind: 'accessed' });
});

test('who stops after the file is asked for, and before it is read, is not in it', async () => {
  const late = '+14155550109';
  await optInByPhone(node.ledger, late);
  const [is, was] = [await ask({ grade: 'E2' }), await ask({ grade: 'E2' })];
  expect(await textOf(was)).toContain('XXXXXX0109');
  await recordOptOut(node.ledger, stop(late));
  expect(await textOf(is)).not.toContain('XXXXXX0109');
});

test('as a CSV it has the same people, and a last row by which a reader knows that it is whole', async () => {
  const lines = (await textOf(await ask({ grade: 'E2' }, { format: 'csv' }))).trimEnd().split('\r\n');
  expect(lines[0]).toMatch(/^row,round,subject,number,external_id,purpose,scope,why,/);
  expect(lines.slice(1, -1)).toHaveLength(3);
  expect(lines.at(-1)).toMatch(/^end,.*,3,[0-9a-f]{64}$/);
});

describe('a round', () => {
  test('remembers who was named, and says what came of each', async () => {
    await named({ grade: 'E2' }, { round: 'spring' });
    expect(await outcomes('spring')).toEqual({ old: 'nothing', weak: 'nothing', again: 'nothing' });
    await optInByTick(node.ledger, people.weak, {}, undefined);
    await recordOptOut(node.ledger, stop(people.old));
    expect(await outcomes('spring')).toEqual({ old: 'withdrawn', weak: 'confirmed', again: 'nothing' });
  });

  test('a stop after the yes wins', async () => {
    await recordOptOut(node.ledger, stop(people.weak));
    expect(await outcomes('spring')).toMatchObject({ weak: 'withdrawn' });
  });

  test('asked again under its name, no one is named who has stopped since, and the first naming stays', async () => {
    expect(await named({ grade: 'E2' }, { round: 'spring' })).toEqual({ again: ['grade'] });
    expect(Object.keys(await outcomes('spring'))).toHaveLength(3);
  });

  test('that is not there, or is another business’s, is not found', async () => {
    const theirs = { ...auditor, business: 'other-shop' };
    for (const [who, round] of [
      [theirs, 'spring'],
      [auditor, 'autumn'],
    ] as const)
      await expect(whatCameOfIt(node.ledger, who, { round, format: 'ndjson' })).rejects.toMatchObject({
        code: 'not_found',
      });
  });

  test('forgets a subject that is gone, and a node that comes late does not bring it back', async () => {
    const [again] = [...subjects].find(([, who]) => who === 'again')!;
    const one = { subject: again, purpose: 'shipping_update', scope: 'message', treeSize: 1 } as const;
    const late = [{ ...one, record: again }];
    const inRound = async () =>
      (
        await superuser.sql<{ subject: string }[]>`
        select subject from reconfirmations where round = 'spring' or round = 'late'`
      ).map(({ subject }) => subject);
    expect(await inRound()).toContain(again);
    await eraser.sql`delete from subjects where subject = ${again}`;
    await node.ledger.reconfirmations.name(auditor.business, 'late', clock.now().toISOString(), late);
    expect(await inRound()).not.toContain(again);
  });
});
