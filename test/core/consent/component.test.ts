// Several subjects that are one person, in any order of arrival: who hears whose stop, and whose consent
// counts for whom.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { componentMax, componentOf } from '../../../ledger/core/consent/component.ts';
import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import { standing } from '../../../ledger/core/consent/standing.ts';
import { type ConsentState, emptyState, fold } from '../../../ledger/core/consent/state.ts';
import { anySignal } from './any-history.ts';
import { isSuspension } from './consent-model.ts';
import {
  changedRecord,
  linkedRecord,
  moment,
  optInRecord,
  optOutRecord,
  recordId,
  resumedRecord,
  suspendedRecord,
} from './sample-consent.ts';

type Owned = ConsentRecord & { subject: string };

const later = moment(100);
const subjectOf = (n: number) => recordId(0x5000 + n);
// A number and the business-scoped id that goes with it; what they are after the number has changed.
const [old, oldId, next, nextId] = [1, 2, 3, 4].map(subjectOf) as [string, string, string, string];

let made = 0;
const at = (ms: number) => {
  made += 1;
  return { id: recordId(0x100 + made), occurred_at: moment(ms), recorded_at: moment(ms) };
};
const agreed = (subject: string, ms: number) => optInRecord({ subject, ...at(ms) });
const stopped = (subject: string, ms: number) => optOutRecord({ subject, ...at(ms) });
const wrote = (subject: string, word: 'STOP' | 'START', ms: number) => {
  const signal = { by: 'word' as const, sha256: 'a'.repeat(64) };
  return word === 'STOP'
    ? optOutRecord({ subject, ...at(ms), signal })
    : resumedRecord({ subject, ...at(ms), signal });
};
const suspended = (subject: string, ms: number) => suspendedRecord({ subject, ...at(ms) });
const linked = (a: string, b: string, ms: number, recorded = ms) => {
  const told = (subject: string, other_subject: string) =>
    linkedRecord({ subject, other_subject, ...at(ms), recorded_at: moment(recorded) });
  return [told(a, b), told(b, a)];
};
const changed = (from: string, to: string, ms: number) => [
  changedRecord({ subject: from, other_subject: to, side: 'old', ...at(ms) }),
  changedRecord({ subject: to, other_subject: from, side: 'new', ...at(ms) }),
];

function statesOf(records: readonly Owned[]): Map<string, ConsentState> {
  const states = new Map<string, ConsentState>();
  for (const record of records)
    states.set(record.subject, fold(states.get(record.subject) ?? emptyState, record));
  return states;
}

/** How somebody stands who is known by this name. */
function stands(records: readonly Owned[], subject: string) {
  const states = statesOf(records);
  const { state } = componentOf([subject], (one) => states.get(one) ?? emptyState);
  return standing(state, 'shipping_update', 'message', later);
}
const kindOf = (records: readonly Owned[], subject: string) => stands(records, subject).kind;

describe('two names of one person', () => {
  test('share what was agreed under either', () => {
    const records = [agreed(old, 1), ...linked(old, oldId, 2)];
    expect([kindOf(records, old), kindOf(records, oldId)]).toEqual(['granted', 'granted']);
  });

  test('are stopped by either, whether the stop or the link came first', () => {
    for (const [stop, link] of [
      [5, 7],
      [7, 5],
    ] as const) {
      const records = [agreed(old, 1), stopped(oldId, stop), ...linked(old, oldId, link)];
      expect([kindOf(records, old), kindOf(records, oldId)]).toEqual(['withdrawn', 'withdrawn']);
    }
  });

  test('lift what was stopped under the other', () => {
    const records = [
      agreed(old, 1),
      ...linked(old, oldId, 2),
      wrote(oldId, 'STOP', 3),
      wrote(old, 'START', 4),
    ];
    expect(kindOf(records, old)).toBe('granted');
  });

  test('are suspended together, and share a fresh opt-in only once Meta names them together again', () => {
    const records = [agreed(old, 1), ...linked(old, oldId, 2), suspended(oldId, 3)];
    expect([kindOf(records, old), kindOf(records, oldId)]).toEqual(['suspended', 'none']);
    records.push(agreed(old, 4));
    expect([kindOf(records, old), kindOf(records, oldId)]).toEqual(['granted', 'none']);
    expect(kindOf([...records, ...linked(old, oldId, 5)], oldId)).toBe('granted');
  });

  test('reach as far as names are linked, not only to the next', () => {
    const records = [
      ...[agreed(old, 1), stopped(nextId, 9)],
      ...[...linked(old, oldId, 2), ...linked(oldId, next, 3), ...linked(next, nextId, 4)],
    ];
    expect(kindOf(records, old)).toBe('withdrawn');
    expect(kindOf(records.slice(0, 1).concat(records.slice(2)), nextId)).toBe('granted');
  });
});

