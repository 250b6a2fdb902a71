// Whether somebody who reads a language has reviewed the words of a notice in it: what the business has had
// recorded of its own words, and else what is known of the prescribed ones.

import { canonicalBytes } from '../canonical.ts';
import { reviewOf } from '../language/wording.ts';
import { lineOf } from './line.ts';
import type { Notice } from './notice.ts';

/** Who has read the words, by name. */
export const reviewerSchema = lineOf({ min: 2, max: 100 });

/** Per locale: the record of the review. */
export type Reviews = Readonly<Record<string, string>>;

/** Per locale; without those whose words the business wrote and nobody has reviewed. */
export function reviewedIn({ locales }: Pick<Notice, 'locales'>, reviews: Reviews): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries(locales).flatMap(([locale, wording]) => {
      const reviewed = Object.hasOwn(reviews, locale) || reviewOf(locale, wording);
      return reviewed === undefined ? [] : [[locale, reviewed]];
    }),
  );
}

/** A review is of words: it holds for every other version that says the same in that locale. */
export function reviewsFor(
  { locales, business }: Notice,
  others: readonly { notice: Notice; reviews: Reviews }[],
): Reviews {
  return Object.fromEntries(
    Object.keys(locales).flatMap((locale) => {
      const isSame = ({ notice }: { notice: Notice }) =>
        notice.business.name === business.name &&
        Object.hasOwn(notice.locales, locale) &&
        canonicalBytes(notice.locales[locale]!).equals(canonicalBytes(locales[locale]!));
      const found = others.find((one) => Object.hasOwn(one.reviews, locale) && isSame(one));
      return found === undefined ? [] : [[locale, found.reviews[locale]!]];
    }),
  );
}
