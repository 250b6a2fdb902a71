import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type FlowEvent,
  type FlowState,
  type FlowStep,
  keyOf,
  keysOf,
  languageKeys,
  step,
} from '../../../ledger/core/flow/step.ts';
import { sampleFlow } from './sample-flow.ts';

const flow = sampleFlow();
const two = sampleFlow({ locales: { en: {}, es: { what: 'novedades de sus pedidos' } } });
const begin = { kind: 'begin', number: true } as const;
const keys = (digits: string): FlowEvent => ({ kind: 'keys', digits });
const number = (digits: string, possible = true): FlowEvent => ({ kind: 'number', digits, possible });
const silence = { kind: 'silence' } as const;

/** The last of the steps that these events lead to. */
function endOf(events: readonly FlowEvent[], of = flow): FlowStep {
  let state: FlowState | undefined;
  let last: FlowStep | undefined;
  for (const event of events) {
    last = step(of, state, event);
    state = last.state;
  }
  return last!;
}

const said = (found: FlowStep) => (found.kind === 'record' ? [found.act] : found.prompts);

describe('a call', () => {
  test('of one language asks at once, about the number that calls', () => {
    expect(endOf([begin])).toEqual({
      kind: 'say',
      prompts: ['ask'],
      gather: { digits: 1 },
      state: { at: 'ask', locale: 'en', wrong: 0, repeats: 0, number: 'caller' },
    });
  });

  test.each([
    ['1', 'yes'],
    ['2', 'no'],
    ['0', 'withdraw'],
  ])('records key %s as %s, and has ended', (key, act) => {
    expect(endOf([begin, keys(key)])).toMatchObject({ kind: 'record', act, state: { at: 'ended' } });
  });

  test.each(['"1"', '１', '١', '१', ' 1 ', '“1”'])('reads %s as key 1', (digits) => {
    expect(keysOf(digits)).toBe('1');
    expect(said(endOf([begin, keys(digits)]))).toEqual(['yes']);
  });

  test.each(['11', '*', '#', '12', '7', '1*', 'yes', '𝟙𝟙', '-1'])('takes %s for a wrong key', (digits) => {
    expect(endOf([begin, keys(digits)])).toMatchObject({
      prompts: ['wrong_key', 'ask'],
      state: { at: 'ask', wrong: 1 },
    });
  });

  test.each(['', '""', ' '])('takes no key (%j) for silence', (digits) => {
    expect(said(endOf([begin, keys(digits)]))).toEqual(['silence', 'ask']);
    expect(said(endOf([begin, silence]))).toEqual(['silence', 'ask']);
  });

  test('gives up at the third wrong key, silence or number, of whatever kind, and records nothing', () => {
    expect(endOf([begin, keys('5'), silence, keys('6')])).toMatchObject({
      kind: 'end',
      prompts: ['gave_up'],
    });
    expect(said(endOf([begin, keys('5'), keys('3'), number('12', false), silence]))).toEqual(['gave_up']);
    expect(said(endOf([begin, silence], sampleFlow({ tries: 1 })))).toEqual(['gave_up']);
  });

  test('repeats what it asked three times without counting it, and then counts', () => {
    const often = (n: number) => endOf([begin, ...Array.from({ length: n }, () => keys('9'))]);
    expect(often(3)).toMatchObject({ prompts: ['ask'], state: { wrong: 0, repeats: 3 } });
    expect(often(4)).toMatchObject({ prompts: ['wrong_key', 'ask'], state: { wrong: 1 } });
    expect(said(often(6))).toEqual(['gave_up']);
  });

  test('takes another number, and asks about it before anything is recorded', () => {
    const asked = endOf([begin, keys('3')]);
    expect(asked).toMatchObject({ prompts: ['number'], gather: { digits: 17, finish: '#' } });
    const read = endOf([begin, keys('3'), number('14155550142#')]);
    expect(read).toMatchObject({ kind: 'say', prompts: ['ask'], state: { at: 'ask', number: 'keyed' } });
    expect(said(endOf([begin, keys('3'), number('14155550142#'), keys('1')]))).toEqual(['yes']);
  });

  test('asks again for a number that cannot be meant', () => {
    expect(said(endOf([begin, keys('3'), number('1', false)]))).toEqual(['number_wrong', 'number']);
    expect(said(endOf([begin, keys('3'), number('#', false)]))).toEqual(['silence', 'number']);
    expect(said(endOf([begin, keys('3'), keys('14155550142')]))).toEqual(['number_wrong', 'number']);
  });

  test('offers no other number where the flow takes none', () => {
    const own = sampleFlow({ other_number: false });
    expect(said(endOf([begin, keys('3')], own))).toEqual(['wrong_key', 'ask']);
  });

  test('without a caller’s number asks for one, or ends where the flow takes none', () => {
    const hidden = { kind: 'begin', number: false } as const;
    expect(endOf([hidden])).toMatchObject({ prompts: ['number'], state: { number: 'none' } });
    const own = sampleFlow({ other_number: false });
    expect(endOf([hidden], own)).toMatchObject({ kind: 'end', prompts: ['not_recorded'] });
  });

  test('withdraws in every state in which there is a number, and never without one', () => {
    expect(said(endOf([begin, keys('0')], two))).toEqual(['withdraw']);
    expect(said(endOf([begin, keys('3'), number('0#', false)]))).toEqual(['withdraw']);
    expect(said(endOf([begin, keys('1'), keys('0')]))).toEqual(['withdraw']);
    expect(said(endOf([{ kind: 'begin', number: false }, number('0', false)]))).toEqual([
      'number_wrong',
      'number',
    ]);
  });

  test('that ended says nothing new', () => {
    expect(endOf([begin, keys('1'), keys('1')])).toMatchObject({ kind: 'end', prompts: [] });
    expect(endOf([begin, { kind: 'hangup' }, keys('1')])).toMatchObject({ kind: 'end', prompts: [] });
    expect(endOf([{ kind: 'hangup' }])).toMatchObject({ kind: 'end', prompts: [], state: { at: 'ended' } });
  });

  test('takes a no that is told of after the caller has hung up at the question, once', () => {
    const hangup = { kind: 'hangup' } as const;
    expect(said(endOf([begin, hangup, keys('2')]))).toEqual(['no']);
    expect(said(endOf([begin, hangup, hangup, keys('2')]))).toEqual(['no']);
    expect(said(endOf([begin, hangup, keys('2'), keys('2')]))).toEqual([]);
    expect(said(endOf([begin, hangup, keys('1')]))).toEqual([]);
    // Nothing was asked yet, or it was given up.
    expect(said(endOf([hangup, keys('2')]))).toEqual([]);
    expect(said(endOf([begin, keys('3'), hangup, keys('2')]))).toEqual([]);
    expect(said(endOf([begin, keys('7'), keys('7'), keys('7'), hangup, keys('2')]))).toEqual([]);
  });

  test('takes a no after a yes, while the caller is thanked, and after nothing else', () => {
    expect(said(endOf([begin, keys('1'), keys('2')]))).toEqual(['no']);
    expect(said(endOf([begin, keys('1'), keys('7'), silence, keys('2')]))).toEqual(['no']);
    expect(said(endOf([begin, keys('1'), keys('2'), keys('2')]))).toEqual([]);
    expect(said(endOf([begin, keys('1'), keys('0'), keys('2')]))).toEqual([]);
    expect(said(endOf([begin, silence, silence, silence, keys('2')]))).toEqual([]);
    expect(said(endOf([begin, keys('2'), keys('1')]))).toEqual([]);
  });

  test('of which nothing is known begins, whatever was pressed', () => {
    expect(endOf([keys('1')])).toMatchObject({ kind: 'say', prompts: ['number'] });
  });

  test('goes by the keys of its flow', () => {
    const other = sampleFlow({ keys: { yes: '7', no: '8' } });
    expect(said(endOf([begin, keys('7')], other))).toEqual(['yes']);
    expect(said(endOf([begin, keys('1')], other))).toEqual(['wrong_key', 'ask']);
  });
});

