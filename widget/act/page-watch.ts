// While the element is in a page, it looks at the number: after what a person does, when other listeners have
// run, and now and then, because a script can set a field without an event. The person ticks, and the shop
// gets, the number that the sentence shows.

/** Milliseconds between two looks. */
const every = 250;

/** After these the number or its country may be another: the person typed, chose or pressed something. */
const edits = ['input', 'change', 'click', 'keyup'];

type Looks = {
  /** The person has typed. */
  typed(): void;
  /** The number or its country may be another. */
  look(): void;
  /** The window has another size, and the cards may stand otherwise. */
  resized(): void;
  /** The page comes back from the cache. */
  back(): void;
};

export type PageWatch = ReturnType<typeof watchPage>;

export function watchPage({ typed, look, resized, back }: Looks) {
  let timer: ReturnType<typeof setInterval> | undefined;

  function edited({ type }: Event): void {
    if (type === 'input') typed();
    // A component sets its own value after the key's event. A drawing in the middle of a click could lose it.
    setTimeout(look);
  }

  const shown = (event: Event) => (event as PageTransitionEvent).persisted && back();

  function turn(to: 'addEventListener' | 'removeEventListener'): void {
    for (const type of edits) window[to](type, edited, true);
    window[to]('resize', resized);
    window[to]('pageshow', shown);
  }

  return {
    start(): void {
      if (timer) return;
      timer = setInterval(look, every);
      turn('addEventListener');
    },

    stop(): void {
      clearInterval(timer);
      timer = undefined;
      turn('removeEventListener');
    },
  };
}
