// The claims of a tick. Built from the notice that is drawn, the number as it will be signed, and the text read back
// from the nodes that show it: if what is shown is not the notice's rendering, there are no claims to sign.

import type { OptInClaims } from '../../ledger/channels/web.ts';
import type { Seen } from '../../ledger/core/consent/evidence.ts';
import { joinLines, type Rendered } from '../../ledger/core/notice/render.ts';
import type { ShownNotice } from '../notice/shown-notice.ts';
import { type TickClaims, unixSeconds } from './attempt.ts';

export type CollectedVia = NonNullable<OptInClaims['collected_via']>;

const places: readonly CollectedVia[] = [
  'checkout',
  'profile',
  'preferences',
  'email_link',
  'sms_link',
  'app',
];

export function parseCollectedVia(given: string | undefined): CollectedVia | undefined {
  return places.find((place) => place === given);
}

export type Tick = {
  site: string;
  notice: ShownNotice;
  number: string;
  collectedVia: CollectedVia | undefined;
  seen: Seen;
};

export function tickClaims({ site, notice, number, collectedVia, seen }: Tick, text: string): TickClaims {
  return {
    v: 1,
    site,
    jti: crypto.randomUUID(),
    iat: unixSeconds(),
    kind: 'opt_in',
    notice: { id: notice.id, version: notice.version },
    locale: notice.locale,
    number,
    text,
    ...(collectedVia !== undefined && { collected_via: collectedVia }),
    evidence: { initially: seen.initially, action: 'ticked', seen },
  };
}

/** The text as the page shows it now; undefined where that is not what the notice renders to. */
export function shownText(
  nodes: Record<keyof Rendered, HTMLElement>,
  rendered: Rendered,
): string | undefined {
  const { sentence, privacy, withdrawal, contact } = nodes;
  // innerText, not textContent: what a page hides or transforms is not what the person read.
  const shown = joinLines({
    sentence: sentence.innerText,
    privacy: privacy.innerText,
    withdrawal: withdrawal.innerText,
    contact: contact.innerText,
  });
  return shown === joinLines(rendered) ? shown : undefined;
}
