// The port of published notices.

import type { PublishedNotice } from '../../core/notice/notice.ts';

export type StoredNotice = PublishedNotice & {
  record: string;
  supersededAt?: string;
  retiredAt?: string;
  /** Per locale that somebody has reviewed: the record that says so. */
  reviews: Readonly<Record<string, string>>;
};

export interface NoticeStore {
  /** Newest version first. */
  versions(business: string, id: string): Promise<StoredNotice[]>;
  ofBusiness(business: string): Promise<StoredNotice[]>;
}