describe('a key pressed while the question is said', () => {
  const early = (digits: string): FlowEvent => ({ kind: 'keys', digits, early: true });
  const heard: FlowEvent = { kind: 'silence', early: true };
  const keyedIn = [begin, keys('3'), number('14155550142#')];

  test.each([
    ['0', 'withdraw'],
    ['2', 'no'],
  ])('counts at once: %s is %s, also of a number that is read back', (key, act) => {
    expect(said(endOf([begin, early(key)]))).toEqual([act]);
    expect(endOf([...keyedIn, early(key)])).toMatchObject({ act, state: { number: 'keyed' } });
  });

  test('counts at once where it is for another number, or for hearing it again', () => {
    expect(said(endOf([begin, early('3')]))).toEqual(['number']);
    expect(said(endOf([begin, early('9')]))).toEqual(['ask']);
    expect(said(endOf([begin, early('7')]))).toEqual(['wrong_key', 'ask']);
  });

  test('chooses a language, and stops in the choice of one', () => {
    expect(said(endOf([begin, early('5')], two))).toEqual(['ask']);
    expect(said(endOf([begin, early('0')], two))).toEqual(['withdraw']);
  });

  test('agrees to nothing: the question is said again, no try is lost, and a yes then counts', () => {
    expect(endOf([begin, early('1')])).toMatchObject({ prompts: ['ask'], state: { wrong: 0, repeats: 0 } });
    expect(said(endOf([begin, early('1'), keys('1')]))).toEqual(['yes']);
    expect(said(endOf([begin, early('1'), heard, keys('1')]))).toEqual(['yes']);
    expect(said(endOf([...keyedIn, early('1')]))).toEqual(['ask']);
  });

  test('that agrees a second time has the question said whole, where no key interrupts it', () => {
    expect(endOf([begin, early('1')])).toMatchObject({ gather: { digits: 1 } });
    expect(endOf([begin, early('1')])).not.toHaveProperty('gather.whole');
    const whole = endOf([begin, early('1'), early('1')]);
    expect(whole).toMatchObject({ prompts: ['ask'], gather: { whole: true }, state: { wrong: 0 } });
    expect(said(endOf([begin, early('1'), early('1'), keys('1')]))).toEqual(['yes']);
    expect(said(endOf([begin, early('1'), early('1'), early('2')]))).toEqual(['no']);
  });

  test('that agrees at an engine that plays on regardless comes to an end, and has agreed to nothing', () => {
    const often = (n: number) => endOf([begin, ...Array.from({ length: n }, () => early('1'))]);
    expect(often(3)).toMatchObject({ prompts: ['wrong_key', 'ask'], state: { wrong: 1 } });
    expect(said(often(5))).toEqual(['gave_up']);
  });

  test('is missing where none came: the answer is waited for in silence, once', () => {
    const waits = endOf([begin, heard]);
    expect(waits).toMatchObject({ kind: 'say', prompts: [], gather: { digits: 1 }, state: { wrong: 0 } });
    expect(said(endOf([begin, heard, keys('1')]))).toEqual(['yes']);
    expect(said(endOf([begin, heard, silence]))).toEqual(['silence', 'ask']);
    expect(said(endOf([begin, heard, heard]))).toEqual(['silence', 'ask']);
    expect(said(endOf([begin, heard, silence, heard]))).toEqual([]);
  });
});

