// A mobile app, as a program: what page.ts is for a page. It names itself in what it sends, and no browser is
// there to add an Origin.

import { shown } from '../core/consent/sample-consent.ts';
import { type Claims, Page } from './page.ts';

export const shopApp = 'com.fresh.shop';

export class App extends Page {
  readonly app: string;

  constructor(ledger: { url: string; site: string }, app = shopApp) {
    super(ledger);
    this.app = app;
  }

  override async post(path: string, mediaType: string, body: string, more: Record<string, string> = {}) {
    const headers = { 'content-type': mediaType, ...more };
    return fetch(this.url + path, { method: 'POST', headers, body });
  }

  override async askNonce(over: object = {}): Promise<Response> {
    return super.askNonce({ app: this.app, ...over });
  }

  override async optInClaims(number: string, over: Claims = {}, id?: string): Promise<Claims> {
    const evidence = {
      screen: 'profile',
      app_version: '4.2',
      initially: 'unticked',
      action: 'ticked',
      shown,
    };
    return super.optInClaims(number, { app: this.app, evidence, ...over }, id);
  }

  override optOutClaims(record: string): Claims {
    return { ...super.optOutClaims(record), app: this.app };
  }
}
