// Over any links: an erasure turns no deny into an allow, and changes nothing for whoever is not erased.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authorities } from '../../../../ledger/core/consent/authority.ts';
import { componentOf } from '../../../../ledger/core/consent/component.ts';
import { runsOf, stoneOf } from '../../../../ledger/core/consent/record/erasure.ts';
import { type Stone, stoneSchema } from '../../../../ledger/core/consent/record/stone.ts';
import type { ConsentRecord, OptInRecord } from '../../../../ledger/core/consent/record.ts';
import { type Standing, standing } from '../../../../ledger/core/consent/standing.ts';
import { type ConsentState, emptyState, fold, joinStates } from '../../../../ledger/core/consent/state.ts';
import { encodeState, parseState } from '../../../../ledger/core/consent/state-text.ts';
import { anySignal } from '../any-history.ts';
import {
  changedRecord,
  confirmedRecord,
  declinedRecord,
  importedRecord,
  linkedRecord,
  moment,
  objectedRecord,
  optInRecord,
  optOutRecord,
  recordId,
  resumedRecord,
  suspendedRecord,
  undoRecord,
} from '../sample-consent.ts';

type Owned = ConsentRecord & { subject: string };
type States = ReadonlyMap<string, ConsentState>;

const people = [1, 2, 3].map((n) => recordId(0x5000 + n));
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

const linking = (one: string, other: string, ms: number) =>
  pair((subject, other_subject) => linkedRecord({ subject, other_subject, ...at(ms) }), one, other);

const somebody = fc.constantFrom(...people);
const two = fc.tuple(somebody, somebody).filter(([a, b]) => a !== b);
const anyGrade = fc.constantFrom('E1' as const, 'E2' as const, 'E4' as const);
const anyVoucher = fc.constantFrom<Partial<OptInRecord>>(
  { authority: 'any' },
  { authority: 'customer' },
  { undoable: true },
  { undoable: true, settled: true },
  { retractable: true },
);
const optInBy = (subject: string, when: number, grade: OptInRecord['grade'], more: Partial<OptInRecord>) =>
  optInRecord({ subject, ...at(when), grade, authority: grade === 'E4' ? 'holder' : 'any', ...more });

/** An opt-in, and perhaps its confirmation and its undoing, each at a moment of its own. */
const optInAndAfter = (ms: fc.Arbitrary<number>, until: fc.Arbitrary<number | undefined>) =>
  fc
    .tuple(somebody, fc.tuple(ms, ms, ms), anyGrade, anyVoucher, until, fc.tuple(fc.boolean(), fc.boolean()))
    .map(([subject, moments, grade, voucher, ends, [isConfirmed, isUndone]]): Owned[] => {
      const [given, ...after] = moments.toSorted((a, b) => a - b) as [number, number, number];
      const optIn = optInBy(subject, given, grade, {
        ...voucher,
        ...(ends !== undefined && { valid_until: moment(ends) }),
      });
      const isTakenBack = isUndone && (optIn.undoable ?? optIn.retractable) === true;
      return [
        optIn,
        ...(isConfirmed ? [confirmedRecord(optIn, { subject, ...at(after[0]!) })] : []),
        ...(isTakenBack ? [undoRecord(optIn, { subject, ...at(after[1]!) })] : []),
      ];
    });

