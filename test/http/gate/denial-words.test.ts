import { expect, test } from 'vitest';
import { reasons } from '../../../ledger/core/gate/judge.ts';
import { wordsOn } from '../../../ledger/http/gate/denial-words.ts';

const denying = reasons.filter((reason) => reason !== 'granted' && reason !== 'service_window');

test('every reason to deny is told in words of its own', () => {
  const words = denying.map((reason) => wordsOn([reason]));
  for (const said of words) expect(said).toMatch(/^\p{Lu}.*\.$/u);
  expect(new Set(words).size).toBe(denying.length);
});

test('of several reasons none is left out', () => {
  const both = wordsOn(['no_consent', 'template_not_approved']);
  expect(both).toContain(wordsOn(['no_consent']));
  expect(both).toContain(wordsOn(['template_not_approved']));
});

test.each([
  'template_unmapped',
  'template_not_approved',
  'no_service_window',
  'too_many_links',
  'linked_rows_missing',
] as const)('nobody is told that consent is missing where it is not that: %s', (reason) => {
  expect(wordsOn([reason])).not.toMatch(/consent/);
});
