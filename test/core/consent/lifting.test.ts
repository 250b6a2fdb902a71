import { describe, expect, test } from 'vitest';
import type { ConsentRecord, OptOutRecord, WhatsAppSignal } from '../../../ledger/core/consent/record.ts';
import { standing } from '../../../ledger/core/consent/standing.ts';
import type { Purpose } from '../../../ledger/core/notice/purpose.ts';
import { foldAll, verdictOf } from './any-history.ts';
import { moment, optInRecord, optOutRecord, recordId, resumedRecord } from './sample-consent.ts';

const later = moment(100);
const by = (way: WhatsAppSignal['by']): WhatsAppSignal => ({ by: way, sha256: 'a'.repeat(64) });

/** Said at one moment, recorded then or later. */
const told = (said: number, recorded = said) => ({
  id: recordId(1000 + 10 * said + recorded),
  occurred_at: moment(said),
  recorded_at: moment(recorded),
});
const agreed = optInRecord({ purposes: ['shipping_update', 'marketing'] });
const stop = (way: WhatsAppSignal['by'], at: object, changes: Partial<OptOutRecord> = {}) =>
  optOutRecord({ signal: by(way), ...at, ...changes });
const resume = (way: WhatsAppSignal['by'], at: object) => resumedRecord({ signal: by(way), ...at });

const kindOf = (history: ConsentRecord[], purpose: Purpose = 'marketing') =>
  standing(foldAll(history), purpose, 'message', later).kind;

describe('START', () => {
  test('lifts the STOP before it, and what was agreed counts again', () => {
    const history = [agreed, stop('word', told(1)), resume('word', told(2))];
    expect(verdictOf(standing(foldAll(history), 'marketing', 'message', later))).toMatchObject({
      kind: 'granted',
      record: agreed.id,
    });
  });

  test('lifts what a button stopped, since both are words in the thread', () => {
    expect(kindOf([agreed, stop('button', told(1)), resume('word', told(2))])).toBe('granted');
  });

  test('grants nothing to somebody who never agreed', () => {
    expect(kindOf([stop('word', told(1)), resume('word', told(2))])).toBe('none');
  });

  test('that was said before the STOP and came behind it changes nothing', () => {
    expect(kindOf([agreed, stop('word', told(3)), resume('word', told(2, 9))])).toBe('withdrawn');
  });

  test('that was said after the STOP and came before it lifts it all the same', () => {
    expect(kindOf([agreed, resume('word', told(4)), stop('word', told(3, 9))])).toBe('granted');
  });

  test('of the same second as the STOP does not lift it', () => {
    expect(kindOf([agreed, stop('word', told(3)), resume('word', told(3, 5))])).toBe('withdrawn');
  });

  test('with a clock that runs ahead counts from when it was recorded', () => {
    expect(kindOf([agreed, resume('word', told(90, 2)), stop('word', told(3))])).toBe('withdrawn');
  });

  test('does not lift a STOP that was said after it, though our clock be behind Meta’s', () => {
    const stopped = [agreed, stop('word', told(9, 1))];
    expect(kindOf([...stopped, resume('word', told(5, 2))])).toBe('withdrawn');
    expect(kindOf([...stopped, resume('word', told(10))])).toBe('granted');
  });

  test.each([
    ['on the web, or by the business’s server', optOutRecord(told(1))],
    ['in the settings for offers', stop('preferences', told(1), { purposes: ['marketing'] })],
    ['as a failed message tells', stop('status', told(1), { purposes: ['marketing'] })],
  ])('does not lift what was stopped %s', (_where, stopped) => {
    expect(kindOf([agreed, stopped, resume('word', told(2))])).toBe('withdrawn');
  });

  test('leaves a STOP that was said again after it', () => {
    const history = [
      agreed,
      stop('word', told(1)),
      resume('word', told(2)),
      stop('button', told(3), { purposes: ['marketing'] }),
    ];
    expect([kindOf(history), kindOf(history, 'shipping_update')]).toEqual(['withdrawn', 'granted']);
  });
});

describe('offers turned on again', () => {
  const off = stop('preferences', told(1), { purposes: ['marketing'] });

  test.each(['preferences', 'status'] as const)('lift what was told by %s', (way) => {
    const stopped = stop(way, told(1), { purposes: ['marketing'] });
    expect(kindOf([agreed, stopped, resume('preferences', told(2))])).toBe('granted');
  });

  test('do not lift a STOP in the thread', () => {
    const history = [agreed, off, stop('word', told(1)), resume('preferences', told(2))];
    expect([kindOf(history), kindOf(history, 'shipping_update')]).toEqual(['withdrawn', 'withdrawn']);
  });
});

test('a stop that may be lifted ends what was agreed before it was recorded, until then', () => {
  expect(kindOf([agreed, stop('word', told(1))])).toBe('withdrawn');
  const between = optInRecord({ id: recordId(7), purposes: ['marketing'], occurred_at: moment(5) });
  expect(kindOf([{ ...between, recorded_at: moment(5) }, stop('word', told(1, 9))])).toBe('withdrawn');
});

test('after a STOP somebody may agree anew', () => {
  const anew = optInRecord({ purposes: ['marketing'], ...told(5) });
  expect(kindOf([agreed, stop('word', told(1)), anew])).toBe('granted');
});
