// What a person objects to, and who may bring it back.

import { describe, expect, test } from 'vitest';
import { componentOf } from '../../../ledger/core/consent/component.ts';
import type {
  ConsentRecord,
  ObjectedRecord,
  OptInRecord,
  Scope,
} from '../../../ledger/core/consent/record.ts';
import { standing } from '../../../ledger/core/consent/standing.ts';
import { emptyState, fold } from '../../../ledger/core/consent/state.ts';
import { judge } from '../../../ledger/core/gate/judge.ts';
import type { Purpose } from '../../../ledger/core/notice/purpose.ts';
import { foldAll } from './any-history.ts';
import {
  confirmedRecord,
  linkedRecord,
  moment,
  objectedRecord,
  optInRecord,
  optOutRecord,
  recordId,
  resumedRecord,
} from './sample-consent.ts';

const later = moment(100);
const at = (ms: number) => ({ id: recordId(1000 + ms), occurred_at: moment(ms), recorded_at: moment(ms) });
const both: Purpose[] = ['shipping_update', 'marketing'];
const yes = (ms: number, changes: Partial<OptInRecord> = {}) =>
  optInRecord({ purposes: both, ...at(ms), ...changes });
const no = (ms: number, changes: Partial<ObjectedRecord> = {}) => objectedRecord({ ...at(ms), ...changes });
const kindOf = (history: ConsentRecord[], purpose: Purpose = 'marketing', scope: Scope = 'message') =>
  standing(foldAll(history), purpose, scope, later).kind;

