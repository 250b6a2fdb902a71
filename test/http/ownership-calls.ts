// What the tests of /v1/ownership do over and over, on whichever ledger and number a test has at that moment.

import { expect } from 'vitest';
import type { TestLedger } from '../support/ledger.ts';
import { Page } from './page.ts';
import { type Body, get, post } from './requests.ts';

export type Ticked = { page: Page; record: string };

export function ownershipCalls(current: () => { ledger: TestLedger; number: string }) {
  const here = () => current().ledger;
  const theirs = () => current().number;

  /** A page on which somebody has ticked. */
  async function tick(number = theirs()): Promise<Ticked> {
    const page = new Page(here());
    const answer: Body = await (await page.optIn(number)).json();
    return { page, record: answer.record };
  }

  async function asked(page: Page, record: string, method: 'whatsapp' | 'code'): Promise<Body> {
    const answer = await page.askOwnership(record, method);
    expect(answer.status).toBe(201);
    return answer.json();
  }

  const stateOf = async (challenge: string): Promise<string> =>
    ((await (await get(`${here().url}/v1/ownership/${challenge}`)).json()) as Body).state;

  const type = (challenge: string, code: string) =>
    post(`${here().url}/v1/ownership/${challenge}/code`, undefined, { code });

  async function gateSays(number = theirs()): Promise<Body> {
    const question = { recipient: number, purpose: 'shipping_update' };
    return (await post(`${here().url}/v1/gate/check`, here().keys.gate, question)).json();
  }

  /** What the history holds of confirmations. */
  async function confirmationsOf(number = theirs()): Promise<Body[]> {
    const answer = await post(`${here().url}/v1/subjects/history`, here().keys.audit, { number });
    const { records }: Body = await answer.json();
    return records.filter(({ kind }: Body) => kind === 'confirmed');
  }

  return { tick, asked, stateOf, type, gateSays, confirmationsOf };
}
