// The gesture behind a tick, judged by its first event and by every click in it. Never by `change`: in every engine
// `el.click()` from a script makes a trusted `change`, and a click on a label makes a trusted-looking click on the box.
//
//   mouse, touch   pointerdown, [click on the label], click on the box
//   keyboard       keydown (space), click on the box
//   assistive      [click on the label], click on the box; nothing before it
//   a script       an untrusted click somewhere in the chain

import type { Seen } from '../../ledger/core/consent/evidence.ts';

type Chain = NonNullable<Seen['gesture']['chain']>;
export type Gesture = Seen['gesture'] & { chain: Chain };
type Link = Pick<Event, 'type' | 'isTrusted' | 'timeStamp'>;

/** A press this old, in milliseconds, belongs to something else; a very slow press still counts. */
const chainMs = 10_000;
/** Links that are recorded; all are judged. */
const linksMax = 6;

export class GestureChain {
  /** When the last chain that was closed began, on the clock of `performance.now()`. */
  began = 0;
  #links: Link[] = [];

  /** A pointerdown or keydown: a new chain begins. What a script dispatched begins nothing and proves nothing. */
  press(event: Link): void {
    if (event.isTrusted) this.#links = [event];
  }

  /** A click on the label, before the browser passes it on to the box. */
  pass(click: Link): void {
    this.#links.push(click);
  }

  /** The click on the box: the chain ends, and says what began it. */
  close(click: Link): Gesture {
    const age = (link: Link) => Math.round(click.timeStamp - link.timeStamp);
    const links = [...this.#links, click].filter((link) => age(link) < chainMs);
    this.#links = [];
    this.began = links[0]!.timeStamp;
    const chain = links.map((link) => ({
      type: link.type as 'click',
      trusted: link.isTrusted,
      ms: age(link),
    }));
    return {
      type: chain[0]!.type,
      trusted: chain.every((link) => link.trusted),
      chain: chain.slice(0, linksMax),
    };
  }
}
