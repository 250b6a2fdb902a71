// Records that are gone, or that a later release wrote: the audit tells them from what was tampered with.

import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { StoredPerson } from '../../../ledger/core/audit/audit-people.ts';
import type { RecordDraft } from '../../../ledger/core/consent/record.ts';
import { emptyState } from '../../../ledger/core/consent/state.ts';
import { encodeState, parseState } from '../../../ledger/core/consent/state-text.ts';
import { wrapKey } from '../../../ledger/core/subject/sealed.ts';
import { findingsAfter } from './findings-after.ts';
import { anna, annaAt, belaAt, replace, type SampleLedger, sampleLedger } from './sample-ledger.ts';

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
      wrappedKey: wrapKey(ledger.master, stone.subject, randomBytes(32), randomBytes(12)),
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

  test.each<[string, (person: StoredPerson) => Partial<StoredPerson>, string[]]>([
    ['a tag', () => ({ tags: [] }), ['tag/missing subject anna, number, pepper 1']],
    ['the key', () => ({ wrappedKey: Buffer.alloc(0) }), ['key/missing subject anna']],
    ['its own key', () => ({ wrappedKey: randomBytes(60) }), ['key/does_not_unwrap subject anna']],
    ['the business', () => ({ business: 'other' }), ['key/business_differs subject anna']],
    [
      'the business of a tag',
      ({ tags }) => ({ tags: tags.map((tag) => ({ ...tag, business: 'other' })) }),
      ['tag/unexplained subject anna, number, pepper 1', 'tag/missing subject anna, number, pepper 1'],
    ],
  ])('and whose stone has lost %s is found', async (_, change, found) => {
    const findings = await findingsAfter((ledger) => {
      const at = annaAt(ledger);
      erase(ledger);
      replace(ledger.rows.people, at, change as never);
    });
    expect(findings).toEqual(found);
  });

  test('by time, as a rule of a pack has it, is no finding either', async () => {
    expect(
      await findingsAfter((ledger) => {
        const at = belaAt(ledger);
        const stone = stoneOf(ledger, at);
        ledger.rows.sealed = ledger.rows.sealed.filter(({ subject }) => subject !== stone.subject);
        const state = encodeState(stone.subject, stone.state);
        replace(ledger.rows.people, at, () => ({ state }));
        const pack = { name: 'keep-2026' as const, version: 1 };
        ledger.ofBusiness('pruned', {
          indexes: [
            [2, 2],
            [7, 7],
          ],
          rule: 'proof/*/*',
          pack,
          stones: [stone],
        });
      }),
    ).toEqual([]);
  });
});

describe('an opt-in that is gone alone', () => {
  /** Anna's opt-in is pruned, and what she said of it stays. */
  const prune = (ledger: SampleLedger, index: number, named = index) => {
    const at = annaAt(ledger);
    const { subject, tags } = ledger.rows.people[at]!;
    ledger.rows.sealed = ledger.rows.sealed.filter((row) => row.index !== index);
    const stone = {
      subject,
      tags: tags.map(({ kind, pepper, tag }) => ({
        kind: kind as 'number',
        pepper,
        tag: tag.toString('base64'),
      })),
      state: emptyState,
    };
    const pack = { name: 'keep-2026' as const, version: 1 };
    ledger.ofBusiness('pruned', {
      indexes: [[named, named]],
      rule: 'proof/*/*',
      pack,
      stones: [stone],
    });
  };
  const ofRecords = (findings: string[]) => findings.filter((one) => one.startsWith('sealed_record/'));

  test('makes no lie of its confirmation, which stays', async () => {
    const findings = await findingsAfter((ledger) => {
      ledger.confirm(anna, 1);
      prune(ledger, 1);
    });
    expect(ofRecords(findings)).toEqual([]);
  });

  test('and that no record names is missing, and what speaks of it confirms nothing', async () => {
    const findings = await findingsAfter((ledger) => {
      ledger.confirm(anna, 1);
      ledger.rows.sealed = ledger.rows.sealed.filter(({ index }) => index !== 1);
    });
    expect(ofRecords(findings)).toEqual([
      'sealed_record/missing index 1',
      expect.stringContaining('sealed_record/confirms_nothing'),
    ]);
  });
});

test('of many gaps, whatever the order and the overlap of what names them, the rest is missing', async () => {
  const gone: [number, number][] = [
    [5, 6],
    [1, 1],
    [0, 1],
    [3, 3],
  ];
  const findings = await findingsAfter((ledger) => {
    ledger.ofBusiness('pruned', {
      indexes: gone,
      rule: 'proof/*/*',
      pack: { name: 'keep-2026', version: 1 },
      stones: [],
    });
    ledger.rows.sealed = ledger.rows.sealed.filter(({ index }) => index > 7 || index === 4);
  });
  expect(findings.filter((one) => one.startsWith('sealed_record/missing'))).toEqual([
    'sealed_record/missing index 2',
    'sealed_record/missing index 7',
  ]);
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