test('a call of which nothing is known begins, but a stop of a known number is one at once', () => {
  const first = (digits: string, number: boolean) =>
    step(sampleFlow(), undefined, { kind: 'begin', number, digits });
  expect(first('"0"', true)).toMatchObject({ kind: 'record', act: 'withdraw', state: { number: 'caller' } });
  expect(first('0', false)).toMatchObject({ kind: 'say', prompts: ['number'] });
  expect(first('1', true)).toMatchObject({ kind: 'say', prompts: ['ask'] });
});

describe('a call of several languages', () => {
  const tags = ['en', 'es', 'de', 'fr', 'pt', 'it'];
  const six = { ...two, locales: Object.fromEntries(tags.map((tag) => [tag, two.locales.en!])) };

  test('has the language chosen first, and goes on in it', () => {
    expect(said(endOf([begin], two))).toEqual(['language']);
    expect([...languageKeys(two)]).toEqual([
      ['4', 'en'],
      ['5', 'es'],
    ]);
    expect(endOf([begin, keys('5')], two)).toMatchObject({ prompts: ['ask'], state: { locale: 'es' } });
    expect(said(endOf([begin, keys('6')], two))).toEqual(['wrong_key', 'language']);
  });

  test('asks at once in the language that the line tells, or one near it', () => {
    expect(endOf([{ ...begin, locale: 'es-MX' }], two)).toMatchObject({
      prompts: ['ask'],
      state: { locale: 'es' },
    });
    expect(said(endOf([{ ...begin, locale: 'fr' }], two))).toEqual(['language']);
  });

  test('has answered nothing where the key that chose the language is delivered twice', () => {
    for (const flow of [two, six]) {
      for (const key of languageKeys(flow).keys()) {
        expect([key, endOf([begin, keys(key), keys(key)], flow).kind]).toEqual([key, 'say']);
      }
    }
  });

  test('may be of six, and the key for another number is taken last', () => {
    expect([...languageKeys(six).keys()]).toEqual(['4', '5', '6', '7', '8', '3']);
  });

  test('keeps the keys for agreeing, repeating and stopping free', () => {
    const of = sampleFlow({
      locales: { en: {}, es: { what: 'novedades de sus pedidos' } },
      keys: { yes: '2', no: '5', repeat: '1' },
    });
    expect([...languageKeys(of).keys()]).toEqual(['4', '6']);
  });
});

