// A cache of notices: a published version never changes.

import { remember } from '../setup/remember.ts';
import type { NoticeStore, StoredNotice } from './store.ts';

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
