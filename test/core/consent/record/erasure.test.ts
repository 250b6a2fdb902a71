// Over any links: an erasure turns no deny into an allow, and changes nothing for whoever is not erased.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { componentOf } from '../../../../ledger/core/consent/component.ts';
import { runsOf, stoneOf } from '../../../../ledger/core/consent/record/erasure.ts';
import { type Stone, stoneSchema } from '../../../../ledger/core/consent/record/stone.ts';
import type { ConsentRecord } from '../../../../ledger/core/consent/record.ts';
import { type Standing, standing } from '../../../../ledger/core/consent/standing.ts';
import { type ConsentState, emptyState, fold, joinStates } from '../../../../ledger/core/consent/state.ts';
import { encodeState, parseState } from '../../../../ledger/core/consent/state-text.ts';
import { anySignal } from '../any-history.ts';
import {
  changedRecord,
  linkedRecord,
  moment,
  objectedRecord,
  optInRecord,
  optOutRecord,
  recordId,
  resumedRecord,
  suspendedRecord,
} from '../sample-consent.ts';

type Owned = ConsentRecord & { subject: string };
type States = ReadonlyMap<string, ConsentState>;

const people = [1, 2, 3, 4, 5].map((n) => recordId(0x5000 + n));
const erased = { at: moment(50), record: recordId(0x6000) };

let made = 0;
const at = (ms: number) => {
  made += 1;
  return { id: recordId(0x100 + made), occurred_at: moment(ms), recorded_at: moment(ms) };
};
const word = { by: 'word', sha256: 'a'.repeat(64) } as const;
const pair = (make: (subject: string, other_subject: string, i: number) => Owned, a: string, b: string) => [
  make(a, b, 0),
  make(b, a, 1),
];

const somebody = fc.constantFrom(...people);
const two = fc.tuple(somebody, somebody).filter(([a, b]) => a !== b);
const factsFrom = (first: number) => {
  const ms = fc.integer({ min: first, max: first + 8 });
  const aFact: fc.Arbitrary<Owned[]> = fc.oneof(
    fc
      .tuple(somebody, ms, fc.constantFrom('E1' as const, 'E2' as const, 'E4' as const), fc.boolean())
      .map(([subject, when, grade, page]) => {
        const authority = grade === 'E4' ? ('holder' as const) : ('any' as const);
        return [
          optInRecord({ subject, ...at(when), grade, authority, ...(page && { undoable: true as const }) }),
        ];
      }),
    fc.tuple(somebody, ms).map(([subject, when]) => [optOutRecord({ subject, ...at(when) })]),
    fc
      .tuple(somebody, ms, anySignal)
      .map(([subject, when, signal]) => [optOutRecord({ subject, ...at(when), signal })]),
    fc.tuple(somebody, ms).map(([subject, when]) => [resumedRecord({ subject, ...at(when), signal: word })]),
    fc.tuple(somebody, ms).map(([subject, when]) => [objectedRecord({ subject, ...at(when), scope: 'all' })]),
    fc.tuple(somebody, ms).map(([subject, when]) => [suspendedRecord({ subject, ...at(when) })]),
    fc
      .tuple(two, ms)
      .map(([[a, b], when]) =>
        pair((subject, other_subject) => linkedRecord({ subject, other_subject, ...at(when) }), a, b),
      ),
    fc
      .tuple(two, ms)
      .map(([[a, b], when]) =>
        pair(
          (subject, other_subject, i) =>
            changedRecord({ subject, other_subject, side: i === 0 ? 'old' : 'new', ...at(when) }),
          a,
          b,
        ),
      ),
  );
  return fc.array(aFact, { maxLength: 12 }).map((all) => all.flat());
};
const facts = factsFrom(0);

const folded = (states: States, records: readonly Owned[]): States => {
  const after = new Map(states);
  for (const record of records)
    after.set(record.subject, fold(after.get(record.subject) ?? emptyState, record));
  return after;
};
const personIn = (states: States, name: string) =>
  componentOf([name], (subject) => states.get(subject) ?? emptyState);
