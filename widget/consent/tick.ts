// May this click become a tick, and what is then signed? Judged in the order in which the answer helps: a script's
// click, a number that is not whole, a sentence that is not the notice's. Nothing is measured unless all is well.

import type { OptInClaims } from '../../ledger/channels/web/web.ts';
import type { Seen } from '../../ledger/core/consent/evidence.ts';
import type { Gesture } from '../act/evidence/gesture.ts';
import type { WidgetErrorCode } from '../events.ts';
import type { ShownNotice } from '../notice/shown-notice.ts';
import type { TypedNumber } from '../number/typed-number.ts';
import type { TickClaims } from './attempt.ts';

export type Click = {
  gesture: Gesture;
  /** When it was clicked, seconds since 1970 with a fraction. */
  iat: number;
  site: string;
  session: string | undefined;
  notice: ShownNotice;
  number: TypedNumber;
  /** The lines as the notice has them for the number as it is now, and as the page shows them. */
  text: string;
  shown: string;
  /** Whether the number is another than the one the sentence was drawn with. */
  moved: boolean;
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
  const { gesture, number, shown, text, moved } = click;
  if (!gesture.trusted) return refused('gesture_untrusted', 'A script clicked the box; only the person may.');
  if (number.kind === 'not_possible') return refused('number_not_possible', 'There is no such number.');
  if (number.kind !== 'complete') return refused('number_incomplete', 'The number is not complete.');
  if (shown === text) return { kind: 'signable', claims: claimsOf(click, number.international) };
  // A script of the page may have set the field without an event.
  if (moved) return { kind: 'stale' };
  return refused('text_differs', 'The page does not show the text of the notice.');
}

function refused(code: WidgetErrorCode, detail: string): Tick {
  return { kind: 'refused', code, detail };
}

function claimsOf(
  { site, session, notice, collectedVia, iat, text, measure }: Click,
  number: string,
): TickClaims {
  const place = places.find((one) => one === collectedVia);
  const seen = measure();
  return {
    v: 1,
    site,
    jti: crypto.randomUUID(),
    iat,
    kind: 'opt_in',
    notice: { id: notice.id, version: notice.version },
    locale: notice.locale,
    number,
    text,
    ...(place && { collected_via: place }),
    ...(session && { session }),
    evidence: { initially: seen.initially, action: 'ticked', seen },
  };
}
