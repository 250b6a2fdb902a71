// Whether the sentence is on screen (IntersectionObserver), from the moment at which it is drawn. The
// observer sees scrolling, clipping and hidden tabs. It sees overlays and transparency only in engines with
// version 2 (https://www.w3.org/TR/intersection-observer/, 3.2: Chromium). What this comes to is computed at
// the tick (act/evidence/visibility.ts).

/** Version 2, which TypeScript's library does not know. An engine without it leaves `isVisible` undefined. */
type Entry = Pick<IntersectionObserverEntry, 'intersectionRatio'> & {
  isIntersecting?: boolean;
  isVisible?: boolean;
};

/**
 * From this moment on, what the engine saw, undefined where only the tab was turned to or away from, and
 * whether the tab was hidden.
 */
export type Sight = readonly [time: number, seen: Entry | undefined, hidden: boolean];

/** The shortest delay that version 2 allows, in milliseconds. */
export const delayMs = 100;
const options = { threshold: [0, 0.25, 0.5, 0.75, 1], trackVisibility: true, delay: delayMs };

/** Older ones are forgotten, and the time in view is shorter for it. */
const sightsMax = 1_000;

export class VisibilityWatch {
  #sights: Sight[] = [];
  #observer: IntersectionObserver | undefined;
  #element: Element | undefined;

  /** May be called at every drawing. It goes on watching the same element. */
  observe(element: Element | undefined): void {
    if (element === this.#element) return;
    this.stop();
    if (!element) return;
    this.#element = element;
    this.#observer = new IntersectionObserver(this.#see, options);
    this.#observer.observe(element);
    document.addEventListener('visibilitychange', this.#turn);
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#element = undefined;
    this.#turn({ intersectionRatio: 0 });
    document.removeEventListener('visibilitychange', this.#turn);
  }

  sights(): readonly Sight[] {
    this.#see(this.#observer?.takeRecords() ?? []);
    return this.#sights;
  }

  /** The frame's own time; a busy page hears of it later. */
  readonly #see = (entries: IntersectionObserverEntry[]): void => {
    for (const entry of entries) this.#sights.push([entry.time, entry, document.hidden]);
    this.#sights = this.#sights.slice(-sightsMax);
  };

  readonly #turn = (seen: Entry | Event): void => {
    const entry = seen instanceof Event ? undefined : seen;
    this.#sights.push([performance.now(), entry, document.hidden]);
  };
}
