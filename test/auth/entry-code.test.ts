// The code of an entry point, as it is printed.

import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { formatEntryCode } from '../../ledger/auth/entry-code.ts';

test('a code has ten letters and digits, none of which looks like another', () => {
  for (let i = 0; i < 200; i += 1)
    expect(formatEntryCode(randomBytes(7))).toMatch(/^[0-9a-hjkmnp-tv-z]{10}$/);
});
