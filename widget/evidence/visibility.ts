// How long and how much of the sentence was on screen (IntersectionObserver). It sees scrolling, clipping and hidden
// tabs; overlays and transparency only in engines that have version 2 (https://www.w3.org/TR/intersection-observer/,
// 3.2: Chromium), which may err towards "covered" and never towards "not covered". The rest of the evidence looks for
// them too.

/** From this ratio on the sentence counts as visible. */
const visibleRatio = 0.5;

/** Version 2, unknown to TypeScript's library; an engine without it leaves `isVisible` undefined. */
type Entry = IntersectionObserverEntry & { isVisible?: boolean };
// The shortest delay that version 2 allows, in milliseconds.
const options = { threshold: [0, 0.25, visibleRatio, 0.75, 1], trackVisibility: true, delay: 100 };

export class VisibilityWatch {
  #observer: IntersectionObserver | undefined;
  #element: Element | undefined;
  #ratio = 0;
  #unobscured: boolean | null = null;
  /** When what was in front went away, if there was something. */
  #uncovered = -Infinity;
  #since: number | undefined;
  #total = 0;
  readonly #tabChanged = () => this.#account(performance.now());

  /** May be called at every drawing: the same element goes on being watched. */
  observe(element: Element): void {
    if (element === this.#element) return;
    this.stop();
    this.#element = element;
    this.#observer = new IntersectionObserver((entries) => this.#take(entries), options);
    this.#observer.observe(element);
    document.addEventListener('visibilitychange', this.#tabChanged);
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#element = undefined;
    this.#ratio = 0;
    this.#unobscured = null;
    this.#tabChanged();
    document.removeEventListener('visibilitychange', this.#tabChanged);
  }

  /**
   * Milliseconds at half or more, and not said to be covered, so far; the ratio now; whether the engine says that nothing
   * was in front at the click. What went away for the click, or after it, was in front.
   */
  read(clicked: number): { visible_ms: number; visible_ratio: number; unobscured: boolean | null } {
    this.#take(this.#observer?.takeRecords() ?? []);
    this.#tabChanged();
    return {
      visible_ms: this.#total,
      visible_ratio: this.#ratio,
      unobscured: this.#unobscured && clicked > this.#uncovered + options.delay,
    };
  }

  #take(entries: Entry[]): void {
    for (const { time, intersectionRatio, isIntersecting, isVisible } of entries) {
      this.#ratio = intersectionRatio;
      // Of what is not on screen, no engine knows whether it is covered.
      const unobscured = (isIntersecting ? isVisible : undefined) ?? null;
      if (this.#unobscured === false && unobscured) this.#uncovered = time;
      this.#unobscured = unobscured;
      // The frame in which it was so; a busy page hears of it later.
      this.#account(time);
    }
  }

  #account(now: number): void {
    if (this.#since !== undefined) this.#total += now - this.#since;
    // What was covered until the press and shown for it was not in view.
    const visible =
      this.#ratio >= visibleRatio && this.#unobscured !== false && document.visibilityState === 'visible';
    this.#since = visible ? now : undefined;
  }
}
