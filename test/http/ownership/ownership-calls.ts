// What the tests of /v1/ownership do over and over: a ledger with ways to ask, a number of its own for each
// test, and the calls.

import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { type CloudApi, cloudApi } from '../../support/cloud-api.ts';
import { CodeGateway } from '../../support/code-gateway.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { type Body, get, post } from '../requests.ts';

export type Ticked = { page: Page; record: string; link: string };

/** What stands while a test runs. */
export type Standing = { ledger: TestLedger; gateway: CodeGateway; whatsApp: CloudApi; number: string };

/** To be called once, before the tests of a file. */
export function standing(): Standing {
  const here = {} as Standing;
  let used = 0;
  beforeAll(async () => {
    here.gateway = await CodeGateway.start();
    here.ledger = await testLedger({ codeGateway: here.gateway });
    here.whatsApp = await cloudApi(here.ledger, here.ledger.business);
  });
  beforeEach(() => {
    used += 1;
    here.number = `+919876543${String(used).padStart(3, '0')}`;
  });
  afterAll(async () => {
    await here.ledger.stop();
    await here.gateway.stop();
  });
  return here;
}

export function ownershipCalls(current: () => { ledger: TestLedger; number: string }) {
  const here = () => current().ledger;
  const theirs = () => current().number;

  /** A page on which somebody has ticked. */
  async function tick(number = theirs()): Promise<Ticked> {
    const page = new Page(here());
    const answer: Body = await (await page.optIn(number)).json();
    return { page, record: answer.record, link: answer.link };
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