const stands = (states: States, name: string, when = moment(100)): Standing =>
  standing(personIn(states, name).state, 'shipping_update', 'message', when);

const stone = (subject: string, state: ConsentState): Stone => stoneOf({ subject, tags: [], state }, erased);

/** The person whom this name leads to is erased. */
function without(states: States, name: string): { states: States; own: readonly string[] } {
  const { own } = personIn(states, name);
  const left = new Map(states);
  for (const subject of own) left.set(subject, stone(subject, states.get(subject) ?? emptyState).state);
  return { states: left, own };
}

describe('whoever is erased, over any links', () => {
  test('no deny becomes an allow, of any name, now and after whatever is heard next', () => {
    fc.assert(
      fc.property(facts, factsFrom(60), somebody, (before, next, who) => {
        const states = folded(new Map(), before);
        const left = without(states, who);
        for (const name of left.own) expect(stands(left.states, name).kind).not.toBe('granted');
        const [kept, gone] = [folded(states, next), folded(left.states, next)];
        for (const name of people) {
          const isAllowed = stands(gone, name).kind === 'granted';
          if (isAllowed) expect(stands(kept, name).kind).toBe('granted');
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('nothing changes for anyone else, and no one is joined to another or parted', () => {
    fc.assert(
      fc.property(facts, somebody, (before, who) => {
        const states = folded(new Map(), before);
        const left = without(states, who);
        for (const name of people) {
          expect(personIn(left.states, name).own).toEqual(personIn(states, name).own);
          if (!left.own.includes(name)) expect(stands(left.states, name)).toEqual(stands(states, name));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('what was given before arrives late and grants nothing, in whichever order', () => {
    fc.assert(
      fc.property(facts, facts, somebody, (before, late, who) => {
        const own = (records: readonly Owned[]) =>
          records.filter(({ subject, kind }) => subject === who && kind === 'opt_in');
        const states = folded(new Map(), before);
        const one = folded(new Map([[who, stone(who, states.get(who) ?? emptyState).state]]), own(late));
        const all = folded(states, own(late)).get(who) ?? emptyState;
        expect(one.get(who)).toEqual(joinStates(all, { ...emptyState, erased }));
        expect(stands(one, who).kind).not.toBe('granted');
      }),
      { numRuns: 500 },
    );
  });

  test('the stone is one that a record may hold, and is read again as it was written', () => {
    fc.assert(
      fc.property(facts, somebody, (before, who) => {
        const left = stone(who, folded(new Map(), before).get(who) ?? emptyState);
        expect(stoneSchema.safeParse(left).success).toBe(true);
        expect(parseState(who, encodeState(who, left.state))).toEqual(left.state);
      }),
    );
  });
});

describe('the person themself', () => {
  const [who] = people as [string];
  const agree = (ms: number, grade: 'E1' | 'E2') => optInRecord({ subject: who, ...at(ms), grade });
  const left = (records: readonly Owned[]) => without(folded(new Map(), records), who).states;

  test('may agree anew, as after a stop: by an act as strong as that needs', () => {
    const states = left([agree(1, 'E2')]);
    expect(stands(states, who)).toMatchObject({ kind: 'withdrawn', stop: erased });
    expect(stands(folded(states, [agree(60, 'E1')]), who).kind).toBe('too_weak_after_withdrawal');
    expect(stands(folded(states, [agree(60, 'E2')]), who).kind).toBe('granted');
  });

  test('keeps an objection, which only a fresh act of its own authority lifts', () => {
    const objection = objectedRecord({ subject: who, ...at(2), scope: 'all', authority: 'holder' });
    const states = left([objection]);
    expect(stands(folded(states, [agree(60, 'E2')]), who).kind).not.toBe('granted');
  });
});

test('indexes are told in runs', () => {
  expect(runsOf([3, 4, 5, 9, 11, 12])).toEqual([
    [3, 5],
    [9, 9],
    [11, 12],
  ]);
});