describe('whatever a caller does', () => {
  const anyKeys = fc.oneof(
    fc.constantFrom('0', '1', '2', '3', '9', '11', '', '#', '*', '1#', '"1"', '１'),
    fc.string({ maxLength: 4 }),
  );
  const anyEvent: fc.Arbitrary<FlowEvent> = fc.oneof(
    { weight: 6, arbitrary: anyKeys.map(keys) },
    { weight: 3, arbitrary: anyKeys.map((digits): FlowEvent => ({ kind: 'keys', digits, early: true })) },
    { weight: 1, arbitrary: fc.constant<FlowEvent>({ kind: 'silence', early: true }) },
    {
      weight: 2,
      arbitrary: fc.tuple(anyKeys, fc.boolean()).map(([digits, possible]) => number(digits, possible)),
    },
    { weight: 1, arbitrary: fc.constant<FlowEvent>(silence) },
    { weight: 1, arbitrary: fc.boolean().map((own): FlowEvent => ({ kind: 'begin', number: own })) },
  );

  test('a yes is recorded of a single key for it, at `ask`, of a number that was read back', () => {
    fc.assert(
      fc.property(fc.constantFrom(flow, two), fc.array(anyEvent, { maxLength: 20 }), (of, events) => {
        let state: FlowState | undefined;
        for (const event of events) {
          const next = step(of, state, event);
          if (next.kind === 'record' && next.act === 'yes') {
            expect(state).toMatchObject({ at: 'ask' });
            expect(state?.number).not.toBe('none');
            expect(keyOf((event as { digits: string }).digits)).toBe('1');
            expect(event).not.toHaveProperty('early');
          }
          state = next.state;
        }
      }),
    );
  });

  test('the call ends: it counts three tries and three repeats for each question, and no more', () => {
    fc.assert(
      fc.property(fc.infiniteStream(anyEvent.filter(({ kind }) => kind !== 'begin')), (events) => {
        let next = step(two, undefined, begin);
        for (const event of events) {
          if (next.kind !== 'say') break;
          next = step(two, next.state, event);
          expect(next.state.wrong).toBeLessThanOrEqual(3);
          expect(next.state.repeats).toBeLessThanOrEqual(3);
          expect(next.state.early ?? 0).toBeLessThanOrEqual(2);
        }
        expect(next.kind).not.toBe('say');
      }),
    );
  });
});
