// The words that a record names, as they were published, whatever became of them since.

import type { NoticeStore, StoredNotice } from './store.ts';

/** Undefined: the ledger no longer knows them. */
export async function namedNotice(
  { notices }: { notices: Pick<NoticeStore, 'versions'> },
  business: string,
  { id, version }: { id: string; version: number },
): Promise<StoredNotice | undefined> {
  const versions = await notices.versions(business, id);
  return versions.find(({ notice }) => notice.version === version);
}
