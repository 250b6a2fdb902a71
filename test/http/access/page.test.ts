// The access file to print: every kind of record that a person can have is told in words, in every language
// of the page, and a corrected value stands beside what the record says.

import { expect, test } from 'vitest';
import { recordSchema } from '../../../ledger/core/consent/record.ts';
import { languageNames } from '../../../ledger/core/language/person-languages.ts';
import { asPage } from '../../../ledger/http/access/page.ts';
import type { Access } from '../../../ledger/operations/access/read-access.ts';

const id = '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10';
const at = '2026-03-05T10:00:00.123456Z';

type Row = Access['rows'] extends AsyncIterable<infer One> ? One : never;

async function printed(locale: string, rows: object[]): Promise<string> {
  const head = { business: 'acme', business_name: 'Acme', made_at: at, tree_size: 9, checkpoint: 'c' };
  async function* all() {
    for (const row of rows) yield row as Row;
  }
  let page = '';
  for await (const part of asPage({ head, rows: all() } as unknown as Access, locale)) page += part;
  return page;
}

const rowOf = (kind: string, record: object = {}, more: object = {}) => ({
  ...{ row: 'record', id, kind, recorded_at: at, leaf_index: 4 },
  record: { kind, id, occurred_at: at, recorded_at: at, channel: 'whatsapp', ...record },
  ...more,
});

const kinds = recordSchema.options
  .filter(({ shape }) => 'subject' in shape && 'identifiers' in shape)
  .map(({ shape }) => shape.kind.value);

test.each(Object.keys(languageNames))(
  '%s: no kind of record, and no way to prove a number, is told by its name in the log',
  async (lang) => {
    const challenge = { row: 'challenge', record: id, created_at: at, expires_at: at };
    const page = await printed(lang, [
      ...[...kinds, 'corrected', 'of_a_later_release'].map((kind) => rowOf(kind, { corrects: id })),
      ...['code', 'whatsapp'].map((method) => ({ ...challenge, method })),
    ]);
    const headings = [...page.matchAll(/<h3>(.*?)<\/h3>/g)].map(([, words]) => words);
    expect(headings).toHaveLength(kinds.length + 2);
    expect(new Set(headings).size).toBe(headings.length);
    for (const kind of [...kinds, 'of_a_later_release']) expect(headings).not.toContain(kind);
    expect(page).not.toMatch(/<code[^>]*>(code|whatsapp)</);
  },
);

test('a corrected value stands beside what the record says', async () => {
  const corrected_by = [
    { recorded_at: at, by: 'key', corrections: [{ field: 'place', is: 'pune-3' }] },
    { recorded_at: at, by: 'key', corrections: [{ field: 'external_id', is: 'C-9' }] },
  ];
  const evidence = { place: 'pune-2' };
  const page = await printed('en', [
    rowOf('opt_in', { channel: 'paper', evidence, identifiers: [] }, { corrected_by }),
  ]);
  expect(page.replaceAll(/<[^>]*>/g, '')).toMatch(/Where\s*pune-3\s*Recorded as pune-2/);
  expect(page.match(/Recorded as/g)).toHaveLength(1);
});
