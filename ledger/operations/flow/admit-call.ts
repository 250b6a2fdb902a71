// Whether a request of a call is a provider's: by its signature, or by the secret of this one flow. Neither:
// it is refused with one answer, whatever of business, flow and secret is unknown, and nothing of it is
// kept. Strangers may share a network with a provider, so only their own requests are counted.

import type { Visitor } from '../../auth/visitor.ts';
import { factsIn } from '../../channels/ivr/beside.ts';
import type { CallFacts, IvrRequest } from '../../channels/ivr/dialect.ts';
import { type DialectName, dialects } from '../../channels/ivr/dialects.ts';
import type { Keys } from '../keys.ts';
import type { CachedSetup } from '../setup/cached.ts';
import { orAnew } from '../setup/remember.ts';
import type { Limits } from '../visitor/limits.ts';
import { refusalsOf, strangers } from '../visitor/refusals.ts';
import type { World } from '../world.ts';
import type { Flows } from './flows.ts';
import { isFlowSecret, providerSecrets } from './secrets.ts';

type Admitting = Flows &
  Limits &
  Keys<'macs' | 'master'> & { setup: Pick<CachedSetup, 'businessAsLastKnown'>; world: World };

export type CallPosted = {
  business: string;
  flow: string;
  dialect: DialectName;
  visitor: Visitor;
  /** What could be the flow's own secret. */
  shown: readonly string[];
  /** Reads the body. */
  read(): Promise<IvrRequest>;
};

export type CallAdmitted = { facts: CallFacts; isSigned: boolean; request: IvrRequest };

/**
 * @throws LedgerError unauthenticated, rate_limited: of a stranger; invalid, malformed: of a
 * provider or whoever knows the secret
 */
export async function admitCall(ledger: Admitting, posted: CallPosted): Promise<CallAdmitted> {
  const { business, dialect, visitor } = posted;
  const request = await posted.read();
  const [isSigned, owner] = await Promise.all([
    orAnew((suits) => isFromProvider(ledger, posted, request, suits)),
    ledger.setup.businessAsLastKnown(business),
  ]);
  if (isSigned === undefined) {
    await ledger.limits.take(refusalsOf('call_refused', business, visitor));
    throw strangers('flow');
  }
  const read = { ...request, ownLines: owner?.ownLines ?? [] };
  return { facts: factsIn(dialects[dialect], read), isSigned, request };
}

/** Undefined: neither. */
async function isFromProvider(
  ledger: Admitting,
  { business, flow, dialect, shown }: CallPosted,
  request: IvrRequest,
  suits?: () => boolean,
): Promise<boolean | undefined> {
  const { signs, check } = dialects[dialect];
  const secrets = signs ? await providerSecrets(ledger, business, dialect, suits) : [];
  // Where nothing is known to check a signature by, the flow's secret decides.
  const checked =
    secrets.length === 0 ? 'unsigned' : await check(request, secrets, ledger.world.now().getTime());
  if (checked === 'signed') return true;
  // Whoever knows the secret from a proxy's log cannot change what a provider has signed.
  if (checked === 'refused') return undefined;
  return (await isFlowSecret(ledger, business, flow, shown, suits)) ? false : undefined;
}
