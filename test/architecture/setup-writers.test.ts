// Rows of set-up are written by one file, from what a commit hands it together with the record that says what
// the row is. So neither the API, nor the command line, nor the demo can change set-up without a record.

import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSources } from './source-file.ts';

const writer = 'ledger/storage/setup/setup-rows.ts';
const rows =
  /\b(insert into|update|delete from|truncate|copy)\s+"?(businesses|sites|api_keys|senders|flow_secrets|providers|entry_points)\b/i;
const mapped =
  /\.(insert|update|delete)\(\s*(businesses|sites|apiKeys|senders|flowSecrets|providers|entryPoints)\b/;

test('one file writes the rows of set-up, and only the commit calls it', () => {
  const paths = globSync('{ledger,demo}/**/*.ts').map((path) => path.replaceAll('\\', '/'));
  const writing = paths.filter((path) => {
    const text = readFileSync(path, 'utf8');
    return rows.test(text) || mapped.test(text);
  });
  expect(writing).toEqual([]);
  const callers = readSources().filter(({ path, imports }) => {
    return !path.startsWith('test/') && imports.some(({ names }) => names.includes('putSetup'));
  });
  expect(callers.map(({ path }) => path)).toEqual(['ledger/storage/append/write-batch.ts']);
  expect(readFileSync(writer, 'utf8')).toContain('export async function putSetup');
});

test('a change of set-up is handed to the log by the one operation that makes its record', () => {
  const paths = globSync('{ledger,demo}/**/*.ts').map((path) => path.replaceAll('\\', '/'));
  const making = paths.filter((path) => /kind: 'setup_changed',/.test(readFileSync(path, 'utf8')));
  expect(making).toEqual(['ledger/operations/setup/change.ts']);
});
