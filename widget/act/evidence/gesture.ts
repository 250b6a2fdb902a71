// The gesture behind a tick, judged by its first event and by every click in it. Never by `change`: in every
// engine `el.click()` from a script makes a trusted `change`, and a click on a label makes a trusted click on
// the box.
//
//   mouse, touch   pointerdown, [click on the label], click on the box
//   keyboard       keydown (space), click on the box
//   assistive      [click on the label], click on the box; nothing before it
//   a script       an untrusted click somewhere in the chain

import type { Seen } from '../../../ledger/core/consent/evidence.ts';

type Chain = NonNullable<Seen['gesture']['chain']>;
export type Gesture = Seen['gesture'] & { chain: Chain };
/** An event of a gesture: the one that began it, and every click in it. */
export type Link = Pick<Event, 'type' | 'isTrusted' | 'timeStamp'>;

/** A press this old, in milliseconds, belongs to another gesture. A very slow press still counts. */
const chainMs = 10_000;
/** The most links that the record holds. The judgement uses all of them. */
const linksMax = 6;

/** A press that has not become a click after so many milliseconds has been given up. */
const pressMs = 3_000;

/** Whether a person is in the middle of a click: `links` has its press, and the click is still to come. */
export const isUnderWay = ([press]: readonly Link[]): boolean =>
  press !== undefined && performance.now() - press.timeStamp < pressMs;

/**
 * `links`: from the press to the click on the box, which comes last. A press counts only if it is trusted.
 */
export function gestureOf(links: readonly Link[]): Gesture {
  const click = links.at(-1)!;
  const age = (link: Link) => Math.round(click.timeStamp - link.timeStamp);
  const chain = links
    .filter((link) => age(link) < chainMs)
    .map((link) => ({ type: link.type as 'click', trusted: link.isTrusted, ms: age(link) }));
  return {
    type: chain[0]!.type,
    trusted: chain.every((link) => link.trusted),
    chain: chain.slice(0, linksMax),
  };
}
