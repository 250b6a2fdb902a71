// What a page waits for. Nothing is drawn for 300 ms, then grey bars; after 2 s the page says that it is
// slow. A newer question ends an older one, whose answer is never shown.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

type State<T> =
  | { kind: 'waiting'; since: 'now' | 'moment' | 'while' }
  | { kind: 'done'; value: T }
  | { kind: 'failed'; error: unknown };

const greyAfterMs = 300;
const slowAfterMs = 2_000;

export class Reading<T> implements ReactiveController {
  state: State<T> = { kind: 'waiting', since: 'now' };
  readonly #host: ReactiveControllerHost;
  #running: AbortController | undefined;
  #again: (() => void) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#running?.abort();
  }

  get value(): T | undefined {
    return this.state.kind === 'done' ? this.state.value : undefined;
  }

  readonly again = (): void => this.#again?.();

  async run(work: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.#again = () => void this.run(work);
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const show = (state: State<T>) => {
      if (this.#running !== running || running.signal.aborted) return;
      this.state = state;
      this.#host.requestUpdate();
    };
    show({ kind: 'waiting', since: 'now' });
    const timers = [
      setTimeout(() => show({ kind: 'waiting', since: 'moment' }), greyAfterMs),
      setTimeout(() => show({ kind: 'waiting', since: 'while' }), slowAfterMs),
    ];
    try {
      const value = await work(running.signal);
      show({ kind: 'done', value });
    } catch (error) {
      show({ kind: 'failed', error });
    } finally {
      for (const timer of timers) clearTimeout(timer);
    }
  }
}