describe('a number that has changed', () => {
  const before = [agreed(old, 1), ...linked(old, oldId, 2)];
  const moved = [...before, ...changed(old, next, 5), ...linked(next, nextId, 6)];

  test('suspends what was agreed under the old one, whose other names share it no more', () => {
    expect([kindOf(moved, old), kindOf(moved, oldId)]).toEqual(['suspended', 'none']);
  });

  test('carries no consent over to the new one', () => {
    expect([kindOf(moved, next), kindOf(moved, nextId)]).toEqual(['none', 'none']);
  });

  test('is somebody else’s from then on: what its former holder agreed under the new one is suspended', () => {
    const records = [agreed(next, 3), ...moved];
    expect([kindOf(records, next), kindOf(records, nextId)]).toEqual(['suspended', 'suspended']);
    expect(kindOf([...records, agreed(next, 7)], nextId)).toBe('granted');
  });

  test('from one id to another suspends the former alone: ids are given to nobody else', () => {
    const asId = { identifiers: [{ kind: 'bsuid' as const, value: 'IN.1002' }] };
    const [left, taken] = changed(oldId, nextId, 5);
    const records = [agreed(oldId, 1), agreed(nextId, 2), left!, { ...taken!, ...asId }];
    expect([kindOf(records, oldId), kindOf(records, nextId)]).toEqual(['suspended', 'granted']);
  });

  test('carries every stop over, by every name', () => {
    const records = [...moved, agreed(next, 6), stopped(oldId, 7)];
    expect([next, nextId, old].map((one) => kindOf(records, one))).toEqual([
      'withdrawn',
      'withdrawn',
      'withdrawn',
    ]);
  });

  test('is open to a fresh opt-in, also of whoever has the old one now', () => {
    const records = [...moved, agreed(next, 6), agreed(old, 8)];
    expect([next, nextId, old].map((one) => kindOf(records, one))).toEqual(['granted', 'granted', 'granted']);
  });

  test('keeps the new holder’s START from lifting what the former holder stopped by another name', () => {
    const records = [...moved, wrote(oldId, 'STOP', 3), agreed(old, 6), wrote(old, 'START', 9)];
    expect(kindOf([...records, wrote(oldId, 'STOP', 7)], old)).toBe('withdrawn');
  });

  test('that its new holder writes from shares nothing that was agreed before, or by whoever left it', () => {
    const holder = subjectOf(5);
    const recycled = [...moved, ...linked(old, holder, 8), agreed(oldId, 9)];
    expect([kindOf(recycled, old), kindOf(recycled, holder)]).toEqual(['suspended', 'suspended']);
    expect(kindOf(recycled, oldId)).toBe('granted');
    expect(kindOf([...recycled, agreed(old, 10)], holder)).toBe('granted');
  });

  test('is not undone by a message from before that arrives after it', () => {
    const records = [...moved, agreed(oldId, 9), ...linked(old, oldId, 4, 20)];
    expect(kindOf(records, old)).toBe('suspended');
  });

  test('shares again what Meta states anew', () => {
    const records = [...moved, agreed(oldId, 9), ...linked(old, oldId, 10)];
    expect(kindOf(records, old)).toBe('granted');
  });
});

describe('too many names', () => {
  const star = (size: number) => {
    const rays = Array.from({ length: size - 1 }, (_, n) => linked(old, subjectOf(100 + n), 2).flat());
    return [agreed(old, 1), ...rays.flat()];
  };

  test('are allowed nothing, from whichever is asked', () => {
    expect(kindOf(star(componentMax), old)).toBe('granted');
    const over = star(componentMax + 1);
    expect([kindOf(over, old), kindOf(over, subjectOf(100))]).toEqual(['unjudgeable', 'unjudgeable']);
  });

  test('and of whom one is gone are told apart from too many', () => {
    const states = statesOf([agreed(old, 1), ...linked(old, oldId, 2)]);
    const { state } = componentOf([old], (one) => (one === old ? states.get(one) : undefined));
    expect(standing(state, 'shipping_update', 'message', later)).toEqual({
      kind: 'unjudgeable',
      why: 'linked_rows_missing',
    });
  });
});

