// The versions of notices and flows in one batch: as they were found under the lock, and as the drafts before
// have left them. If two callers want the same version, one gets it; and of two notices that cannot stand
// beside each other the first is alone.

import { LedgerError } from '../../core/error.ts';
import type { PublishedNotice } from '../../core/notice/notice.ts';
import { noticeOf, type VersionEffect } from './draft.ts';
import type { Found } from './log-store.ts';

const keyOf = (business: string, id: string) => `${business}\0${id}`;

export class Versions {
  readonly #notices = new Map<string, { version: number; retired: boolean }>();
  readonly #flows = new Map<string, number>();
  readonly #publications: { business: string; record?: string; notice: PublishedNotice }[];

  constructor({ notices, flows, publications = [] }: Pick<Found, 'notices' | 'flows' | 'publications'>) {
    this.#publications = [...publications];
    for (const { business, id, version, retired } of notices) {
      this.#notices.set(keyOf(business, id), { version, retired });
    }
    for (const { business, id, version } of flows) this.#flows.set(keyOf(business, id), version);
  }

  /** Why the version is not free; undefined: it was, and is this draft's. */
  taken(business: string, effect: VersionEffect): LedgerError | undefined {
    if (effect.kind === 'publish_flow') {
      const { id, version } = effect.flow.flow;
      const key = keyOf(business, id);
      if (version !== (this.#flows.get(key) ?? 0) + 1) return conflict('published this flow');
      this.#flows.set(key, version);
      return undefined;
    }
    const key = keyOf(business, noticeOf(effect));
    const { version, retired } = this.#notices.get(key) ?? { version: 0, retired: false };
    const wanted = effect.kind === 'publish' ? effect.notice.notice.version : effect.version;
    const isFree = effect.kind === 'publish' ? wanted === version + 1 : wanted === version && !retired;
    if (!isFree) return conflict('published or retired this notice');
    if (effect.kind === 'publish') {
      if (this.#isBarred(business, effect))
        return conflict('published a notice that this one cannot be beside');
      this.#publications.push({ business, notice: effect.notice });
    }
    this.#notices.set(key, { version: wanted, retired: effect.kind === 'retire' });
    return undefined;
  }

  /** By a publication that its caller has not seen: it looked before the lock. */
  #isBarred(business: string, { beside }: Extract<VersionEffect, { kind: 'publish' }>): boolean {
    if (beside === undefined) return false;
    const since = this.#publications.filter(
      ({ business: its, record }) => its === business && !(record !== undefined && beside.seen.has(record)),
    );
    return since.some(({ notice }) => beside.bars(notice));
  }
}

const conflict = (done: string): LedgerError =>
  new LedgerError('conflict', `Another caller ${done}; read it again.`);
