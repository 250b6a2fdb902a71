// What a business's server and a page do around links to opt in by, over HTTP, without a browser.

import { expect } from 'vitest';
import { joinLines, renderNotice } from '../../../ledger/core/notice/render.ts';
import { type Claims, Page } from '../page.ts';
import { type Body, post } from '../requests.ts';
import type { HostingLedger } from './hosted.ts';

/** `ledger` is asked for when something is done, not before: tests make it later. */
export function linksOf(ledger: () => HostingLedger) {
  const ask = (over: object = {}, key = ledger().keys.ingest) =>
    post(`${ledger().url}/v1/links`, key, {
      number: '+919876543210',
      notice: 'order-updates',
      via: 'email',
      ...over,
    });

  async function made(over: object = {}): Promise<{ id: string; url: string; token: string }> {
    const answer = await ask(over);
    expect(answer.status).toBe(201);
    const { id, url } = (await answer.json()) as Body;
    return { id, url, token: new URL(url).hash.slice(1) };
  }

  const open = (token: string, locale = 'en') =>
    post(`${ledger().url}/v1/links/open`, undefined, { token, locale });
  const opened = async (token: string): Promise<Body> => (await open(token)).json();

  const page = () => new Page({ url: ledger().url, site: ledger().hosted }, ledger().url);

  /** The number as the page can see it. */
  const numberIn = (pass: string): string =>
    JSON.parse(Buffer.from(pass.split('.')[1]!, 'base64url').toString()).number;

  /** What the widget signs on the page of this link. */
  async function claimsOf(from: Page, pass: string, over: Claims = {}): Promise<Claims> {
    const query = new URLSearchParams({ site: ledger().hosted, notice: 'order-updates', locale: 'en' });
    const notice = (await (await fetch(`${ledger().url}/v1/notices/current?${query}`)).json()) as Body;
    const number = (over.number as string | undefined) ?? numberIn(pass);
    const text = joinLines(renderNotice(notice, notice.wording, number, '91'));
    return from.optInClaims(number, {
      customer_token: pass,
      collected_via: 'email_link',
      text,
      nonce: await from.nonce(),
      ...over,
    });
  }

  /** A tick on the page of this link. */
  async function tick(token: string, over: Claims = {}, from = page()): Promise<Response> {
    const { pass } = await opened(token);
    return from.postOptIn(from.sign(await claimsOf(from, pass, over)));
  }

  const history = async (number: string): Promise<Body[]> => {
    const answer = await post(`${ledger().url}/v1/subjects/history`, ledger().keys.audit, { number });
    return ((await answer.json()) as Body).records.map(({ record }: Body) => record);
  };
  const treeSize = async () => (await (await fetch(`${ledger().url}/log/checkpoint`)).text()).split('\n')[1];

  return { ask, made, open, opened, page, numberIn, claimsOf, tick, history, treeSize };
}
