// What people and servers do around the person's own page, over HTTP.

import { expect } from 'vitest';
import type { TestLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { type Body, ivrOptIn, post } from '../requests.ts';

/** `ledger` is asked for when something is done, not before: tests make it later. */
export function visitsTo(ledger: () => TestLedger) {
  /** Links begin with the ledger's public address; the test's server is elsewhere. */
  const here = (link: string) => ledger().url + new URL(link).pathname;

  async function fromServer(number: string, over: object = {}): Promise<Body> {
    return (await post(`${ledger().url}/v1/opt-ins`, ledger().keys.ingest, ivrOptIn(number, over))).json();
  }

  async function fromPage(number: string, page = new Page(ledger())): Promise<Body> {
    return (await page.optIn(number)).json();
  }

  async function personLink(number: string): Promise<string> {
    const answer = await post(`${ledger().url}/v1/links`, ledger().keys.ingest, { number });
    expect(answer.status).toBe(201);
    return here(((await answer.json()) as Body).url);
  }

  const read = async (url: string, headers: Record<string, string> = {}) =>
    (await fetch(url, { headers })).text();
  const tap = (url: string, body = '', headers: Record<string, string> = {}) =>
    fetch(`${url}/stop`, {
      method: 'POST',
      redirect: 'manual',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
    });

  async function gate(recipient: string, purpose = 'shipping_update'): Promise<string> {
    const answer = await post(`${ledger().url}/v1/gate/check`, ledger().keys.gate, {
      recipient,
      purpose,
    });
    return ((await answer.json()) as Body).decision;
  }

  async function history(number: string): Promise<Body[]> {
    const answer = await post(`${ledger().url}/v1/subjects/history`, ledger().keys.audit, { number });
    return ((await answer.json()) as Body).records;
  }

  return { here, fromServer, fromPage, personLink, read, tap, gate, history };
}
