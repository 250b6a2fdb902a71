// What the hosted page gets for the link it was opened by. Asking changes nothing and is no record: mail
// scanners open links, run the scripts of pages and post. It is answered without a look at the person, so a
// number that has stopped, one that agreed and one that nobody knows have the same page. Of a link that was
// used, the page tells what became of this one tick and nothing else of the person: with a number that one
// types, a stranger could otherwise learn whether its holder has stopped.

import { issueLinkPass, linkIdIn } from '../../auth/opt-in-link.ts';
import type { Visitor } from '../../auth/visitor.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import type { Notice } from '../../core/notice/notice.ts';
import { maskNumber } from '../../core/notice/render.ts';
import { numberAmong } from '../../core/subject/identifier.ts';
import { useOfLink } from '../consent/by-link.ts';
import { type Spent, takenBackAt } from '../consent/taking-back.ts';
import { currentNotice, isNotShown } from '../notice/current-notice.ts';
import type { Notices } from '../notice/find-notice.ts';
import { isShownBy } from '../setup/business.ts';
import type { SetupStore } from '../setup/store.ts';
import { isTriedOut } from '../setup/tried-out.ts';
import type { Tally } from '../tally/tally.ts';
import { byNetwork } from '../visitor/admit-visitor.ts';
import type { Limits } from '../visitor/limits.ts';
import { type Links, liveLink, type OptInLink } from '../visitor/opt-in-link.ts';

type Opening = Links &
  Limits &
  Notices &
  Spent & {
    url: string;
    setup: Pick<SetupStore, 'site' | 'business' | 'apiKeys'>;
    tally: Pick<Tally, 'add'>;
  };

type About = Pick<Notice, 'contact' | 'privacy_url'> & { business: string };

export type OpenedOptInLink = About &
  (
    | (Pick<OptInLink, 'site' | 'notice' | 'via' | 'return_url'> & {
        state: 'open';
        locale: string;
        /** All that the notice has. */
        locales: string[];
        pass: string;
        /** Masked; absent where the person types it. */
        number?: string;
      })
    | UsedLink
  );

/** `taken_back`: the consent by it. With another link the person may agree again. */
type UsedLink = { number: string; used_at: string } & (
  | { state: 'used' }
  | { state: 'taken_back'; taken_back_at: string }
);

/** BCP 47. `locale`: the reader's. `chosen`: taken from the list on the page, and before the link's own. */
type Languages = { locale?: string | undefined; chosen?: string | undefined };

/**
 * @returns undefined: forged, over, taken back, of a site or notice that is no more; which, nobody is told
 * @throws LedgerError rate_limited
 */
export async function openOptInLink(
  ledger: Opening,
  token: string,
  visitor: Visitor,
  languages: Languages,
): Promise<OpenedOptInLink | undefined> {
  const id = linkIdIn(ledger.keys.macs, token);
  await ledger.limits.take(id === undefined ? byNetwork(visitor) : [{ limit: 'link', key: id }]);
  const link = id === undefined ? undefined : await liveLink(ledger, id, ledger.world.now());
  const isShown = isShownBy(ledger);
  const site = link && (await ledger.setup.site(link.site, isShown));
  if (link === undefined || site?.business !== link.business || !isShown(site)) return undefined;
  const notice = await noticeOf(ledger, link, languages);
  if (notice === undefined) return undefined;
  const { contact, privacy_url, calling_code: own = '' } = notice;
  const about = { business: notice.business.name, contact, privacy_url };
  const { after: consent } = await useOfLink(ledger, link.business, link, '');
  if (consent !== undefined) {
    const used = await useBy(ledger, consent, own);
    return used && { ...about, ...used };
  }
  const { number, return_url } = link;
  const isTest = await isTriedOut(ledger, link.business, { by: 'site', id: link.site });
  ledger.tally.add({
    ...(isTest && { test: true }),
    ...{ what: 'shown', business: link.business, channel: link.via },
    ...{ notice: notice.id, version: notice.version, locale: notice.locale },
  });
  return {
    ...about,
    state: 'open',
    site: link.site,
    notice: link.notice,
    via: link.via,
    locale: notice.locale,
    locales: Object.keys((await ledger.notices.versions(link.business, link.notice))[0]!.notice.locales),
    pass: issueLinkPass(ledger.keys.macs, { site: link.site, link: link.id, number }, ledger.world.now()),
    ...(number !== undefined && { number: maskNumber(number, own) }),
    ...(return_url !== undefined && { return_url }),
  };
}

/** In the language that was chosen, else in the link's own, else in the reader's. */
async function noticeOf(
  ledger: Opening,
  { site, notice, locale: own }: OptInLink,
  { chosen, locale }: Languages,
) {
  const wanted = chosen ?? own ?? locale;
  try {
    return await currentNotice(ledger, { site, notice, ...(wanted !== undefined && { locale: wanted }) });
  } catch (error) {
    if (isNotShown(error)) return undefined;
    throw error;
  }
}

/** Undefined where its person was erased. */
async function useBy(ledger: Opening, consent: string, own: string): Promise<UsedLink | undefined> {
  const stored = await ledger.records.byId(consent);
  const record = stored && openRecord(ledger, stored).record;
  if (record?.kind !== 'opt_in') return undefined;
  const used = {
    number: maskNumber(numberAmong(record.identifiers) ?? '', own),
    used_at: record.recorded_at,
  };
  const at = await takenBackAt(ledger, record);
  return at === undefined ? { state: 'used', ...used } : { state: 'taken_back', ...used, taken_back_at: at };
}
