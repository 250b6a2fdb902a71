// A list whose columns are a vendor's: what is said to who did not name the vendor.

import { describe, expect, test } from 'vitest';
import { tableRows } from '../../../ledger/channels/import/table.ts';
import type { LedgerError } from '../../../ledger/core/error.ts';

async function refused(list: string): Promise<string> {
  async function* bytes() {
    yield Buffer.from(list);
  }
  try {
    for await (const _ of tableRows(bytes(), { mapping: {} }));
  } catch (error) {
    return (error as LedgerError).message;
  }
  throw new Error('it was not refused');
}

describe('a list that is refused', () => {
  test.each([
    ['klaviyo', 'Email,Phone Number,WhatsApp Marketing Consent\na@b.example,+911,SUBSCRIBED\n'],
    ['twilio', 'contact_id,status\n+911,opt-in\n'],
    ['netcore', 'recipient,type\n+911,optin\n'],
  ])('is told the shape of %s where it has its columns', async (shape, list) => {
    expect(await refused(list)).toContain(`--shape ${shape}`);
  });

  test.each([
    ['Phone\n+911\n'],
    ['Phone,SMS Marketing Consent\n+911,SUBSCRIBED\n'],
    ['Name,Contact\nA,+911\n'],
  ])('is told of no shape where it has the columns of none: %j', async (list) => {
    expect(await refused(list)).not.toContain('--shape');
  });
});
