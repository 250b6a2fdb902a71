import { describe, expect, test } from 'vitest';
import type {
  ConsentRecord,
  OptInRecord,
  OptOutRecord,
  WhatsAppSignal,
} from '../../../ledger/core/consent/record.ts';
import { standing } from '../../../ledger/core/consent/standing.ts';
import type { Purpose } from '../../../ledger/core/notice/purpose.ts';
import { foldAll, verdictOf } from './any-history.ts';
import {
  confirmedRecord,
  moment,
  optInRecord,
  optOutRecord,
  recordId,
  resumedRecord,
} from './sample-consent.ts';

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

describe('agreeing anew after a STOP', () => {
  const stopped = [agreed, stop('word', told(1))];
  const anew = (changes: Partial<OptInRecord> = {}) =>
    optInRecord({ purposes: ['marketing'], ...told(5), ...changes });
  const proven = (optIn: OptInRecord) =>
    confirmedRecord(optIn, { id: recordId(2000), recorded_at: moment(9) });

  test.each<[string, Partial<OptInRecord>]>([
    ['a tick of the best grade', { undoable: true, grade: 'E3' }],
    ['one tick among many', { undoable: true, settled: true }],
    ['the word of a server', {}],
    ['an import', { grade: 'E0' }],
    ['a verified customer of whom nobody saw anything', { authority: 'customer', grade: 'E1' }],
  ])('%s is recorded and grants nothing', (_who, changes) => {
    expect(kindOf([...stopped, anew(changes)])).toBe('too_weak_after_withdrawal');
  });

  test('a customer whose number the shop has verified may', () => {
    expect(kindOf([...stopped, anew({ authority: 'customer' })])).toBe('granted');
  });

  test.each([{}, { undoable: true as const }, { undoable: true as const, settled: true as const }])(
    'whoever shows that the number is theirs may',
    (changes) => {
      expect(kindOf([...stopped, anew(changes), proven(anew(changes))])).toBe('granted');
    },
  );

  test('nobody may before the stop was recorded, whatever their authority', () => {
    const early = { ...told(0, 5), authority: 'customer' as const };
    expect(kindOf([agreed, stop('word', told(1)), anew(early)])).toBe('withdrawn');
  });

  test('what anybody said meanwhile counts once START has lifted the stop', () => {
    expect(kindOf([...stopped, anew({ undoable: true }), resume('word', told(6))])).toBe('granted');
  });

  test('once the person is back, a plain tick grants again, also after a plain stop', () => {
    const back = anew({ authority: 'customer', valid_until: moment(20) });
    const tick = optInRecord({ purposes: ['marketing'], undoable: true, ...told(8) });
    expect(kindOf([...stopped, back])).toBe('expired');
    expect(kindOf([...stopped, back, tick])).toBe('granted');
    expect(kindOf([...stopped, back, optOutRecord(told(7)), tick])).toBe('granted');
  });

  test('is for the purposes that were agreed to: the others stay stopped', () => {
    const tick = optInRecord({ purposes: ['shipping_update'], undoable: true, ...told(8) });
    const history = [...stopped, anew({ authority: 'customer' }), tick];
    expect(kindOf(history, 'shipping_update')).toBe('too_weak_after_withdrawal');
  });
});

describe('a stop of a customer whose number the shop has verified', () => {
  const stopped = [agreed, optOutRecord({ ...told(1), authority: 'customer' })];
  const anew = (changes: Partial<OptInRecord>) =>
    optInRecord({ purposes: ['marketing'], ...told(5), ...changes });

  test('is lifted by such a customer and by the holder, and by nobody else', () => {
    expect(kindOf([...stopped, anew({ undoable: true })])).toBe('too_weak_after_withdrawal');
    expect(kindOf([...stopped, anew({})])).toBe('too_weak_after_withdrawal');
    expect(kindOf([...stopped, anew({ authority: 'customer' })])).toBe('granted');
    const confirmed = confirmedRecord(anew({}), { id: recordId(2000), recorded_at: moment(9) });
    expect(kindOf([...stopped, anew({}), confirmed])).toBe('granted');
  });

  test('is not lifted by START, nor hidden by a later stop that anybody made', () => {
    expect(kindOf([...stopped, resume('word', told(4))])).toBe('withdrawn');
    expect(kindOf([...stopped, optOutRecord(told(3)), anew({})])).toBe('too_weak_after_withdrawal');
  });
});
