// What is seen at once is what the schema would give.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { purposes } from '../../../ledger/core/notice/purpose.ts';
import { bulkQuestionSchema, plainQuestion } from '../../../ledger/http/gate/bulk-question.ts';

const anyField = fc.oneof(
  fc.string(),
  fc.string({ minLength: 127, maxLength: 129 }),
  fc.string({ minLength: 255, maxLength: 257 }),
  fc.constantFrom('+14155550100', ...purposes, 'gossip', null, true, 7, 1.5, {}, [], undefined),
);
const names = [
  'recipient',
  'purpose',
  'id',
  'wa_id',
  'bsuid',
  'parent_bsuid',
  'permit',
  'scope',
  'force',
  '__proto__',
  'constructor',
];
const likely = fc.record(
  {
    recipient: fc.string(),
    purpose: fc.constantFrom(...purposes, 'toString'),
    id: anyField,
    __proto__: anyField,
  },
  { requiredKeys: ['recipient', 'purpose'] },
);
const anyQuestion = fc.oneof(
  likely,
  fc.dictionary(fc.constantFrom(...names), anyField, { maxKeys: 4, noNullPrototype: true }),
  fc.array(anyField),
  anyField,
);

test('a question that is seen to be plain is one, with what the schema gives', () => {
  fc.assert(
    fc.property(anyQuestion, (question) => {
      // As it comes: a name such as __proto__ is then a field like any other.
      const text = JSON.stringify(question);
      const value = text === undefined ? undefined : JSON.parse(text);
      const plain = plainQuestion(value);
      if (plain !== undefined) expect(bulkQuestionSchema.parse(value)).toEqual(plain);
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  { recipient: '+14155550100', purpose: 'shipping_update' },
  { id: 'order-1042', recipient: '+14155550100', purpose: 'marketing' },
])('the usual questions are plain: %j', (question) => {
  expect(plainQuestion(question)).toMatchObject(question);
});
