// Whoever stops in an ordinary word is heard, however many strangers have ticked for the number.

import { createSecretKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type ConsentState, emptyState, fold } from '../../../ledger/core/consent/state.ts';
import { tagsUnderEveryPepper } from '../../../ledger/core/subject/tag.ts';
import { canonicalOf } from '../../../ledger/operations/hear/heard.ts';
import { isMeantBy } from '../../../ledger/operations/hear/languages-agreed-in.ts';
import { moment, optInRecord, recordId, undoRecord } from '../../core/consent/sample-consent.ts';

const who = { kind: 'wa_id', value: '919876543210' } as const;

const peppers = [{ version: 1, key: createSecretKey(Buffer.alloc(32)) }];

/** A ledger that knows this of the person, and whose records cannot be read. */
function knowing(state: ConsentState) {
  const [{ tag } = { tag: Buffer.alloc(0) }] = tagsUnderEveryPepper(peppers, 'shop', canonicalOf(who));
  const found = [{ business: 'shop', subject: 'subject', tag, state }];
  const read = { found, unread: new Map(), treeSize: 1, logTime: moment(0), readAt: new Date(0) };
  const lookUp = async () => read;
  const records = { byId: async () => undefined };
  return { keys: { peppers }, lookUp, records } as unknown as Parameters<typeof isMeantBy>[0];
}
const means = (kind: 'stop' | 'resume', state: ConsentState) =>
  isMeantBy(knowing(state), 'shop', { kind, languages: ['hi'], who: [who] });

const tick = (n: number, over: object = {}) => {
  const at = moment(n);
  return optInRecord({ undoable: true, id: recordId(n + 1), occurred_at: at, recorded_at: at, ...over });
};
const ticks = (count: number) => Array.from({ length: count }, (_, n) => tick(n)).reduce(fold, emptyState);
const settled = tick(70, { settled: true });

describe('an ordinary word in a language that no record is known to be in', () => {
  test('means nothing where every record was looked into', async () => {
    expect(await means('stop', ticks(64))).toBe(false);
  });

  test.each([
    ['there are more records than are looked into', ticks(65)],
    ['there are ticks that are not kept one by one', fold(emptyState, settled)],
    ['there were', fold(fold(emptyState, settled), undoRecord(settled, { id: recordId(99) }))],
  ])('is a stop where %s, and never lifts one', async (_where, state) => {
    expect(await means('stop', state)).toBe(true);
    expect(await means('resume', state)).toBe(false);
  });
});
