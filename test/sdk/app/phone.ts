// A telephone for the reference client: a keystore, private storage, a clock, and a network that fails as a
// test says.

import {
  type AppKey,
  type AppOptions,
  makeAppKey,
  OptmarkApp,
  type Ticked,
} from '../../../ledger/sdk/app/client.ts';
import { shown } from '../../core/consent/sample-consent.ts';
import { shopApp } from '../../http/app.ts';

export type Network = 'on' | 'off' | 'portal';

export class Phone {
  network: Network = 'on';
  /** Milliseconds that its clock is ahead. */
  ahead = 0;
  /** After so many more writes the process ends: it sends nothing and keeps nothing. */
  writesLeft = Number.POSITIVE_INFINITY;
  readonly #ledger: { url: string; site: string };
  #key: Promise<AppKey> | undefined;
  #stored: string | undefined;

  constructor(ledger: { url: string; site: string }) {
    this.#ledger = ledger;
  }

  /** Starts the app, which finds what it kept. */
  start(over: Partial<AppOptions> = {}): Promise<OptmarkApp> {
    return OptmarkApp.open({
      ledger: this.#ledger.url,
      site: this.#ledger.site,
      ...{ app: shopApp, appVersion: '4.2', platform: 'android', os: '16', screen: 'profile' },
      ...{ notice: 'order-updates', locale: 'en' },
      keyStore: { key: () => (this.#key ??= makeAppKey()) },
      store: {
        read: async () => this.#stored,
        write: async (text) => {
          if (this.writesLeft <= 0) return;
          this.#stored = text;
          this.writesLeft -= 1;
        },
      },
      fetch: this.#fetch,
      now: () => Date.now() + this.ahead,
      ...over,
    });
  }

  /** The process ended, and is there again. */
  restart(): Promise<OptmarkApp> {
    this.writesLeft = Number.POSITIVE_INFINITY;
    return this.start();
  }

  /** What a new install leaves of the old: nothing. */
  reinstall(): void {
    this.#key = undefined;
    this.#stored = undefined;
  }

  readonly #fetch: typeof fetch = async (url, init) => {
    if (this.network === 'off' || this.writesLeft <= 0) throw new TypeError('Network request failed');
    if (this.network === 'portal') return new Response('<h1>Welcome to the hotel</h1>');
    return fetch(url, init);
  };
}

const { platform: _platform, os: _os, direction: _direction, gesture, ...screen } = shown;

/** What the app tells of a tick on a screen that does everything right. */
export const ticked = (number: string, over: Partial<Ticked['shown']> = {}): Ticked => ({
  ...{ number, gesture, collectedVia: 'profile' },
  shown: { ...screen, ...over },
});
