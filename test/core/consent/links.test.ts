// A number that Meta calls by two ids has changed hands: whatever comes first, and though everything comes
// twice.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { componentOf } from '../../../ledger/core/consent/component.ts';
import { isNews, isReassigned, strongerLink } from '../../../ledger/core/consent/links.ts';
import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import { standing } from '../../../ledger/core/consent/standing.ts';
import { type ConsentState, emptyState, fold } from '../../../ledger/core/consent/state.ts';
import {
  changedRecord,
  linkedRecord,
  moment,
  optInRecord,
  recordId,
  suspendedRecord,
} from './sample-consent.ts';

const [number, oneId, otherId] = [1, 2, 3].map((n) => recordId(0x5000 + n)) as [string, string, string];
type Id = { subject: string; kind: 'bsuid' | 'parent_bsuid' };
const bsuid = (subject: string): Id => ({ subject, kind: 'bsuid' });

/** A ledger of one number, written as the commit writes it: it suspends before it links. */
class Written {
  readonly states = new Map<string, ConsentState>();
  clock = 1000;
  suspensions = 0;

  /** Meta calls the number by this id, as of a moment. @returns how many records that made */
  hear({ subject, kind }: Id, at: number, account?: string): number {
    const [n, id] = [this.#linked(number), this.#linked(subject)];
    const said = { at: moment(at), account };
    if (!isNews(said, n, id)) return 0;
    const isTaken = isReassigned({ ...said, kind }, n, id);
    if (isTaken) {
      this.suspensions += 1;
      this.add(suspendedRecord({ subject: number, reason: 'number_reassigned', ...this.#place() }));
    }
    const told = { ...this.#place(), occurred_at: moment(at), ...(account !== undefined && { account }) };
    const other_identifier = { kind, sealed: '' };
    this.add(linkedRecord({ ...told, subject: number, other_subject: subject, other_identifier }));
    const mirrored = { kind: 'wa_id' as const, sealed: '' };
    this.add(linkedRecord({ ...told, subject, other_subject: number, other_identifier: mirrored }));
    return isTaken ? 3 : 2;
  }

  agree(subject: string): void {
    const { recorded_at } = this.#place();
    this.add(optInRecord({ id: recordId(this.clock), subject, occurred_at: recorded_at, recorded_at }));
  }

  becomes(from: Id, to: Id): void {
    const told = { ...this.#place(), identifiers: [{ kind: from.kind, value: 'IN.1' }] };
    const sides = { subject: from.subject, other_subject: to.subject };
    this.add(changedRecord({ ...told, ...sides, side: 'old' }));
    this.add(changedRecord({ ...told, subject: to.subject, other_subject: from.subject, side: 'new' }));
  }

  add(record: ConsentRecord & { subject: string }): void {
    this.states.set(record.subject, fold(this.#stateOf(record.subject), record));
  }

  stands(subject: string): string {
    const { state } = componentOf([subject], (one) => this.#stateOf(one));
    return standing(state, 'shipping_update', 'message', moment(1_000_000)).kind;
  }

  #stateOf = (subject: string) => this.states.get(subject) ?? emptyState;
  #linked = (subject: string) => ({ subject, ...this.#stateOf(subject) });
  #place() {
    this.clock += 1;
    return { id: recordId(this.clock), recorded_at: moment(this.clock), occurred_at: moment(this.clock) };
  }
}

describe('a number that Meta calls by a second id', () => {
  test('carries nothing over that was agreed before, and shares a fresh opt-in with whoever it is stated of anew', () => {
    const ledger = new Written();
    ledger.agree(number);
    ledger.hear(bsuid(oneId), 10, 'a');
    expect([ledger.stands(number), ledger.stands(oneId)]).toEqual(['granted', 'granted']);
    expect(ledger.hear(bsuid(otherId), 20, 'a')).toBe(3);
    expect([number, oneId, otherId].map((one) => ledger.stands(one))).toEqual(['suspended', 'none', 'none']);
    ledger.agree(number);
    expect(ledger.hear(bsuid(otherId), ledger.clock, 'a')).toBe(2);
    expect([number, oneId, otherId].map((one) => ledger.stands(one))).toEqual(['granted', 'none', 'granted']);
  });

  test('is suspended for parent ids as well, and not for an id and its parent', () => {
    const ledger = new Written();
    const parent = (subject: string): Id => ({ subject, kind: 'parent_bsuid' });
    expect([ledger.hear(bsuid(oneId), 10, 'a'), ledger.hear(parent(otherId), 11, 'a')]).toEqual([2, 2]);
    expect(ledger.hear(parent(recordId(0x5009)), 12, 'a')).toBe(3);
  });

  test('which the first one has become is still the same person’s', () => {
    const ledger = new Written();
    ledger.hear(bsuid(oneId), 10, 'a');
    ledger.becomes(bsuid(oneId), bsuid(otherId));
    ledger.hear(bsuid(otherId), ledger.clock, 'a');
    expect(ledger.suspensions).toBe(0);
    expect(ledger.hear(bsuid(recordId(0x5009)), ledger.clock, 'a')).toBe(3);
  });

  test('of another account is not suspended: each portfolio has ids of its own; where none is named, it is', () => {
    const [apart, unnamed, before] = [new Written(), new Written(), new Written()];
    apart.hear(bsuid(oneId), 10, 'a');
    expect(apart.hear(bsuid(otherId), 20, 'b')).toBe(2);
    unnamed.hear(bsuid(oneId), 10, 'a');
    expect(unnamed.hear(bsuid(otherId), 20)).toBe(3);
    before.hear(bsuid(oneId), 10);
    expect(before.hear(bsuid(otherId), 20, 'a')).toBe(3);
  });

  test('by an account that had named the first one after another did is suspended', () => {
    const ledger = new Written();
    ledger.hear(bsuid(oneId), 10, 'a');
    expect([ledger.hear(bsuid(oneId), 12, 'b'), ledger.hear(bsuid(oneId), 13, 'b')]).toEqual([2, 0]);
    expect(ledger.hear(bsuid(otherId), 20, 'b')).toBe(3);
  });
});

const account = fc.constantFrom('a', 'b', undefined);
const statement = fc.record({
  id: fc.constantFrom(oneId, otherId, recordId(0x5009)),
  at: fc.integer({ min: 0, max: 900 }),
  account,
});
const delivered = fc
  .array(statement, { minLength: 1, maxLength: 8 })
  .chain((all) =>
    fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length, maxLength: 2 * all.length }),
  );

describe('whatever is stated, in whatever order and twice', () => {
  test('no two ids that one account has named share what was agreed under the number', () => {
    fc.assert(
      fc.property(delivered, (statements) => {
        const ledger = new Written();
        ledger.agree(number);
        for (const { id, at, account } of statements) ledger.hear(bsuid(id), at, account);
        const named = (account: string) =>
          new Set(statements.filter((one) => one.account === account).map(({ id }) => id));
        const isTaken = named('a').size > 1 || named('b').size > 1;
        if (isTaken) expect(ledger.stands(number)).toBe('suspended');
      }),
      { numRuns: 500 },
    );
  });

  test('it comes to rest: what comes again makes no record', () => {
    fc.assert(
      fc.property(delivered, (statements) => {
        const ledger = new Written();
        for (const { id, at, account } of statements) ledger.hear(bsuid(id), at, account);
        for (const { id, at, account } of statements) ledger.hear(bsuid(id), at, account);
        const again = statements.map(({ id, at, account }) => ledger.hear(bsuid(id), at, account));
        expect(new Set(again)).toEqual(new Set([0]));
        expect(ledger.suspensions).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });

  test('of several links between the same two, what is kept depends on no order', () => {
    const link = fc.record({
      at: fc.integer({ min: 0, max: 2 }).map(moment),
      record: fc.constantFrom(recordId(1), recordId(2)),
      alias: fc.constant(true),
      stated: fc.uniqueArray(fc.constantFrom('a/bsuid', 'b/bsuid', '/bsuid')).map((all) => all.toSorted()),
    });
    fc.assert(
      fc.property(link, link, link, (a, b, c) => {
        const left = strongerLink(strongerLink(a, b), c);
        expect(strongerLink(a, strongerLink(b, c))).toEqual(left);
        expect(strongerLink(strongerLink(c, b), a).stated).toEqual(left.stated);
      }),
    );
  });
});