describe('an objection', () => {
  test('to offers ends offers and nothing else', () => {
    const history = [yes(0), no(1)];
    expect([kindOf(history), kindOf(history, 'shipping_update')]).toEqual(['objected', 'granted']);
  });

  test('to everything ends everything, calls and free answers too', () => {
    const history = [yes(0, { scope: ['message', 'call'] }), no(1, { scope: 'all' })];
    expect(both.map((purpose) => kindOf(history, purpose))).toEqual(['objected', 'objected']);
    expect(kindOf(history, 'shipping_update', 'call')).toBe('objected');
    const facts = { state: foldAll(history), lastInbound: moment(0) };
    const question = { kind: 'free_form', scope: 'message', sender: '1' } as const;
    expect(judge(question, facts, moment(5)).reasons).toEqual(['withdrawn']);
  });

  test('of a person who never agreed stands, and is named by the gate', () => {
    const state = foldAll([no(1)]);
    const decision = judge({ purpose: 'marketing', scope: 'message' }, { state }, later);
    expect(decision).toEqual({ decision: 'deny', reasons: ['objected'], record: no(1).id });
  });

  test('is lifted neither by START nor by a switch in WhatsApp', () => {
    for (const by of ['word', 'preferences'] as const) {
      const signal = { by, sha256: 'a'.repeat(64) };
      expect(kindOf([yes(0), no(1), resumedRecord({ ...at(2), signal })])).toBe('objected');
    }
  });

  test('is outlived by a fresh act of grade E2, not by less, and not by what was given before', () => {
    expect(kindOf([no(1), yes(2)])).toBe('granted');
    expect(kindOf([no(1), yes(2, { grade: 'E2' })])).toBe('granted');
    for (const grade of ['E0', 'E1'] as const) expect(kindOf([no(1), yes(2, { grade })])).toBe('objected');
    expect(kindOf([no(1), yes(1)])).toBe('objected');
    expect(kindOf([no(5), yes(2, { recorded_at: moment(9) })])).toBe('objected');
  });

  test('is lifted for what the notice names only', () => {
    const history = [no(1, { scope: 'all' }), yes(2, { purposes: ['shipping_update'] })];
    expect([kindOf(history), kindOf(history, 'shipping_update')]).toEqual(['objected', 'granted']);
  });

  test.each([
    ['customer', 'any', 'objected'],
    ['customer', 'customer', 'granted'],
    ['holder', 'any', 'objected'],
    ['holder', 'customer', 'objected'],
  ] as const)('of authority %s meets a tick of authority %s: %s', (objector, ticker, kind) => {
    expect(kindOf([no(1, { authority: objector }), yes(2, { authority: ticker })])).toBe(kind);
  });

  describe('of the holder, where the business has lowered the floor,', () => {
    const held = no(1, { authority: 'holder', scope: 'all' });
    const [setup, later1] = [recordId(0x800), recordId(0x801)];
    const floor = { setup };
    const customer = (ms: number, changes: Partial<OptInRecord> = {}) =>
      yes(ms, { authority: 'customer', floor, ...changes });
    const says = (history: ConsentRecord[]) =>
      judge({ purpose: 'marketing', scope: 'message' }, { state: foldAll(history) }, later);

    test('is lifted by a verified customer, and the decision names the record of the floor', () => {
      expect(says([held, customer(2)])).toMatchObject({
        decision: 'allow',
        record: customer(2).id,
        floor: setup,
      });
      expect(says([held, customer(2, { grade: 'E2' })])).toMatchObject({ decision: 'allow', floor: setup });
    });

    test('not by an act without it, of less than E2, or from before the objection', () => {
      for (const act of [
        yes(2, { authority: 'customer' }),
        customer(2, { grade: 'E1' }),
        customer(1),
        // Never written, and it would lift nothing.
        yes(2, { floor }),
      ]) {
        expect(says([held, act])).toEqual({ decision: 'deny', reasons: ['objected'], record: held.id });
      }
    });

    test('is over then: what was given since counts, and names the latest floor', () => {
      const tick = yes(9, { grade: 'E3' });
      const short = { valid_until: moment(5) };
      expect(says([held, customer(2, short), tick])).toMatchObject({ record: tick.id, floor: setup });
      const again = customer(4, { ...short, floor: { setup: later1 } });
      expect(says([tick, again, held, customer(2, short)])).toMatchObject({ record: tick.id, floor: later1 });
      expect(says([held, customer(2, short)])).toMatchObject({ reasons: ['expired'], floor: setup });
    });

    test('no floor is named where the decision does not rest on it', () => {
      const proof = confirmedRecord(customer(2), { id: recordId(5000), recorded_at: moment(9) });
      expect(says([held, customer(2), proof])).not.toHaveProperty('floor');
      expect(says([no(1, { authority: 'customer' }), customer(2)])).not.toHaveProperty('floor');
      expect(says([customer(2)])).not.toHaveProperty('floor');
      const byCustomer = no(1, { authority: 'customer' });
      const tick = yes(9, { grade: 'E3' });
      const since = says([byCustomer, customer(2, { valid_until: moment(5) }), tick]);
      expect(since).toMatchObject({ record: tick.id });
      expect(since).not.toHaveProperty('floor');
    });
  });

  test('of the holder is lifted by a proof of the number, and then a plain tick counts again', () => {
    const held = no(1, { authority: 'holder' });
    const tick = yes(2, { valid_until: moment(20) });
    const proof = confirmedRecord(tick, { id: recordId(5000), recorded_at: moment(9) });
    expect(kindOf([held, tick])).toBe('objected');
    expect(kindOf([held, tick, proof])).toBe('expired');
    expect(kindOf([held, tick, proof, yes(30)])).toBe('granted');
  });

  test('beside a stop: what came last is named', () => {
    const stop = optOutRecord({ ...at(3), purposes: ['marketing'] });
    expect([kindOf([no(1), stop]), kindOf([stop, no(5)])]).toEqual(['withdrawn', 'objected']);
  });

  test('crosses every link, and what lifts it does not', () => {
    const [a, b] = [recordId(0x5001), recordId(0x5002)];
    const states = new Map(
      [
        [yes(0, { subject: a }), linkedRecord({ ...at(5), subject: a, other_subject: b })],
        [
          no(1, { subject: b, authority: 'customer' }),
          linkedRecord({ ...at(5), subject: b, other_subject: a }),
        ],
      ].map((records) => [records[0]!.subject, records.reduce(fold, emptyState)]),
    );
    const { state } = componentOf([a], (one) => states.get(one));
    expect(standing(state, 'marketing', 'message', later).kind).toBe('objected');
  });
});

test('an imported consent fills a gap, and never upgrades', () => {
  const imported = {
    ...{ v: 2, kind: 'imported', business: 'fresh-produce', subject: yes(0).subject, ...at(3) },
    ...{ purposes: ['marketing'], scope: ['message'], identifiers: yes(0).identifiers, channel: 'import' },
    ...{ grade: 'E0', grade_reasons: ['imported'], authority: 'any' },
    packs: [{ name: 'strict-2020', version: 1 }],
    evidence: { list: 'crm' },
    source: { system: 'server' },
  } as unknown as ConsentRecord;
  expect(kindOf([imported])).toBe('granted');
  expect(kindOf([yes(0, { valid_until: moment(2) }), imported])).toBe('expired');
  expect(kindOf([optOutRecord(at(1)), imported])).toBe('too_weak_after_withdrawal');
});
