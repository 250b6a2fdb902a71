// May this click become a tick, and what does the page then sign? It checks the click first, then the number,
// then the sentence, and answers with the first fault. It measures only if there is none.

import type { OptInClaims } from '../../ledger/channels/web/web.ts';
import type { Seen } from '../../ledger/core/consent/evidence.ts';
import { places } from '../attribute-values.ts';
import type { ShownNotice } from '../notice/shown-notice.ts';
import type { Reading } from '../number/reading.ts';
import type { Gesture, Link } from './evidence/gesture.ts';
import type { Failure } from './failure.ts';

/** A click: when, how, and on what. The person did not click on what is drawn later. */
export type Clicked = {
  /** Seconds since 1970, with a fraction. */
  iat: number;
  links: Link[];
  /** The number in the drawn sentence. */
  drawn: string;
  /** The lines as the page showed them. */
  shown: string;
};

export type TickClaims = Omit<OptInClaims, 'nonce'>;

export type Verdict =
  | { kind: 'signable'; claims: TickClaims }
  /**
   * The sentence still shows an earlier number. The widget must draw it again, and the person must tick
   * again.
   */
  | { kind: 'stale' }
  | { kind: 'refused'; failure: Failure };

export type Facts = Clicked & {
  gesture: Gesture;
  site: string;
  customerToken: string | undefined;
  /** The pass of a link of the hosted page, which alone sets it. */
  link: string | undefined;
  notice: ShownNotice;
  /** As it is now. */
  reading: Reading;
  /** What reads a typed number is here. */
  isHere: boolean;
  number: string;
  /** The notice's lines for this number. */
  text: string;
  collectedVia: string | undefined;
  /** The id of the entry point that the page says it is. */
  entry: string | null;
  measure(): Seen;
};

export function judgeClick(facts: Facts): Verdict {
  const { gesture, reading, isHere, number, drawn, shown, text } = facts;
  if (!gesture.trusted) return refused('gesture_untrusted', 'A script clicked the box; only the person may.');
  if (reading.kind === 'not_possible') return refused('number_not_possible', 'There is no such number.');
  if (reading.kind === 'unclear') return refused('number_unclear', 'More than one number can be meant.');
  if (reading.kind !== 'complete') {
    if (!isHere) return refused('unreachable', 'number.js has not come in time.');
    return refused('number_incomplete', 'The number is not complete.');
  }
  if (shown === text) return { kind: 'signable', claims: claimsOf(facts, reading.international) };
  // A script of the page may have set the field without an event.
  if (number !== drawn) return { kind: 'stale' };
  return refused('text_differs', 'The page does not show the text of the notice.');
}

const refused = (...failure: Failure): Verdict => ({ kind: 'refused', failure });

function claimsOf(
  { site, customerToken, link, notice, collectedVia, entry, iat, text, measure }: Facts,
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
    ...(entry && { entry }),
    ...(customerToken && { customer_token: customerToken }),
    ...(link && { link }),
    evidence: { initially: seen.initially, action: 'ticked', seen },
  };
}
