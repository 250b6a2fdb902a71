// What is printed for an entry point, in one language: where its code leads, and the words beside it.

import type { PrintedWords } from '../../core/entry/code-svg.ts';
import { LedgerError } from '../../core/error.ts';
import { hostedWords } from '../../core/language/languages.ts';
import { languageFor } from '../../core/language/person-languages.ts';
import type { Notice } from '../../core/notice/notice.ts';
import { fill } from '../../core/notice/render.ts';
import { pickLocale } from '../notice/current-notice.ts';
import { findNotice, type Notices } from '../notice/find-notice.ts';
import type { CachedSetup } from '../setup/cached.ts';
import { entryPointOf } from './entry-points.ts';
import { linkOf } from './link.ts';

export type Printing = Notices & { setup: CachedSetup; url: string };

/** `locale`: of the notice's words, whose language is that of the others too. */
export type Printed = PrintedWords & { notice: Notice; locale: string };

/**
 * @param wanted absent: the entry point's own, or else the notice's
 * @throws LedgerError not_found, also where it has no link; what `findNotice` refuses
 */
export async function printedOf(
  ledger: Printing,
  business: string,
  id: string,
  wanted?: string,
): Promise<Printed> {
  const entry = await entryPointOf(ledger, business, id);
  const url = linkOf(ledger, entry);
  if (url === undefined || entry.notice === undefined)
    throw new LedgerError('not_found', 'This entry point has no link: it has no site, or has ended.');
  const { notice } = await findNotice(ledger, business, entry.notice);
  const locale =
    pickLocale(notice.locales, wanted) ?? pickLocale(notice.locales, entry.locale) ?? notice.default_locale;
  const language = languageFor([locale]);
  const words = hostedWords[language.lang]!;
  return {
    ...{ url, notice, locale, lang: language.lang, dir: language.dir },
    title: fill(words.printTitle, { what: notice.locales[locale]!.what, business: notice.business.name }),
    scan: words.printScan,
    decide: words.printDecide,
  };
}
