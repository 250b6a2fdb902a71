// Where a business asks that two of its staff look, what was recorded from then on names two.

import { expect, test } from 'vitest';
import type { OptInRecord } from '../../../ledger/core/consent/record.ts';
import { recordId } from '../consent/sample-consent.ts';
import { anna, SampleLedger } from './sample-ledger.ts';
import { business } from './sample-records.ts';

/** From now on the business asks for it on these channels; or an opt-in on paper. */
type Event = ('paper' | 'agent')[] | Partial<OptInRecord>;

/** A ledger in which these happened, one after the other: which of its opt-ins lack a second. */
async function lacking(...events: Event[]): Promise<number> {
  const ledger = new SampleLedger();
  const notice = ledger.publish();
  for (const [i, event] of events.entries()) {
    if (Array.isArray(event)) {
      const asks = event.length > 0 && { four_eyes: event };
      ledger.setUp({ id: business, name: 'Fresh Produce', ...asks }, recordId(0x900 + i));
    } else ledger.optIn(anna, notice, { ...onPaper, ...event } as Partial<OptInRecord>);
  }
  const found = await ledger.audit();
  return found.filter((one) => one.includes('second_missing')).length;
}

const clerk = { by: 'key', id: recordId(0x700) } as const;
const second = { by: 'key', id: recordId(0x701) } as const;
const onPaper = {
  ...{ channel: 'paper', submitted_by: clerk },
  evidence: { document_sha256: 'a'.repeat(64), signed: true, taken_by: 'staff-7' },
};
const checked = { checked_by: second };

test('true is what two have looked at, and what was recorded while no one asked', async () => {
  expect(await lacking({}, ['paper'], checked, [], {})).toBe(0);
  expect(await lacking(['agent'], {})).toBe(0);
});

test('found is one that names no second, also by the place where the person was asked', async () => {
  expect(await lacking(['paper'], {})).toBe(1);
  expect(
    await lacking(['paper'], { channel: 'web', source: { system: 'server', entry_point: 'paper' } }),
  ).toBe(1);
});

test('found is one whose second is the first: by the key, or by the reference in another spelling', async () => {
  expect(await lacking(['paper'], { checked_by: clerk })).toBe(1);
  expect(await lacking(['paper'], { checked_by: { ...second, staff: 'STAFF-7' } })).toBe(1);
  expect(await lacking(['paper'], { checked_by: { ...second, staff: 'staff-9' } })).toBe(0);
});

test('only what was asked for before it counts', async () => {
  expect(await lacking({}, ['paper'])).toBe(0);
  expect(await lacking(['paper'], [], {}, ['paper', 'agent'], {})).toBe(1);
});
