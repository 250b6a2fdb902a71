// An answer that is written out by hand is the JSON of that answer.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reasons } from '../../ledger/core/gate/decide.ts';
import { type BulkAnswer, textOf } from '../../ledger/http/bulk-answers.ts';

const anyText = fc.oneof(fc.string(), fc.constantFrom('"', '\\', '\n', '\u2028', '"}\n{"done":true}'));

const anyAnswer = fc.record(
  {
    line: fc.integer({ min: 1 }),
    id: fc.oneof(anyText, fc.maxSafeInteger()),
    decision: fc.constantFrom('allow', 'deny'),
    reasons: fc.subarray([...reasons], { minLength: 1 }),
    // What a damaged state may hold.
    record: anyText,
    grade: anyText,
    tree_size: fc.nat(),
    permit: fc.string(),
    errors: fc.array(fc.record({ pointer: fc.string(), rule: fc.string(), detail: anyText })),
  },
  { requiredKeys: ['line', 'decision', 'reasons', 'tree_size'] },
);

test('an answer is one line of JSON and says what it says, whatever is in it', () => {
  fc.assert(
    fc.property(anyAnswer, (answer) => {
      const text = textOf(answer as BulkAnswer);
      expect(text).not.toContain('\n');
      expect(JSON.parse(text)).toEqual(answer);
    }),
    { numRuns: 1_000 },
  );
});
