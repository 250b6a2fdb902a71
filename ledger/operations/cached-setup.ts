// The stores of set-up and notices with a memory in front, for the paths that every request takes.

import type { Principal } from '../auth/scope.ts';
import type { Site } from '../auth/site-key.ts';
import type { Business, NoticeStore, SetupStore, StoredNotice, WrappedSessionSecrets } from './ports.ts';
import { remember } from './remember.ts';

export function cacheSetup(store: SetupStore, elapsedMs?: () => number): SetupStore {
  const businesses = remember<Business>(elapsedMs);
  const sites = remember<Site>(elapsedMs);
  const secrets = remember<WrappedSessionSecrets>(elapsedMs);
  const apiKeys = remember<Principal>(elapsedMs);
  return {
    ...store,
    business: (id) => businesses.get(id, () => store.business(id)),
    site: (key) => sites.get(key, () => store.site(key)),
    sessionSecrets: (site) => secrets.get(site, () => store.sessionSecrets(site)),
    apiKey: (hash) => apiKeys.get(hash.toString('latin1'), () => store.apiKey(hash)),
    async addBusiness(business) {
      await store.addBusiness(business);
      businesses.forget(business.id);
    },
    async addSite(site) {
      await store.addSite(site);
      sites.forget(site.key);
    },
    async rotateSessionSecret(site, secret) {
      await store.rotateSessionSecret(site, secret);
      secrets.forget(site);
    },
    async addApiKey(row) {
      await store.addApiKey(row);
      apiKeys.forget(row.hash.toString('latin1'));
    },
    async revokeApiKey(id) {
      const revoked = await store.revokeApiKey(id);
      // The memory goes by hash and a revocation names the id: forget them all, it happens seldom.
      apiKeys.clear();
      return revoked;
    },
  };
}

export type CachedNotices = NoticeStore & {
  /** Call after publishing or retiring, so that this node sees the change at once. */
  forget(business: string, id: string): void;
};

export function cacheNotices(store: NoticeStore, elapsedMs?: () => number): CachedNotices {
  const versions = remember<StoredNotice[]>(elapsedMs);
  const keyOf = (business: string, id: string) => `${business}\0${id}`;
  return {
    ...store,
    async versions(business, id) {
      const load = async () => {
        const found = await store.versions(business, id);
        return found.length === 0 ? undefined : found;
      };
      return (await versions.get(keyOf(business, id), load)) ?? [];
    },
    forget: (business, id) => versions.forget(keyOf(business, id)),
  };
}
