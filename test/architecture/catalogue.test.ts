// `verify` holds the tables against a list of what the migrations make; a new migration needs a new list.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = 'ledger/storage/schema/migrations';

test('the list of what the migrations make is of the last one (vitest run -u test/storage/schema/catalogue.test.ts)', () => {
  const { entries } = JSON.parse(readFileSync(`${folder}/meta/_journal.json`, 'utf8'));
  expect(readFileSync(`${folder}/catalogue.txt`, 'utf8')).toContain(`up to ${entries.at(-1).tag} make`);
});
