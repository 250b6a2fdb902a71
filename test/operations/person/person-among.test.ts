// Who is meant, among everybody that a look-up found.

import { describe, expect, test } from 'vitest';
import { emptyState, fold } from '../../../ledger/core/consent/state.ts';
import { judge } from '../../../ledger/core/gate/judge.ts';
import { personAmong } from '../../../ledger/operations/person/find-person.ts';
import type { KnownState } from '../../../ledger/operations/person/store.ts';
import {
  linkedRecord,
  moment,
  optInRecord,
  optOutRecord,
  subject,
} from '../../core/consent/sample-consent.ts';

const business = 'fresh-produce';
const [tag, otherTag] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const link = linkedRecord();
const other = link.other_subject;
const agreed = [optInRecord(), link].reduce(fold, emptyState);
const mirrored = linkedRecord({ subject: other, other_subject: subject });
const one = (over: Partial<KnownState> = {}): KnownState => ({
  tag,
  business,
  subject,
  state: agreed,
  ...over,
});
const known = (...records: Parameters<typeof fold>[1][]) => ({
  state: [mirrored, ...records].reduce(fold, emptyState),
  tags: [otherTag],
});

const says = (found: KnownState[]) => {
  const { state } = personAmong(found, business, [{ tag }]) ?? { state: undefined };
  return judge({ purpose: 'shipping_update', scope: 'message' }, { state }, moment(100)).reasons;
};

describe('somebody with links', () => {
  const linked = (...records: Parameters<typeof fold>[1][]) =>
    new Map([
      [subject, { state: agreed, tags: [tag] }],
      [other, known(...records)],
    ]);

  test('is judged with everybody on the way', () => {
    expect(says([one({ linked: linked() })])).toEqual(['granted']);
    const stop = optOutRecord({ subject: other, recorded_at: moment(9) });
    expect(says([one({ linked: linked(stop) })])).toEqual(['withdrawn']);
  });

  test('is allowed nothing where nobody has followed the links, or somebody on the way is missing', () => {
    expect(says([one()])).toEqual(['linked_rows_missing']);
    expect(says([one({ linked: new Map([[subject, { state: agreed, tags: [tag] }]]) })])).toEqual([
      'linked_rows_missing',
    ]);
  });

  test('names whom the identifier means first, and the tags of all who are surely the same', () => {
    expect(personAmong([one({ linked: linked() })], business, [{ tag }])).toMatchObject({
      named: [subject],
      subjects: [subject, other],
      others: [],
      tags: [tag, otherTag],
    });
  });
});

test('nobody is found by a prefix alone, nor in another business', () => {
  expect(says([one({ tag: Buffer.concat([tag.subarray(0, 8), Buffer.alloc(24)]) })])).toEqual([
    'unknown_recipient',
  ]);
  expect(says([one({ business: 'other-shop' })])).toEqual(['unknown_recipient']);
});
