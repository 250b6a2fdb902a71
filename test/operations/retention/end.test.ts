// What is over ends: nothing of it is left but the stone, what is needed stays, what has changed meanwhile is
// left alone, and the whole ledger still verifies.

import { describe, expect, test } from 'vitest';
import { scopeSchema } from '../../../ledger/auth/scope.ts';
import type { CanonicalIdentifier } from '../../../ledger/core/subject/identifier.ts';
import { tagsUnderEveryPepper } from '../../../ledger/core/subject/tag.ts';
import type { Draft } from '../../../ledger/operations/append/draft.ts';
import { hearIdentities } from '../../../ledger/operations/hear/identities.ts';
import { readHistory } from '../../../ledger/operations/history/read-history.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { findPerson } from '../../../ledger/operations/person/find-person.ts';
import { endRecords, previewEnding } from '../../../ledger/operations/retention/end.ts';
import { endingRecords } from '../../../ledger/operations/retention/ending.ts';
import {
  closeDispute,
  retentionShown,
  setDispute,
  setKeep,
} from '../../../ledger/operations/retention/settings.ts';
import { type SoonAsked, whoEndsSoon } from '../../../ledger/operations/retention/soon.ts';
import { businessOf } from '../../../ledger/operations/setup/business.ts';
import { operator } from '../../../ledger/operations/setup/change.ts';
import { findingsIn } from '../../support/verifier.ts';
import { Clock } from '../clock.ts';
import { gateSays, optInByTick } from '../commands.ts';
import { optOut } from '../filled-ledger.ts';
import { startNode } from '../node.ts';
import { here, superuser, useOwnedLedger } from '../owned-ledger.ts';

useOwnedLedger();

const named = (value: string): CanonicalIdentifier => ({ kind: 'number', value });
const officer = () => ({ key: 'officer', business: here.business, scopes: scopeSchema.options });
const stop = (number: string) => optOut(here.ledger, here.business, number);

/** The ledger as it is so many days from now; its register has all that was recorded. */
async function inDays(days: number, parts: Partial<Ledger> = {}): Promise<Ledger> {
  await here.ledger.register.flush();
  const now = () => new Date(Date.now() + days * 86_400_000);
  return { ...here.ledger, ...parts, world: { ...here.ledger.world, now } };
}
const sevenYears = 2_557;
const run = async (days: number, parts?: Partial<Ledger>) =>
  endRecords(await inDays(days, parts), here.business, { dryRun: false });
const dryRun = async (days: number) => endRecords(await inDays(days), here.business, { dryRun: true });

/** A person who has stopped, and of whom alone something would end. */
async function onlyOver(number: string): Promise<void> {
  await run(sevenYears + 1);
  await stop(number);
}

async function recordsOf(number: string): Promise<number[]> {
  const tags = tagsUnderEveryPepper(here.ledger.keys.peppers, here.business, named(number)).map(
    ({ tag }) => tag,
  );
  const rows = await superuser.sql<{ idx: number }[]>`
    select idx from sealed_records r where subject in (
      select subject from identifier_tags where tag = any(${tags}::bytea[])) order by idx`;
  return rows.map(({ idx }) => idx);
}

/** A sequencer that does this before it takes what would end. */
function justBefore(meanwhile: () => Promise<unknown>): Pick<Ledger, 'sequencer'> {
  const { sequencer } = here.ledger;
  let done: Promise<unknown> | undefined;
  return {
    sequencer: {
      ...sequencer,
      async submit(draft: Draft) {
        if (draft.record.kind === 'pruned') {
          done ??= meanwhile();
          await done;
        }
        return sequencer.submit(draft);
      },
    },
  };
}

