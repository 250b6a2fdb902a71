// Flows and what their requests are known by, in memory. While the database is gone, a flow that this node
// has read goes on in so far as callers are told that nothing is recorded, in its own words.

import { patienceMs, remember } from '../setup/remember.ts';
import type { FlowSecret, FlowStore, Provider, StoredFlow } from './store.ts';

export type CachedFlows = FlowStore & {
  /** Something has changed, which happens seldom: this node reads everything anew. */
  forget(): void;
};

export function cacheFlows(store: FlowStore, elapsedMs?: () => number): CachedFlows {
  const versions = remember<StoredFlow[]>(elapsedMs);
  const secrets = remember<FlowSecret>(elapsedMs);
  const providers = remember<Provider>(elapsedMs);
  const keyOf = (business: string, name: string) => `${business}\0${name}`;
  return {
    ...store,
    async versions(business, id) {
      const load = async () => {
        const found = await store.versions(business, id);
        return found.length === 0 ? undefined : found;
      };
      return (await versions.getOrLast(keyOf(business, id), load, patienceMs)) ?? [];
    },
    secret: (business, flow, suits) =>
      secrets.getOrLast(keyOf(business, flow), () => store.secret(business, flow), patienceMs, suits),
    provider: (business, dialect, suits) => {
      const load = () => store.provider(business, dialect);
      return providers.getOrLast(keyOf(business, dialect), load, patienceMs, suits);
    },
    forget() {
      for (const memory of [versions, secrets, providers]) memory.clear();
    },
  };
}
