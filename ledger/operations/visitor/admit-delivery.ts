// Whether Meta signed a posted webhook, and for which senders. Until that is known, a request may take little
// of the memory that all requests share. The ledger counts bytes as they come, and a network that posts
// forgeries has to wait.

import { widerNetworkOf } from '../../auth/network.ts';
import type { Visitor } from '../../auth/visitor.ts';
import { isSignature } from '../../channels/whatsapp/signature.ts';
import { LedgerError } from '../../core/error.ts';
import type { Keys } from '../keys.ts';
import { requireSenders, type Senders, sendersThatSigned } from '../setup/senders.ts';
import type { Sender } from '../setup/store.ts';
import type { World } from '../world.ts';
import { KnownNetworks } from './known-networks.ts';
import type { Limits } from './limits.ts';
import { UnverifiedBytes, type UnverifiedLimits } from './unverified-bytes.ts';
import { countRefusal, requireFewRefusals } from './webhook-refusals.ts';

/** Of one node. Also how many networks with genuine webhooks it remembers, and for how long. */
export type DeliveryLimits = UnverifiedLimits & { knownNetworksMax: number; knownNetworksMs: number };

/** A posted request whose body is not read yet. */
export type Posted = {
  business: string;
  visitor: Visitor;
  /** X-Hub-Signature-256. */
  signature: string | undefined;
  /** @param count gets the number of all bytes that come, and throws where they are too many */
  read(count: (bytes: number) => void): Promise<Buffer>;
};

/** The unchanged body, and the senders of the business whose app signed it; at least one. */
export type Delivery = { signed: readonly Sender[]; body: Buffer; signature: string };

/** One for a node: its counts are in memory. */
export function createDeliveryAdmission(
  ledger: Limits & Senders & Keys<'master'> & { world: Pick<World, 'now' | 'random'> },
  { knownNetworksMax, knownNetworksMs, ...limits }: DeliveryLimits,
): (posted: Posted) => Promise<Delivery> {
  const bytes = new UnverifiedBytes(limits);
  const known = new KnownNetworks(ledger.world, knownNetworksMax, knownNetworksMs);
  /** @throws LedgerError signature_invalid, rate_limited, overloaded */
  return async function admitDelivery({ business, visitor, signature, read }) {
    // Before it reads the body: a request that does not even claim to be Meta's gets no megabytes of our
    // memory.
    if (!isSignature(signature))
      throw new LedgerError('signature_invalid', 'X-Hub-Signature-256 is missing.');
    await requireFewRefusals(ledger, business, visitor);
    // The /48 counts as a whole, because a rented server has 256 networks in it.
    const network = visitor.network && (widerNetworkOf(visitor.network) ?? visitor.network);
    const held = bytes.hold(network === undefined ? undefined : { network, isKnown: known.has(network) });
    try {
      await requireSenders(ledger, business);
      const body = await read(held.add);
      const signed = await sendersThatSigned(ledger, business, signature, body);
      if (network !== undefined) known.remember(network);
      return { signed, body, signature };
    } catch (error) {
      await countRefusal(ledger, business, visitor, error);
      throw error;
    } finally {
      held.release();
    }
  };
}
