// May this click become a tick, and what is then signed? Judged in the order in which the answer helps: a script's
// click, a number that is not whole, a sentence that is not the notice's. Nothing is measured unless all is well.

import type { OptInClaims } from '../../ledger/channels/web.ts';
import type { Seen } from '../../ledger/core/consent/evidence.ts';
import { joinLines, type Rendered, renderNotice } from '../../ledger/core/notice/render.ts';
import type { WidgetErrorCode } from '../events.ts';
import type { Gesture } from '../evidence/gesture.ts';
import type { ShownNotice } from '../notice/shown-notice.ts';
import type { TypedNumber } from '../number/typed-number.ts';
import { type TickClaims, unixSeconds } from './attempt.ts';

export type Click = {
  gesture: Gesture;
  site: string;
  notice: ShownNotice;
  /** As typed now, and as typed when the sentence was drawn. */
  typed: string;
  drawn: string;
  number: TypedNumber;
  /** The lines as the page shows them. */
  shown: Rendered;
  collectedVia: string | undefined;
  measure(): Seen;
};

export type Tick =
  | { kind: 'signable'; claims: TickClaims }
  /** The sentence still shows an earlier number: it must be drawn again and ticked again. */
  | { kind: 'stale' }
  | { kind: 'refused'; code: WidgetErrorCode; detail: string };

type CollectedVia = NonNullable<OptInClaims['collected_via']>;

const places: readonly CollectedVia[] = [
  'checkout',
  'profile',
  'preferences',
  'email_link',
  'sms_link',
  'app',
];

export function judgeTick(click: Click): Tick {
  const { gesture, notice, number, shown, typed } = click;
  if (!gesture.trusted) return refused('gesture_untrusted', 'A script clicked the box; only the person may.');
  if (number.kind !== 'complete') return refused('number_incomplete', 'The number is not complete.');
  const text = joinLines(renderNotice(notice, notice.wording, typed));
  if (joinLines(shown) === text)
    return { kind: 'signable', claims: claimsOf(click, number.international, text) };
  // A script of the page may have set the field without an event.
  if (typed !== click.drawn) return { kind: 'stale' };
  return refused('text_differs', 'The page does not show the text of the notice.');
}

function refused(code: WidgetErrorCode, detail: string): Tick {
  return { kind: 'refused', code, detail };
}

function claimsOf({ site, notice, collectedVia, measure }: Click, number: string, text: string): TickClaims {
  const place = places.find((one) => one === collectedVia);
  const seen = measure();
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
    ...(place && { collected_via: place }),
    evidence: { initially: seen.initially, action: 'ticked', seen },
  };
}
