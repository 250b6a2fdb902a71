// Which notice a keyword means. No two current notices of a business own one keyword, and none owns a word
// that says something else to the ledger.

import { isTaken, plainly } from '../../channels/sms/said.ts';
import type { Fault } from '../../core/error.ts';
import type { PublishedNotice } from '../../core/notice/notice.ts';
import type { StoredNotice } from './store.ts';

export type Keyword = {
  /** As the notice writes it. */
  keyword: string;
  locale: string;
  pointer: string;
};

export type OwnedKeyword = Keyword & { notice: StoredNotice };

/** @returns by the plain form of each keyword */
function keywordsIn({ notice }: PublishedNotice): [string, Keyword][] {
  return Object.entries(notice.locales).flatMap(([locale, { sms }]) =>
    (sms?.keywords ?? []).map((keyword, i): [string, Keyword] => [
      plainly(keyword),
      { keyword, locale, pointer: `/locales/${locale}/sms/keywords/${i}` },
    ]),
  );
}

const isCurrent = ({ supersededAt, retiredAt }: StoredNotice): boolean =>
  supersededAt === undefined && retiredAt === undefined;

/** Of two notices that are both current one could not be meant. */
export function sharesKeyword(one: PublishedNotice, other: PublishedNotice): boolean {
  const own = new Map(keywordsIn(one));
  return one.notice.id !== other.notice.id && keywordsIn(other).some(([words]) => own.has(words));
}

/** The keywords of a business. Of two notices with one keyword, in tables from before, the earlier has it. */
export function keywordsOf(notices: readonly StoredNotice[]): ReadonlyMap<string, OwnedKeyword> {
  const byAge = notices
    .filter(isCurrent)
    .toSorted((a, b) => (a.notice.published_at < b.notice.published_at ? 1 : -1));
  return new Map(
    byAge.flatMap((notice) => keywordsIn(notice).map(([words, is]) => [words, { ...is, notice }])),
  );
}

/** What of these keywords is not free. @param notices all of the business */
export function keywordFaults(published: PublishedNotice, notices: readonly StoredNotice[]): Fault[] {
  const own = keywordsIn(published);
  const others = keywordsOf(notices.filter(({ notice }) => notice.id !== published.notice.id));
  const first = new Map(own.toReversed());
  return own.flatMap(([words, { keyword, pointer }]): Fault[] => {
    if (isTaken(keyword))
      return [
        {
          pointer,
          rule: 'keyword_taken',
          detail: 'The word stops, helps, answers a question, denies, or means nothing alone.',
        },
      ];
    const owner = others.get(words);
    if (owner !== undefined)
      return [
        { pointer, rule: 'keyword_owned', detail: `The notice ${owner.notice.notice.id} has this keyword.` },
      ];
    if (first.get(words)?.pointer !== pointer)
      return [{ pointer, rule: 'keyword_once', detail: 'The notice has this keyword already.' }];
    return [];
  });
}
