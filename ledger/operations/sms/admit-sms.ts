// Whether a text message is a provider's: by its signature, or by the secret of this line in the path.
// Neither: it is refused with one answer, whatever of business, line and secret is unknown, and nothing of it
// is kept. Strangers may share a network with a provider, so only their own requests are counted.

import type { Visitor } from '../../auth/visitor.ts';
import type { SmsFacts, SmsRequest } from '../../channels/sms/dialect.ts';
import { type SmsDialectName, smsDialects } from '../../channels/sms/dialects.ts';
import type { Keys } from '../keys.ts';
import { orAnew } from '../setup/remember.ts';
import type { Limits } from '../visitor/limits.ts';
import { refusalsOf, strangers } from '../visitor/refusals.ts';
import type { World } from '../world.ts';
import { isSmsSecret, type SmsProviders, smsSigningSecrets } from './providers.ts';

type Admitting = SmsProviders & Limits & Keys<'macs' | 'master'> & { world: World };

export type SmsPosted = {
  business: string;
  dialect: SmsDialectName;
  visitor: Visitor;
  /** What stands at the end of the path. */
  shown: string | undefined;
  /** Reads the body. */
  read(): Promise<SmsRequest>;
};

/** `isSigned`: by the provider, all of it. */
export type SmsAdmitted = { facts: SmsFacts; isSigned: boolean; request: SmsRequest };

/** @throws LedgerError unauthenticated, rate_limited; malformed: of an authentic request */
export async function admitSms(ledger: Admitting, posted: SmsPosted): Promise<SmsAdmitted> {
  const { business, dialect, visitor } = posted;
  const request = await posted.read();
  const isSigned = await orAnew((suits) => isFromProvider(ledger, posted, request, suits));
  if (isSigned === undefined) {
    await ledger.limits.take(refusalsOf('sms_refused', business, visitor));
    throw strangers('line');
  }
  return { facts: smsDialects[dialect].read(request), isSigned, request };
}

/** Undefined: neither. */
async function isFromProvider(
  ledger: Admitting,
  { business, dialect, shown }: SmsPosted,
  request: SmsRequest,
  suits?: () => boolean,
): Promise<boolean | undefined> {
  const { signs, check } = smsDialects[dialect];
  const secrets = signs ? await smsSigningSecrets(ledger, business, dialect, suits) : [];
  const checked =
    secrets.length === 0 ? 'unsigned' : await check(request, secrets, ledger.world.now().getTime());
  if (checked === 'signed') return true;
  if (checked === 'addressed') return false;
  // Whoever knows the secret from a proxy's log cannot change what a provider has signed.
  if (checked === 'refused') return undefined;
  return (await isSmsSecret(ledger, business, dialect, shown, suits)) ? false : undefined;
}
