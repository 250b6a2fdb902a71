// How long and how much of the sentence was on screen (IntersectionObserver). It sees scrolling, clipping and hidden
// tabs; it does not see overlays or transparency, which the other parts of the evidence look for.

/** From this ratio on the sentence counts as visible. */
const visibleRatio = 0.5;

export class VisibilityWatch {
  #observer: IntersectionObserver | undefined;
  #element: Element | undefined;
  #ratio = 0;
  #since: number | undefined;
  #total = 0;
  readonly #tabChanged = () => this.#account();

  /** May be called at every drawing: the same element goes on being watched. */
  observe(element: Element): void {
    if (element === this.#element) return;
    this.stop();
    this.#element = element;
    this.#observer = new IntersectionObserver((entries) => this.#take(entries), {
      threshold: [0, 0.25, visibleRatio, 0.75, 1],
    });
    this.#observer.observe(element);
    document.addEventListener('visibilitychange', this.#tabChanged);
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#element = undefined;
    this.#ratio = 0;
    this.#account();
    document.removeEventListener('visibilitychange', this.#tabChanged);
  }

  /** Milliseconds at half or more so far, and the ratio now. */
  read(): { visible_ms: number; visible_ratio: number } {
    this.#take(this.#observer?.takeRecords() ?? []);
    this.#account();
    return { visible_ms: Math.min(Math.round(this.#total), 86_400_000), visible_ratio: this.#ratio };
  }

  #take(entries: IntersectionObserverEntry[]): void {
    const last = entries.at(-1);
    if (last === undefined) return;
    this.#ratio = Math.min(1, Math.round(last.intersectionRatio * 100) / 100);
    this.#account();
  }

  #account(): void {
    const now = performance.now();
    if (this.#since !== undefined) this.#total += now - this.#since;
    const visible = this.#ratio >= visibleRatio && document.visibilityState === 'visible';
    this.#since = visible ? now : undefined;
  }
}
