// A no: the person was asked, and pressed the key for it. It ends what was said before it, whatever form its
// record has, and whatever else stood in the way then.

import { describe, expect, test } from 'vitest';
import type { ConsentRecord, OptInRecord } from '../../../ledger/core/consent/record.ts';
import { isAgreed, standing } from '../../../ledger/core/consent/standing.ts';
import { foldAll, verdictOf } from './any-history.ts';
import {
  confirmedRecord,
  declinedRecord,
  moment,
  optInRecord,
  optOutRecord,
  recordId,
  resumedRecord,
  suspendedRecord,
} from './sample-consent.ts';

const signal = { by: 'word' as const, sha256: 'a'.repeat(64) };
/** Said at one moment, recorded then or later. */
const told = (said: number, recorded = said) => ({
  id: recordId(1000 + 10 * said + recorded),
  occurred_at: moment(said),
  recorded_at: moment(recorded),
});
const yes = (said: number, changes: Partial<OptInRecord> = {}) =>
  optInRecord({ purposes: ['marketing'], ...told(said), ...changes });
const tick = (said: number, recorded = said) => yes(said, { ...told(said, recorded), undoable: true });
const no = (said: number, changes = {}) => declinedRecord({ ...told(said), ...changes });
const stop = (said: number) => optOutRecord({ signal, ...told(said) });
const start = (said: number) => resumedRecord({ signal, ...told(said) });

const found = (history: ConsentRecord[], scope: 'message' | 'call' = 'message') =>
  standing(foldAll(history), 'marketing', scope, moment(100));
const verdict = (history: ConsentRecord[]) => verdictOf(found(history));

describe('a no said while a STOP stands holds when START lifts the STOP', () => {
  test.each<[string, ConsentRecord]>([
    ['a yes in a call', yes(0, { retractable: true })],
    ['a tick', tick(0)],
    ['the word of a verified customer', yes(0, { authority: 'customer' })],
    ['the word of a server', yes(0)],
  ])('against %s from before the STOP', (_, agreed) => {
    expect(verdict([agreed, stop(1), no(2), start(3)])).toEqual({ kind: 'withdrawn', record: no(2).id });
  });

  test('against a tick from after the STOP', () => {
    expect(verdict([stop(0), tick(1), no(2), start(3)])).toEqual({ kind: 'withdrawn', record: no(2).id });
  });

  test('and until then the STOP is named, not a tick that the person has taken back', () => {
    expect(verdict([stop(0), tick(1), no(2)])).toEqual({ kind: 'withdrawn', record: stop(0).id });
  });
});

test('a tick from before a no does not count, however late it is brought', () => {
  expect(verdict([no(20), tick(0, 40)])).toEqual({ kind: 'withdrawn', record: no(20).id });
});

test('a tick of the same moment as a no does not count', () => {
  expect(found([tick(20), no(20)]).kind).toBe('withdrawn');
});

test('a proof of the number is as old as what it proves: it does not outlast a no', () => {
  const proof = confirmedRecord(tick(0), { id: recordId(2000), recorded_at: moment(9) });
  expect(found([tick(0), no(2), proof]).kind).toBe('withdrawn');
});

test('a no while the number is in doubt ends the consent, not only the doubt', () => {
  const history = [yes(0), suspendedRecord(told(1)), no(2)];
  expect(verdict(history)).toEqual({ kind: 'withdrawn', record: no(2).id });
});

test.each([
  ['a tick', tick(3)],
  ['a yes in a call', yes(3, { retractable: true })],
  ['the word of a server', yes(3)],
])('%s after a no counts by itself: a no asks no more of the next yes than nothing at all', (_, anew) => {
  expect(verdict([tick(0), no(2), anew])).toMatchObject({ kind: 'granted', record: anew.id });
});

test('a no is about its own purposes and its own ways to reach the person alone', () => {
  const agreed = yes(0, { purposes: ['marketing', 'shipping_update'], scope: ['message', 'call'] });
  const history = [agreed, no(2, { purposes: ['marketing'], scope: ['message'] })];
  expect([found(history).kind, found(history, 'call').kind]).toEqual(['withdrawn', 'granted']);
  expect(standing(foldAll(history), 'shipping_update', 'message', moment(100)).kind).toBe('granted');
});

test('once it was said there is nothing left for another no to end', () => {
  const flow = { purposes: ['marketing' as const], scope: ['message' as const] };
  const state = foldAll([tick(0), no(2)]);
  expect(isAgreed(state, flow, moment(100))).toBe(false);
});
