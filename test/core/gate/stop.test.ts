import { describe, expect, test } from 'vitest';
import type { RecordDraft } from '../../../ledger/core/consent/record.ts';
import { isStop } from '../../../ledger/core/gate/stop.ts';

const draft = (record: object) => record as RecordDraft;
const template = (said: object) => draft({ kind: 'template_changed', ...said });

describe('a stop, which the ledger never refuses, is', () => {
  test.each([
    ['a withdrawal', draft({ kind: 'opt_out' })],
    ['an objection', draft({ kind: 'objected' })],
    ['a number that may have gone to another person', draft({ kind: 'suspended' })],
    ['a changed identifier', draft({ kind: 'identifier_changed' })],
    ['a template that becomes promotional', template({ category: 'MARKETING' })],
    ['a template that will become promotional', template({ announced: { category: 'MARKETING' } })],
    ['a template in a category that Meta has not invented yet', template({ category: 'NEW_KIND' })],
  ])('%s', (_, record) => {
    expect(isStop(record)).toBe(true);
  });
});

test.each([
  ['an opt-in', draft({ kind: 'opt_in' })],
  ['a confirmation', draft({ kind: 'confirmed' })],
  ['a person who resumes', draft({ kind: 'resumed' })],
  ['a link between identifiers', draft({ kind: 'linked' })],
  ['a template that is mapped', template({ purpose: 'shipping_update', category: 'UTILITY' })],
  ['a template’s new text', template({ content_sha256: 'a'.repeat(64) })],
])('%s is none', (_, record) => {
  expect(isStop(record)).toBe(false);
});
