// What each section of the settings is: it reads its part of the set-up, and reads it again after an act.
// What was read stays on the page meanwhile.

import type { nothing, TemplateResult } from 'lit';
import { Reading } from '../ask/reading.ts';
import { asking, type SignedIn } from '../ask/session.ts';
import { Part } from '../parts/part.ts';
import { whenRead } from '../parts/waiting.ts';

export abstract class Section<T> extends Part {
  static override properties = { session: { attribute: false } };
  declare session: SignedIn;
  readonly #reading = new Reading<T>(this);
  #asked: string | undefined;
  #last: T | undefined;

  protected abstract read(signal: AbortSignal): Promise<T>;
  protected abstract drawn(value: T): TemplateResult;

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('flat');
  }

  /** After an act: what it changed is read anew. */
  readonly again = (): void => this.#reading.again();

  protected override willUpdate(): void {
    if (this.#asked !== asking.business) {
      this.#asked = asking.business;
      this.#last = undefined;
      void this.#reading.run((signal) => this.read(signal));
    }
    this.#last = this.#reading.value ?? this.#last;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.#reading.state.kind === 'waiting' && this.#last !== undefined) return this.drawn(this.#last);
    return whenRead(this.#reading, (value) => this.drawn(value));
  }
}
