// A page with the widget on it, that speaks to the operations themselves: what test/http/page.ts is over
// HTTP. Its clock is the ledger's unless a test says otherwise.

import { calculateJwkThumbprint } from 'jose';
import {
  type AppOptInClaims,
  type OptInClaims,
  type OptOutClaims,
  type PageSigned,
  verifyOptIn,
  verifyOptOut,
} from '../../../ledger/channels/web/web.ts';
import { joinLines, renderNotice } from '../../../ledger/core/notice/render.ts';
import {
  recordPageOptIn,
  requestNonce,
  takeBackOptIn,
} from '../../../ledger/operations/consent/page-consent.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { currentNotice } from '../../../ledger/operations/notice/current-notice.ts';
import { seen } from '../../core/consent/sample-consent.ts';
import { type Claims, Page } from '../../http/page.ts';
import { shopOrigin } from '../../support/ledger.ts';

/** A browser on a page of the shop, on this machine: nothing is counted against its network. */
export const shopVisitor = { origin: shopOrigin, network: undefined };

export type Signed = PageSigned<OptInClaims | AppOptInClaims>;

export class SignedPage {
  readonly #ledger: Ledger;
  readonly #site: string;
  readonly #page: Page;

  constructor(ledger: Ledger, site: string) {
    this.#ledger = ledger;
    this.#site = site;
    this.#page = new Page({ url: '', site });
  }

  /** The same key, on a page of another site. */
  on(site: string): SignedPage {
    const other = new SignedPage(this.#ledger, site);
    Object.assign(other.#page, { keys: this.#page.keys });
    return other;
  }

  async nonce(over: object = {}): Promise<string> {
    const thumbprint = await calculateJwkThumbprint(this.#page.jwk);
    const request = { site: this.#site, notice: 'order-updates', version: 1, thumbprint, ...over };
    return (await requestNonce(this.#ledger, request, shopVisitor)).nonce;
  }

  /**
   * What the page signs when everything is in order; `over` changes some of it, and `notice` is another one's
   * id.
   */
  async optIn(number: string, over: Claims = {}, notice = 'order-updates'): Promise<Signed> {
    const shown = await currentNotice(this.#ledger, { site: this.#site, notice, locale: 'en' });
    const { id, version } = shown;
    const claims = {
      v: 1,
      kind: 'opt_in',
      site: this.#site,
      jti: crypto.randomUUID(),
      iat: this.#ledger.world.now().getTime() / 1000,
      notice: { id, version },
      locale: shown.locale,
      number,
      text: joinLines(renderNotice(shown, shown.wording, number)),
      nonce: 'nonce' in over ? undefined : await this.nonce({ notice, version }),
      evidence: { initially: 'unticked', action: 'ticked', seen },
      ...over,
    };
    return verifyOptIn(this.#page.sign(claims));
  }

  /** Ticks, and posts it to this ledger. */
  async tick(number: string, over: Claims = {}, notice?: string) {
    return recordPageOptIn(this.#ledger, await this.optIn(number, over, notice), shopVisitor);
  }

  /** What the page signs to take a record back. */
  async takeBack(record: string): Promise<PageSigned<OptOutClaims>> {
    const iat = this.#ledger.world.now().getTime() / 1000;
    return verifyOptOut(this.#page.sign({ ...this.#page.optOutClaims(record), iat }));
  }

  async undo(record: string, origin = shopOrigin) {
    return takeBackOptIn(this.#ledger, await this.takeBack(record), { ...shopVisitor, origin });
  }
}
