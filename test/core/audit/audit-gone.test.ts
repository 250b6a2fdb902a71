// Records that are gone, or that a later release wrote: the audit tells them from what was tampered with.

import { describe, expect, test } from 'vitest';
import type { RecordDraft } from '../../../ledger/core/consent/record.ts';
import { emptyState } from '../../../ledger/core/consent/state.ts';
import { encodeState, parseState } from '../../../ledger/core/consent/state-text.ts';
import {
  anna,
  annaAt,
  belaAt,
  findingsAfter,
  replace,
  type SampleLedger,
  sampleLedger,
} from './sample-ledger.ts';

describe('what is gone', () => {
  const stoneOf = (ledger: SampleLedger, at: number) => {
    const { subject, state, tags } = ledger.rows.people[at]!;
    const { stops } = parseState(subject, state)!;
    return {
      subject,
      tags: tags.map(({ kind, pepper, tag }) => {
        return { kind: kind as 'number', pepper, tag: tag.toString('base64') };
      }),
      state: { grants: {}, stops },
    };
  };
  /** Anna's records are destroyed: rows, key and state; her stone stays, and the log says so. */
  const erase = (ledger: SampleLedger, changes: Partial<Extract<RecordDraft, { kind: 'erased' }>> = {}) => {
    const at = annaAt(ledger);
    const stone = stoneOf(ledger, at);
    const { rows } = ledger;
    const gone = rows.sealed.filter(({ subject }) => subject === stone.subject).map(({ index }) => index);
    rows.sealed = rows.sealed.filter(({ subject }) => subject !== stone.subject);
    replace(rows.people, at, () => ({
      wrappedKey: Buffer.alloc(0),
      state: encodeState(stone.subject, stone.state),
    }));
    ledger.ofBusiness('erased', {
      subjects: [stone.subject],
      indexes: gone.map((index): [number, number] => [index, index]),
      reason: 'asked_by_person',
      stones: [stone],
      ...changes,
    });
  };

  test('by an erasure that the log names is no finding, and the stone is the person’s state', async () => {
    expect(await findingsAfter(erase)).toEqual([]);
  });

  test('beyond what the erasure names is missing', async () => {
    const findings = await findingsAfter((ledger) => erase(ledger, { indexes: [[1, 1]] }));
    expect(findings).toEqual(['sealed_record/missing index 3', 'sealed_record/missing index 5']);
  });

  test('and whose stop was taken off the stone by hand is found', async () => {
    const findings = await findingsAfter((ledger) => {
      const at = annaAt(ledger);
      erase(ledger);
      replace(ledger.rows.people, at, ({ subject }) => ({ state: encodeState(subject, emptyState) }));
    });
    expect(findings).toEqual(['state/differs subject anna']);
  });

  test('by time, as a rule of a pack has it, is no finding either', async () => {
    expect(
      await findingsAfter((ledger) => {
        const at = belaAt(ledger);
        const stone = stoneOf(ledger, at);
        ledger.rows.sealed = ledger.rows.sealed.filter(({ subject }) => subject !== stone.subject);
        const state = encodeState(stone.subject, stone.state);
        replace(ledger.rows.people, at, () => ({ wrappedKey: Buffer.alloc(0), state }));
        const pack = { name: 'strict-2020' as const, version: 1 };
        ledger.ofBusiness('pruned', {
          indexes: [
            [2, 2],
            [7, 7],
          ],
          rule: 'after_withdrawal',
          pack,
          stones: [stone],
        });
      }),
    ).toEqual([]);
  });
});

describe('records of a later release', () => {
  test('are counted, their proofs are checked, and nobody with one is judged', async () => {
    const ledger = sampleLedger();
    ledger.later(anna);
    ledger.later(undefined);
    expect(await ledger.audited()).toMatchObject({ findings: [], unknown: 2, unjudged: 1, people: 2 });
  });

  test('do not hide what is false beside them', async () => {
    const findings = await findingsAfter((ledger) => {
      ledger.later(anna);
      replace(ledger.rows.people, belaAt(ledger), () => ({ state: encodeState('x', emptyState) }));
    });
    expect(findings).toEqual(['state/differs subject bela']);
  });

  test('whose row says something else than they do are found', async () => {
    const findings = await findingsAfter((ledger) => {
      ledger.later(anna);
      replace(ledger.rows.sealed, 8, () => ({ business: 'other' }));
    });
    expect(findings).toEqual([expect.stringContaining('sealed_record/row_differs index 8')]);
  });
});
