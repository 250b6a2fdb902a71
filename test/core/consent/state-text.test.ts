import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordSchema } from '../../../ledger/core/consent/record.ts';
import { standing } from '../../../ledger/core/consent/standing.ts';
import { joinStates } from '../../../ledger/core/consent/state.ts';
import { encodeState, isOfLaterFold, parseState, unreadAs } from '../../../ledger/core/consent/state-text.ts';
import { purposes } from '../../../ledger/core/notice/purpose.ts';
import { anyHistory, foldAll } from './any-history.ts';
import { subject } from './sample-consent.ts';

const other = '01980000-0000-7000-8000-5b1ec7000002';
const someMoment = '2026-01-01T00:00:00.000000Z';
const sound = encodeState(subject, { grants: {}, stops: {} });
const behind = sound.slice(sound.indexOf(':'));

test('a state names the fold that made it, and carries a checksum before its JSON', () => {
  expect(sound).toMatch(/^12:[0-9a-f]{8}:\{"grants":\{\},"stops":\{\}\}$/);
});

test('what was written is read back', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const state = foldAll(history);
      expect(parseState(subject, encodeState(subject, state))).toEqual(state);
    }),
    { numRuns: 50 },
  );
});

describe('not read, and so made again, is', () => {
  test.each([
    ['nothing', ''],
    ['plain JSON', '{"grants":{},"stops":{}}'],
    ['the state of another fold', `13${behind}`],
    ['a state without its checksum', sound.replace(/:[0-9a-f]{8}:/, ':')],
    ['a state with bytes behind it', `${sound} `],
    ['a state cut short', sound.slice(0, -1)],
    ['a state of somebody else', encodeState(other, { grants: {}, stops: {} })],
  ])('%s', (_what, text) => {
    expect(parseState(subject, text)).toBeUndefined();
  });

  test('a state of which any one character was changed', () => {
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.constantFrom('0', 'a', '}', ' ', 'é'), (at, letter) => {
        const changed = sound.slice(0, at) + letter + sound.slice(at + 1);
        if (changed !== sound) expect(parseState(subject, changed)).toBeUndefined();
      }),
    );
  });
});

/** With a checksum that is right: anybody can work one out. */
const summed = (json: string) =>
  `${sound.split(':')[0]}:${crc32(subject + json)
    .toString(16)
    .padStart(8, '0')}:${json}`;

describe('not read either, whatever its checksum says, is', () => {
  const mark = { at: someMoment, record: other };
  test.each([
    ...['xx', '', '[]', '{}', 'null', '7', '"x"', '{"grants":{}}', '{"grants":{},"stops":null}'],
    ...['{"grants":[],"stops":{}}', '{"grants":{"marketing":null},"stops":{}}'],
    '{"grants":{},"stops":{},"unjudgeable":"unreadable"}',
    '{"grants":{},"stops":{},"more":{}}',
    '{"grants":{},"stops":{},"__proto__":{}}',
    '{"grants":{},"stops":{},"links":{"x":{"at":1,"record":"r","alias":true}}}',
    JSON.stringify({ grants: { marketing: { 'E9/none/page': [mark] } }, stops: {} }),
    JSON.stringify({ grants: { marketing: { 'E2/strict-2020/any': mark } }, stops: {} }),
    JSON.stringify({ grants: { marketing: { 'E1/E2/any': [{ ...mark, why: 'z' }] } }, stops: {} }),
    JSON.stringify({ grants: {}, stops: { '*': { nobody: mark } } }),
    JSON.stringify({ grants: {}, stops: {}, ticks: { [other]: { at: mark.at } } }),
    JSON.stringify({ grants: {}, stops: {}, suspended: { ...mark, at: null } }),
  ])('%s', (json) => {
    expect(parseState(subject, summed(json))).toBeUndefined();
  });

  test('anything by which nobody can be judged, or to which nothing can be added', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), fc.json({ maxDepth: 2 }), (history, at, put) => {
        const read = parseState(subject, summed(withPut(JSON.stringify(foldAll(history)), at, put)));
        if (read === undefined) return;
        const joined = joinStates(read, foldAll(history));
        for (const purpose of purposes)
          for (const state of [read, joined]) standing(state, purpose, 'message', someMoment);
      }),
    );
  });
});

/** The JSON with one of its values, by the order of their appearance, replaced by another. */
function withPut(json: string, at: number, put: string): string {
  let count = 0;
  const visit = (target: number) => (_name: string, value: unknown) => {
    count += 1;
    return count - 1 === target ? JSON.parse(put) : value;
  };
  JSON.parse(json, visit(-1));
  const target = at % count;
  count = 0;
  return JSON.stringify(JSON.parse(json, visit(target)));
}

test('a later fold’s state is told from a damaged one', () => {
  expect(isOfLaterFold(`13${behind}`)).toBe(true);
  for (const text of [sound, '', '{"grants":{},"stops":{}}', 'x', `1${behind}`])
    expect(isOfLaterFold(text)).toBe(false);
});

test('what is not read is of another fold, or damaged', () => {
  for (const other of ['1', '9', '13']) expect(unreadAs(`${other}${behind}`)).toBe('of_another_fold');
  for (const text of ['', '{"grants":{},"stops":{}}', 'x', sound.slice(0, -1)])
    expect(unreadAs(text)).toBe('damaged');
});

test('a new kind of a person’s record raises the version of the fold', () => {
  // A look at a person changes nothing of their consent.
  const kinds = recordSchema.options.filter(
    ({ shape }) => 'subject' in shape && shape.kind.value !== 'accessed',
  );
  const known = kinds.map(({ shape }) => shape.kind.value).toSorted();
  expect([sound.split(':')[0], ...known]).toEqual([
    '12',
    ...[
      'confirmed',
      'corrected',
      'declined',
      'identifier_changed',
      'imported',
      'lapsed',
      'linked',
      'objected',
      'opt_in',
    ],
    ...['opt_out', 'resumed', 'suspended'],
  ]);
});