const factsFrom = (first: number) => {
  const ms = fc.integer({ min: first, max: first + 8 });
  const until = fc.option(fc.integer({ min: first, max: 110 }), { nil: undefined });
  const whoseAuthority = fc.constantFrom(...authorities);
  const terms = { purposes: ['shipping_update' as const], scope: ['message' as const] };
  const aFact: fc.Arbitrary<Owned[]> = fc.oneof(
    { arbitrary: optInAndAfter(ms, until), weight: 3 },
    fc.tuple(somebody, ms, until).map(([subject, when, ends]) => [
      importedRecord({
        subject,
        ...at(when),
        ...(ends !== undefined && { valid_until: moment(ends) }),
      }),
    ]),
    fc
      .tuple(somebody, ms, whoseAuthority)
      .map(([subject, when, authority]) => [optOutRecord({ subject, ...at(when), authority })]),
    fc
      .tuple(somebody, ms, anySignal)
      .map(([subject, when, signal]) => [optOutRecord({ subject, ...at(when), signal })]),
    fc.tuple(somebody, ms).map(([subject, when]) => [resumedRecord({ subject, ...at(when), signal: word })]),
    fc
      .tuple(somebody, ms, whoseAuthority)
      .map(([subject, when, authority]) => [
        objectedRecord({ subject, ...at(when), scope: 'all', authority }),
      ]),
    fc.tuple(somebody, ms).map(([subject, when]) => [declinedRecord({ subject, ...at(when), ...terms })]),
    fc.tuple(somebody, ms).map(([subject, when]) => [suspendedRecord({ subject, ...at(when) })]),
    {
      arbitrary: fc.tuple(two, ms).map(([[a, b], when]) => linking(a, b, when)),
      weight: 2,
    },
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
const isLink = (kind: ConsentRecord['kind']) => kind === 'linked' || kind === 'identifier_changed';
const personIn = (states: States, name: string) =>
  componentOf([name], (subject) => states.get(subject) ?? emptyState);
const stands = (states: States, name: string, when = moment(100)): Standing =>
  standing(personIn(states, name).state, 'shipping_update', 'message', when);

const whenever = [moment(45), moment(66), moment(100), moment(120)];

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
      fc.property(facts, factsFrom(60), two, fc.boolean(), (before, after, [who, other], areLinked) => {
        const states = folded(new Map(), before);
        const left = without(states, who);
        for (const name of left.own) expect(stands(left.states, name).kind).not.toBe('granted');
        const next = [...(areLinked ? linking(who, other, 55) : []), ...after];
        const [kept, gone] = [folded(states, next), folded(left.states, next)];
        for (const name of people) {
          for (const when of whenever) {
            const isAllowed = stands(gone, name, when).kind === 'granted';
            if (isAllowed) expect(stands(kept, name, when).kind).toBe('granted');
          }
        }
      }),
      { numRuns: 1500 },
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

  test('a second subject of theirs, empty and erased with them, changes no answer', () => {
    fc.assert(
      fc.property(facts, factsFrom(60), somebody, (before, next, who) => {
        const isOwn = ({ subject, kind }: Owned) => subject === who && !isLink(kind);
        const states = without(folded(new Map(), before.filter(isOwn)), who).states;
        const alone = folded(states, next.filter(isOwn));
        const second = people.find((one) => one !== who)!;
        const linked = linking(who, second, 90);
        const both = folded(new Map([...alone, [second, stone(second, emptyState).state]]), linked);
        for (const when of whenever) expect(stands(both, who, when)).toEqual(stands(alone, who, when));
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

describe('whoever is linked to an erased person later', () => {
  const [who, other] = people as [string, string];
  const join = linking(who, other, 55);
  const both = (before: readonly Owned[], next: readonly Owned[]) => {
    const states = folded(new Map(), before);
    return [folded(states, next), folded(without(states, who).states, next)].map((one) => stands(one, other));
  };

  test('gets no import that a statement of theirs kept out, which is gone', () => {
    const before = [
      optInBy(who, 1, 'E2', { valid_until: moment(30) }),
      importedRecord({ subject: other, ...at(20) }),
    ];
    const [kept, gone] = both(before, join);
    expect(kept!.kind).toBe('expired');
    expect(gone).toMatchObject({ kind: 'withdrawn', stop: erased });
  });

  test('gets no tick of theirs that is too weak after an erasure', () => {
    const tick = optInBy(who, 60, 'E1', { undoable: true });
    expect(both([optInBy(who, 1, 'E2', {})], [...join, tick])[1]!.kind).toBe('none');
    const confirmation = confirmedRecord(tick, { subject: who, ...at(61) });
    expect(both([], [...join, tick, confirmation])[1]!.kind).toBe('granted');
  });

  test('gets no settled tick back that an undoing of theirs had ended', () => {
    const settled = { undoable: true, settled: true } as const;
    const undone = optInBy(who, 8, 'E2', settled);
    const before = [undone, undoRecord(undone, { subject: who, ...at(9) }), optInBy(other, 5, 'E2', settled)];
    for (const found of both(before, join)) expect(found.kind).not.toBe('granted');
  });
});

test('indexes are told in runs', () => {
  expect(runsOf([3, 4, 5, 9, 11, 12])).toEqual([
    [3, 5],
    [9, 9],
    [11, 12],
  ]);
});
