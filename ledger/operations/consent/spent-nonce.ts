// What a page or an app hears where the nonce that it signed is none, or is spent on another record.

import { LedgerError } from '../../core/error.ts';

export const nonceInvalid = (): LedgerError =>
  new LedgerError(
    'nonce_invalid',
    'This nonce was not issued for this site, origin or app, notice and page key.',
  );

export function asNonceSpent(error: unknown): never {
  if (!(error instanceof LedgerError) || error.code !== 'idempotency_key_reused') throw error;
  throw new LedgerError('nonce_spent', 'This nonce was spent on another record.');
}
