// An opt-in names the floor of objections that was in force when it was recorded, and no other.

import { expect, test } from 'vitest';
import type { OptInRecord } from '../../../ledger/core/consent/record.ts';
import { recordId } from '../consent/sample-consent.ts';
import { anna, SampleLedger } from './sample-ledger.ts';
import { business } from './sample-records.ts';

const [lowered, again] = [recordId(0x800), recordId(0x801)];

/** The floor lowered by this record, or no longer lowered (null); or an opt-in. */
type Event = string | null | (Partial<Omit<OptInRecord, 'floor'>> & { floor?: string });

/** A ledger in which these happened, one after the other: how many of its opt-ins name a wrong floor. */
async function floorsFound(...events: Event[]): Promise<number> {
  const ledger = new SampleLedger();
  const notice = ledger.publish();
  for (const event of events) {
    if (event === null || typeof event === 'string') {
      const is = { id: business, name: 'Fresh Produce', ...(event !== null && { objection_floor: event }) };
      ledger.setUp(is, event ?? recordId(0x900));
      continue;
    }
    const { floor, ...changes } = event;
    const said = { grade: 'E2', authority: 'customer', ...changes } as const;
    ledger.optIn(anna, notice, { ...said, ...(floor !== undefined && { floor: { setup: floor } }) });
  }
  const found = await ledger.audit();
  return found.filter((one) => one.includes('floor_differs')).length;
}

test('true is what names the record that has lowered it, and nothing where none has', async () => {
  expect(await floorsFound({}, lowered, { floor: lowered }, null, {}, again, { floor: again })).toBe(0);
});

test('what could lift no objection names none', async () => {
  expect(await floorsFound(lowered, { authority: 'any' }, { grade: 'E1' })).toBe(0);
  expect(await floorsFound(lowered, { authority: 'any', floor: lowered })).toBe(1);
  expect(await floorsFound(lowered, { grade: 'E1', floor: lowered })).toBe(1);
});

test('found is one that names none, another, one to come, one that has ended, or one made up', async () => {
  expect(await floorsFound(lowered, {})).toBe(1);
  expect(await floorsFound(lowered, null, again, { floor: lowered })).toBe(1);
  expect(await floorsFound({ floor: lowered }, lowered)).toBe(1);
  expect(await floorsFound(lowered, null, { floor: lowered })).toBe(1);
  expect(await floorsFound({ floor: recordId(0x999) })).toBe(1);
});
