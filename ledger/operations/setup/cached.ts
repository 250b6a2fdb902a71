// The store of set-up behind a cache, for the paths that every request takes.

import type { Principal } from '../../auth/scope.ts';
import type { Site } from '../../auth/site-key.ts';
import type { NamedEntryPoint } from '../../core/entry/named-entry-point.ts';
import { patienceMs, remember } from './remember.ts';
import type { Business, SetupStore, WrappedCustomerSecrets } from './store.ts';

export type CachedSetup = SetupStore & {
  /** The same as `apiKey`; while the database is gone, as this node last knew it, if it did. */
  apiKeyAsLastKnown(hash: Buffer): Promise<Principal | undefined>;
  /** The same as `business`, for a call: while the database is gone, as this node last knew it, if it did. */
  businessAsLastKnown(id: string): Promise<Business | undefined>;
  /** Something has changed, which happens seldom: this node reads everything anew. */
  forget(): void;
};

export function cacheSetup(store: SetupStore, elapsedMs?: () => number): CachedSetup {
  const businesses = remember<Business>(elapsedMs);
  const sites = remember<Site>(elapsedMs);
  const secrets = remember<WrappedCustomerSecrets>(elapsedMs);
  const apiKeys = remember<Principal>(elapsedMs);
  const entryPoints = remember<NamedEntryPoint>(elapsedMs);
  return {
    ...store,
    business: (id) => businesses.get(id, () => store.business(id)),
    businessAsLastKnown: (id) => businesses.getOrLast(id, () => store.business(id), patienceMs),
    site: (key, suits) => sites.get(key, () => store.site(key), suits),
    customerSecrets: (site, suits) => secrets.get(site, () => store.customerSecrets(site), suits),
    apiKey: (hash) => apiKeys.get(hash.toString('latin1'), () => store.apiKey(hash)),
    apiKeyAsLastKnown: (hash) => apiKeys.getOrLast(hash.toString('latin1'), () => store.apiKey(hash)),
    entryPoint: (business, id) => entryPoints.get(`${business}/${id}`, () => store.entryPoint(business, id)),
    entryPointOfCode: (code) => entryPoints.get(code, () => store.entryPointOfCode(code)),
    entryPointOfFlow: (business, flow, at) =>
      entryPoints.get(`${business}/${flow}/`, () => store.entryPointOfFlow(business, flow, at)),
    forget() {
      for (const memory of [businesses, sites, secrets, apiKeys, entryPoints]) memory.clear();
    },
  };
}
