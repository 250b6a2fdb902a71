// A notice in one language, as it is to be printed or read aloud.

import { invalid } from '../../core/error.ts';
import type { Notice, Wording } from '../../core/notice/notice.ts';
import { findNotice, type Notices } from './find-notice.ts';

export type FormOf = { notice: Notice; sha256: string; locale: string; wording: Wording };

type FormAsked = { id: string; locale: string; version?: number | undefined };

/**
 * The current version where none is named. One that was superseded is printed as before: whose form is signed
 * already may need a copy.
 * @throws LedgerError notice_unknown, notice_superseded (retired), invalid (no wording in this locale)
 */
export async function formOf(
  ledger: Notices,
  business: string,
  { id, version, locale }: FormAsked,
): Promise<FormOf> {
  const { notice, sha256 } = await findNotice(ledger, business, id, version, Number.POSITIVE_INFINITY);
  if (!Object.hasOwn(notice.locales, locale))
    throw invalid('/locale', 'locale_published', 'The notice has no wording in this locale.');
  return { notice, sha256, locale, wording: notice.locales[locale]! };
}
