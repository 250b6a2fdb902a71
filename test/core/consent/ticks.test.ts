// However many ticks strangers add, a state keeps what the fold needs: it stays small, and answers as if all
// were kept.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsentRecord, OptInRecord } from '../../../ledger/core/consent/record.ts';
import { standing } from '../../../ledger/core/consent/standing.ts';
import { type ConsentState, emptyState, fold } from '../../../ledger/core/consent/state.ts';
import { isCrowded, isUndone, ticksMax } from '../../../ledger/core/consent/ticks.ts';
import { bytesOf, everyQuestion, verdictOf } from './any-history.ts';
import { judge } from './consent-model.ts';
import {
  confirmedRecord,
  moment,
  optInRecord,
  optOutRecord,
  recordId,
  resumedRecord,
  suspendedRecord,
  undoRecord,
} from './sample-consent.ts';

/** Made once: it takes a while. */
const sample = optInRecord({ undoable: true });

/** A log of one person: each record is placed as the commit does it, knowing the state so far. */
class Log {
  readonly records: ConsentRecord[] = [];
  state: ConsentState = emptyState;

  add(record: ConsentRecord): ConsentRecord {
    const at = moment(this.records.length);
    const dated = 'occurred_at' in record && record.kind !== 'confirmed' && { occurred_at: at };
    const isTick = record.kind === 'opt_in' && record.undoable === true;
    const settled = isTick && isCrowded(this.state, record, at) && { settled: true as const };
    const id = recordId(this.records.length + 1);
    const placed = { ...record, id, recorded_at: at, ...dated, ...settled } as ConsentRecord;
    this.records.push(placed);
    this.state = fold(this.state, placed);
    return placed;
  }

  tick = (changes: Partial<OptInRecord> = {}) => this.add({ ...sample, ...changes }) as OptInRecord;
  undo = (optIn: OptInRecord) => this.add(undoRecord(optIn));
  ticks = (count: number) => Array.from({ length: count }, () => this.tick());

  get verdict() {
    return verdictOf(standing(this.state, 'shipping_update', 'message', moment(10_000)));
  }
}

type Event =
  | { kind: 'tick'; purposes: OptInRecord['purposes']; until?: number }
  | { kind: 'undo' | 'confirm'; of: number }
  | { kind: 'stop' | 'word' | 'start' | 'suspend' | 'customer' };

const anyTick = fc
  .record({
    purposes: fc.constantFrom<OptInRecord['purposes']>(
      ['shipping_update'],
      ['marketing'],
      ['shipping_update', 'marketing'],
    ),
    until: fc.option(fc.nat(100), { nil: undefined }),
  })
  .map(({ purposes, until }): Event => ({ kind: 'tick', purposes, ...(until !== undefined && { until }) }));
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 30, arbitrary: anyTick },
  {
    weight: 12,
    arbitrary: fc.nat(59).map((of): Event => ({ kind: 'undo', of })),
  },
  { weight: 2, arbitrary: fc.nat(59).map((of): Event => ({ kind: 'confirm', of })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('stop', 'word', 'start', 'suspend', 'customer')
      .map((kind): Event => ({ kind: kind as 'stop' })),
  },
);

function play(events: readonly Event[]): Log {
  const log = new Log();
  const ticks: OptInRecord[] = [];
  const used = new Set<string>();
  const signal = { by: 'word', sha256: 'a'.repeat(64) } as const;
  for (const event of events) {
    switch (event.kind) {
      case 'tick': {
        const { purposes, until } = event;
        ticks.push(log.tick({ purposes, ...(until !== undefined && { valid_until: moment(until) }) }));
        break;
      }
      case 'undo':
      case 'confirm': {
        const tick = ticks[event.of % Math.max(1, ticks.length)];
        // Once each, and nothing is confirmed that was taken back: the ledger sees to both.
        if (tick === undefined || used.has(`undo ${tick.id}`) || used.has(`${event.kind} ${tick.id}`)) break;
        used.add(`${event.kind} ${tick.id}`);
        if (event.kind === 'undo') log.undo(tick);
        else log.add(confirmedRecord(tick));
        break;
      }
      case 'stop':
        log.add(optOutRecord());
        break;
      case 'word':
        log.add(optOutRecord({ signal }));
        break;
      case 'start':
        log.add(resumedRecord({ signal }));
        break;
      case 'suspend':
        log.add(suspendedRecord());
        break;
      case 'customer':
        log.add(optInRecord({ authority: 'customer' }));
    }
  }
  return log;
}