// ---- any history ------------------------------------------------------------------------------------------

const people = [1, 2, 3, 4, 5].map(subjectOf);
const somebody = fc.constantFrom(...people);
const two = fc.tuple(somebody, somebody).filter(([a, b]) => a !== b);
const someMs = fc.integer({ min: 0, max: 8 });
const aFact: fc.Arbitrary<Owned[]> = fc.oneof(
  fc
    .tuple(somebody, someMs, fc.constantFrom('E1' as const, 'E2' as const), fc.boolean())
    .map(([who, ms, grade, page]) => [
      { ...agreed(who, ms), grade, ...(page && { undoable: true as const }) },
    ]),
  fc.tuple(somebody, someMs).map(([who, ms]) => [stopped(who, ms)]),
  fc.tuple(somebody, someMs, anySignal).map(([who, ms, signal]) => [{ ...stopped(who, ms), signal }]),
  fc.tuple(somebody, someMs).map(([who, ms]) => [wrote(who, 'START', ms)]),
  fc.tuple(somebody, someMs).map(([who, ms]) => [suspended(who, ms)]),
  fc.tuple(two, someMs, someMs).map(([[a, b], ms, late]) => linked(a, b, ms, ms + late)),
  fc.tuple(two, someMs).map(([[a, b], ms]) => changed(a, b, ms)),
);
const facts = fc.array(aFact, { maxLength: 14 }).map((all) => all.flat());

/** Everybody reachable over links of these kinds, told plainly from the records. */
function reachable(records: readonly Owned[], start: string, kinds: readonly string[]): Set<string> {
  const found = new Set([start]);
  for (const _ of records) {
    for (const record of records) {
      if (!('other_subject' in record) || !kinds.includes(record.kind)) continue;
      if (found.has(record.subject)) found.add(record.other_subject);
    }
  }
  return found;
}

describe('whatever is heard, in whatever order', () => {
  test('makes the same of everybody', () => {
    const orders = facts.chain((one) =>
      fc.tuple(fc.constant(one), fc.shuffledSubarray(one, { minLength: one.length, maxLength: one.length })),
    );
    fc.assert(
      fc.property(orders, ([one, other]) => {
        for (const who of people) expect(stands(other, who)).toEqual(stands(one, who));
      }),
      { numRuns: 500 },
    );
  });

  test('a stop by any name denies every name, wherever among the links it comes', () => {
    fc.assert(
      fc.property(facts, somebody, fc.nat(), (records, who, place) => {
        const where = place % (records.length + 1);
        const history = [...records.slice(0, where), stopped(who, 20), ...records.slice(where)];
        for (const name of reachable(records, who, ['linked', 'identifier_changed']))
          expect(kindOf(history, name)).not.toBe('granted');
      }),
      { numRuns: 500 },
    );
  });

  test('no consent crosses a change, and none from before a suspension of any name counts', () => {
    fc.assert(
      fc.property(facts, somebody, (records, who) => {
        const found = stands(records, who);
        if (found.kind !== 'granted') return;
        const names = reachable(records, who, ['linked']);
        const grant = records.find(({ id }) => id === found.grant.record)!;
        expect(names).toContain(grant.subject);
        const suspensions = records.filter((record) => names.has(record.subject) && isSuspension(record));
        for (const { recorded_at } of suspensions) expect(found.grant.at > recorded_at).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('links alone never grant, and never take from whoever nobody stopped', () => {
    const links = fc
      .array(
        fc.tuple(two, someMs).map(([[a, b], ms]) => linked(a, b, ms)),
        { maxLength: 8 },
      )
      .map((all) => all.flat());
    fc.assert(
      fc.property(links, somebody, (records, who) => {
        for (const name of people) expect(kindOf(records, name)).toBe('none');
        for (const name of reachable(records, who, ['linked']))
          expect(kindOf([...records, agreed(who, 1)], name)).toBe('granted');
      }),
    );
  });
});