test('who stopped long ago leaves the stop and nothing else, and who may be written to stays', async () => {
  const [gone, stays] = ['+919876504001', '+919876504002'];
  await optInByTick(here.ledger, gone);
  await stop(gone);
  await optInByTick(here.ledger, stays);
  const indexes = await recordsOf(gone);
  expect(await run(sevenYears - 1)).toMatchObject({ people: {}, kept: { time: 1 } });
  expect(await recordsOf(gone)).toEqual(indexes);

  expect(await run(sevenYears + 1)).toMatchObject({ people: { 'proof/IN/*': 1 }, records: 2 });
  expect(await recordsOf(gone)).toEqual([]);
  expect(await recordsOf(stays)).toHaveLength(1);
  expect(await gateSays(here.ledger, gone)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  expect(await gateSays(here.ledger, stays)).toMatchObject({ decision: 'allow' });
  expect(await superuser.sql`select from register where idx = any(${indexes}::bigint[])`).toEqual([]);
  expect(await run(sevenYears + 1)).toMatchObject({ people: {}, records: 0 });
  expect(await findingsIn(here)).toEqual([]);

  // The state is made again from the stone alone, and the stop is in it.
  await superuser.sql`delete from consent_states where subject = (select subject from stones limit 1)`;
  expect(await gateSays(here.ledger, gone)).toMatchObject({ decision: 'deny' });
  await stop(gone);
  expect(await findingsIn(here)).toEqual([]);
});

test('a preview takes nothing, says what is over and what will be within the month, and is itself a record', async () => {
  const number = '+919876504003';
  await optInByTick(here.ledger, number);
  await stop(number);
  const records = await recordsOf(number);
  const over = await dryRun(sevenYears + 1);
  expect(over.people['proof/IN/*']).toBeGreaterThan(0);
  expect(await dryRun(sevenYears - 20)).toMatchObject({ people: {}, soon: { people: 2 } });
  expect(await dryRun(sevenYears - 40)).toMatchObject({ soon: { people: 0 } });
  expect(await recordsOf(number)).toEqual(records);
  await previewEnding(await inDays(0), officer());
  await here.ledger.register.flush();
  const [row] = await superuser.sql<{ kind: string }[]>`select kind from register order by idx desc limit 1`;
  expect(row!.kind).toBe('accessed');
});

test('whose time is over soon is told by rule and by name, and whoever may still be written to is not', async () => {
  const [gone, stays] = ['+919876504011', '+919876504012'];
  await onlyOver(gone);
  await optInByTick(here.ledger, stays);
  const told: unknown[] = [];
  const stopping = new AbortController();
  const work = endingRecords(await inDays(sevenYears - 5), {
    soon(business, byRule) {
      told.push([business, byRule['proof/IN/*']]);
      stopping.abort();
    },
    left: () => void told.push('left'),
  });
  await work.run(stopping.signal, undefined as never);
  expect(told).toEqual([[here.business, 1], 'left']);

  const soon = async (days: number, asked: SoonAsked) => whoEndsSoon(await inDays(days), officer(), asked);
  const { people } = await soon(sevenYears - 5, { days: 7, reason: 'warning_of_end' });
  const { person } = await findPerson(here.ledger, here.business, named(gone));
  expect(people).toEqual([
    { subject: person!.subjects[0], number: gone, ends_at: expect.any(String), rule: 'proof/IN/*' },
  ]);
  const ends = Date.parse(people[0]!.ends_at) - Date.now();
  expect(Math.round(ends / 86_400_000)).toBe(sevenYears);
  const masked = await soon(sevenYears - 5, { days: 7 });
  expect(JSON.stringify(masked)).not.toContain(gone.slice(0, 9));
  expect(masked.people).toHaveLength(1);
  expect((await soon(sevenYears - 9, { days: 7, reason: 'warning_of_end' })).people).toEqual([]);
  // Over already: the next run ends it, and it is too late to tell.
  expect((await soon(sevenYears + 1, { days: 7, reason: 'warning_of_end' })).people).toEqual([]);
  const [look] = await superuser.sql<{ kind: string }[]>`
    select kind from register where business = ${here.business} order by idx desc limit 1`;
  expect(look!.kind).toBe('accessed');
});

describe('what was judged, and is another matter under the lock, ends nothing:', () => {
  test('the person has agreed anew', async () => {
    const number = '+919876504004';
    await onlyOver(number);
    const outcome = await run(
      sevenYears + 1,
      justBefore(() => optInByTick(here.ledger, number)),
    );
    expect(outcome.kept.changed).toBeGreaterThan(0);
    expect(await recordsOf(number)).toHaveLength(2);
    expect(await gateSays(here.ledger, number)).toMatchObject({ decision: 'allow' });
  });

  test('a dispute has begun', async () => {
    const number = '+919876504005';
    await onlyOver(number);
    const dispute = () => setDispute(here.ledger, officer(), named(number), true, operator);
    expect((await run(sevenYears + 1, justBefore(dispute))).kept.changed).toBeGreaterThan(0);
    expect((await recordsOf(number)).length).toBeGreaterThan(0);
    // It lasts until it is closed, whatever the age.
    expect((await run(40_000)).kept.dispute).toBe(1);
    await setDispute(here.ledger, officer(), named(number), false, operator);
    await run(40_000);
    expect(await recordsOf(number)).toEqual([]);
  });

  test('the business keeps it for longer', async () => {
    const number = '+919876504006';
    await onlyOver(number);
    const about = { what: 'proof', jurisdiction: '*', purpose: '*' } as const;
    const keep = () => setKeep(here.ledger, here.business, about, { ...about, days: 9_000 }, operator);
    expect((await run(sevenYears + 1, justBefore(keep))).kept.changed).toBeGreaterThan(0);
    expect((await run(sevenYears + 1)).people).toEqual({});
    await setKeep(here.ledger, here.business, about, null, operator);
    expect((await run(sevenYears + 1)).people).not.toEqual({});
    expect(await recordsOf(number)).toEqual([]);
  });

  test('a node and the log disagree about the time', async () => {
    const number = '+919876504007';
    await stop(number);
    // The log's last record is an hour ahead of the database's clock.
    await using node = await startNode(here, { world: new Clock(Date.now() - 3_600_000) });
    const { sequencer } = node.ledger;
    await expect(run(sevenYears + 1, { sequencer })).rejects.toMatchObject({ code: 'clocks_disagree' });
    expect(await recordsOf(number)).toHaveLength(1);
  });
});

test('all names of a person end at once, or none does', async () => {
  const number = '+919876504008';
  const bsuid = { kind: 'bsuid', value: 'IN.4474008' } as const;
  await stop(number);
  await hearIdentities(here.ledger, here.business, [
    { sender: '1', name: 'wamid.r1', kind: 'alias', one: named(number), other: bsuid },
  ]);
  const { people } = await run(sevenYears + 1);
  expect(Object.values(people).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  expect(await recordsOf(number)).toEqual([]);
  const { sql } = superuser;
  expect(
    await sql`select from sealed_records r where subject in (select b from subject_links) and idx > 0`,
  ).toEqual([]);
  expect(await gateSays(here.ledger, number)).toMatchObject({ decision: 'deny' });
  expect(await findingsIn(here)).toEqual([]);
});

test('a dispute is closed whole by its id, whoever has its names by now, and by such a name for that alone', async () => {
  const [number, moved] = ['+919876504014', '+919876504015'];
  const bsuid = { kind: 'bsuid', value: 'IN.4474014' } as const;
  await stop(number);
  const about = { sender: '1', one: named(number), other: bsuid } as const;
  await hearIdentities(here.ledger, here.business, [{ ...about, name: 'wamid.r2', kind: 'alias' }]);
  const dispute = (of: CanonicalIdentifier, isOpen: boolean) =>
    setDispute(here.ledger, officer(), of, isOpen, operator);
  const shown = async () => retentionShown(await businessOf(here.ledger, here.business));
  await dispute(named(number), true);
  const [opened] = (await shown()).open_disputes;
  expect(opened).toMatchObject({ names: 2 });
  const change = { from: named(number), to: named(moved), at: new Date().toISOString() } as const;
  await hearIdentities(here.ledger, here.business, [
    { ...change, sender: '1', name: 'wamid.r3', kind: 'change' },
  ]);
  // The number leads to nobody of before any more, and of the other name it is closed for that one alone.
  await dispute(bsuid, false);
  expect((await shown()).open_disputes).toEqual([{ ...opened, names: 1 }]);
  await dispute(bsuid, true);
  await closeDispute(here.ledger, here.business, opened!.id, operator);
  expect((await shown()).open_disputes.map(({ id }) => id)).not.toContain(opened!.id);
  await dispute(bsuid, false);
  expect(await shown()).toMatchObject({ disputes: 0, open_disputes: [] });
  const again = closeDispute(here.ledger, here.business, opened!.id, operator);
  await expect(again).rejects.toMatchObject({ code: 'not_found' });
});

test('who looked ends by itself, in its own time; what only the register calls a look does not', async () => {
  const number = '+919876504009';
  await optInByTick(here.ledger, number);
  await stop(number);
  await readHistory(here.ledger, officer(), named(number));
  const [optIn, optedOut, look] = await recordsOf(number);
  await here.ledger.register.flush();
  await superuser.sql`update register set kind = 'accessed' where idx = ${optedOut!}`;
  expect(await run(1_000)).toMatchObject({ looks: 0 });
  expect((await run(1_100)).looks).toBeGreaterThan(0);
  expect(await recordsOf(number)).toEqual([optIn, optedOut]);
  expect(look).toBeGreaterThan(optedOut!);
  await superuser.sql`update register set kind = 'opt_out' where idx = ${optedOut!}`;
  expect(await gateSays(here.ledger, number)).toMatchObject({ decision: 'deny' });
  expect(await findingsIn(here)).toEqual([]);
});

test('a call looks at so many records of who looked, says where to go on, and ends each of them once', async () => {
  const number = '+919876504013';
  await stop(number);
  for (let looks = 0; looks < 12; looks += 1) await readHistory(here.ledger, officer(), named(number));
  const ledger = await inDays(1_100);
  const { retention } = ledger;
  // As if there were more than one call takes: each query finds one, however many are wanted.
  const oneByOne: Ledger = {
    ...ledger,
    retention: {
      ...retention,
      async looksBefore(business, before, after, limit) {
        const [found] = await retention.looksBefore(business, before, after, 1);
        return found === undefined ? [] : new Array<number>(limit).fill(found);
      },
    },
  };
  const first = await endRecords(oneByOne, here.business, { dryRun: false });
  expect(first).toMatchObject({ looks: 10, next: expect.stringMatching(/^looks-\d+$/) });
  const rest = await endRecords(oneByOne, here.business, { dryRun: false, after: first.next! });
  expect(rest).toMatchObject({ people: {}, soon: { people: 0, looks: 0 }, kept: {} });
  expect(rest.looks).toBeGreaterThanOrEqual(2);
  expect(rest.next).toBeUndefined();
  expect(await findingsIn(here)).toEqual([]);
});

test('a record that is removed by hand is missing, whatever else was over', async () => {
  const number = '+919876504010';
  await optInByTick(here.ledger, number);
  const [index] = await recordsOf(number);
  await superuser.sql`alter table sealed_records disable trigger all`;
  await superuser.sql`delete from sealed_records where idx = ${index!}`;
  await superuser.sql`alter table sealed_records enable trigger all`;
  expect(await findingsIn(here)).toContainEqual(
    expect.objectContaining({ what: 'sealed_record', rule: 'missing', where: `index ${index}` }),
  );
});