describe('a state with more ticks than can be taken back one by one', () => {
  test('answers every question as if every record were kept, and keeps no more than it needs', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { minLength: 20, maxLength: 70 }), (events) => {
        const { records, state } = play(events);
        for (const { purpose, scope, now } of everyQuestion) {
          expect(verdictOf(standing(state, purpose, scope, now))).toEqual(
            judge(records, purpose, scope, now),
          );
          // Whatever a bounded state cannot tell apart, it allows nothing that its page took back.
          const each = judge(records, purpose, scope, now, 'alone');
          const kept = standing(state, purpose, scope, now);
          if (kept.kind === 'granted') expect(each).toMatchObject({ kind: 'granted' });
          if (kept.kind === 'granted') expect(each.grade! >= kept.grade).toBe(true);
        }
        const kept = Object.values(state.ticks ?? {}).filter(({ strength }) => strength !== undefined);
        for (const slot of ['shipping_update', 'marketing']) {
          const since = state.suspended?.at ?? '';
          const live = kept.filter(({ slots, at }) => slots.includes(slot) && at > since);
          // A tick for two purposes may come where only one of them is crowded.
          expect(live.length).toBeLessThanOrEqual(4 * ticksMax);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('is no larger after 3,000 ticks than after a hundred', () => {
    const log = new Log();
    log.ticks(100);
    const size = bytesOf(log.state).length;
    log.ticks(2900);
    expect(bytesOf(log.state).length).toBe(size);
    expect(size).toBeLessThan(4_000);
  });

  test('does not grow with ticks that are taken back', () => {
    const log = new Log();
    log.undo(log.tick());
    const size = bytesOf(log.state).length;
    for (let i = 0; i < 1000; i += 1) log.undo(log.tick());
    expect(bytesOf(log.state).length).toBe(size);
    expect(log.verdict.kind).toBe('withdrawn');
  });

  test('does not grow with renewals by the business, nor with withdrawals', () => {
    const log = new Log();
    const server = optInRecord();
    for (let i = 0; i < 300; i += 1) {
      log.add(server);
      log.add({ ...server, authority: 'customer', valid_until: moment(i + 500) });
      log.add(optOutRecord({ purposes: ['marketing'] }));
    }
    expect(bytesOf(log.state).length).toBeLessThan(1_500);
  });

  test('a tick that its own page took back allows nothing, though sixteen before it have ended', () => {
    const log = new Log();
    for (let i = 0; i < ticksMax; i += 1) log.tick({ valid_until: moment(20) });
    for (let i = 0; i < 30; i += 1) log.add(optOutRecord({ purposes: ['marketing'] }));
    const own = log.tick();
    expect(own.settled).toBeUndefined();
    log.undo(own);
    expect(log.verdict.kind).toBe('expired');
    expect(isUndone(log.state, own, 'shipping_update')).toBe(true);
  });

  test('nor, when settled, though the strangers’ ticks it came behind are undone after it', () => {
    const log = new Log();
    const strangers = log.ticks(ticksMax);
    const own = log.tick();
    expect(own.settled).toBe(true);
    log.add(confirmedRecord(own));
    log.undo(own);
    expect(log.verdict.grade).toBe('E3');
    expect(isUndone(log.state, own, 'shipping_update')).toBe(true);
    for (const tick of strangers) log.undo(tick);
    expect(log.verdict.kind).toBe('withdrawn');
  });

  test('nor do settled ones before it: a state cannot tell them from it', () => {
    const log = new Log();
    const strangers = log.ticks(ticksMax);
    log.tick();
    for (const tick of [...strangers, log.tick()]) log.undo(tick);
    expect(log.verdict.kind).toBe('withdrawn');
  });

  test.each([
    [0, 40],
    [15, 15],
    [15, 40],
    [16, 0],
    [40, 0],
  ])(
    '%i ticks of a stranger before a person’s own and %i after it, all undone, silence nobody',
    (before, after) => {
      const log = new Log();
      const strangers = log.ticks(before);
      const own = log.tick();
      strangers.push(...log.ticks(after));
      for (const tick of strangers) log.undo(tick);
      expect(log.verdict).toMatchObject({ kind: 'granted', grade: 'E3' });
      // What cannot be taken back one by one is named only where nothing else stands.
      if (before < ticksMax) expect(log.verdict.record).toBe(own.id);
    },
  );

  test('undoing each of a few ticks leaves nothing', () => {
    const log = new Log();
    for (const tick of log.ticks(ticksMax)) log.undo(tick);
    expect(log.verdict.kind).toBe('withdrawn');
  });
});
