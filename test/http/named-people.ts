// A ledger of a file's own, and people as Meta names them in its webhooks: by a number, a business-scoped id,
// or both.

import { afterAll, beforeAll, expect } from 'vitest';
import { type CloudApi, cloudApi } from '../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { Page } from './page.ts';
import { type Body, post } from './requests.ts';

/** Started before the first test of the file that calls this, stopped after the last. */
export function namedPeople() {
  const here = {} as { ledger: TestLedger; meta: CloudApi };
  beforeAll(async () => {
    here.ledger = await testLedger();
    here.meta = await cloudApi(here.ledger, here.ledger.business);
  });
  afterAll(() => here.ledger?.stop());

  let used = 100;
  /** A number as Meta writes it, and the business-scoped id that goes with it. */
  function someone(): { wa_id: string; bsuid: string } {
    used += 1;
    return { wa_id: `919876543${used}`, bsuid: `IN.${used}` };
  }
  async function agrees(wa_id: string): Promise<string> {
    const answer = await new Page(here.ledger).optIn(`+${wa_id}`);
    expect(answer.status).toBe(201);
    const { record }: Body = await answer.json();
    return record;
  }
  /** Somebody who has agreed to order updates, on the shop's page. */
  async function customer(): Promise<{ wa_id: string; bsuid: string }> {
    const person = someone();
    await agrees(person.wa_id);
    return person;
  }

  const ask = async (path: string, key: keyof TestLedger['keys'], body: object): Promise<Body> =>
    (await post(`${here.ledger.url}${path}`, here.ledger.keys[key], body)).json();
  const says = async (who: { wa_id?: string; bsuid?: string; parent_bsuid?: string }, over: object = {}) => {
    const question = { ...who, purpose: 'shipping_update', permit: false, ...over };
    const answer = await ask('/v1/gate/check', 'gate', question);
    return answer.decision === 'allow' ? 'allow' : answer.reasons[0];
  };
  const number = ({ wa_id }: { wa_id: string }) => says({ wa_id });
  const id = ({ bsuid }: { bsuid: string }) => says({ bsuid });
  const historyOf = async (wa_id: string): Promise<Body[]> => {
    const { records }: Body = await ask('/v1/subjects/history', 'audit', { number: `+${wa_id}` });
    return records.filter(({ kind }: Body) => kind !== 'accessed');
  };
  const treeSize = async () =>
    (await ask('/v1/gate/check', 'gate', { bsuid: 'IN.0', purpose: 'marketing' })).tree_size;

  let written = 0;
  /** Seconds before now: Meta's clock. */
  const ago = (seconds: number) => String(Math.floor(Date.now() / 1000) - seconds);
  const message = (from: { wa_id?: string; bsuid?: string }, body = 'Hello', over: object = {}) => {
    written += 1;
    const names = { from: from.wa_id, from_user_id: from.bsuid };
    return { ...names, id: `wamid.${written}`, timestamp: ago(10), type: 'text', text: { body }, ...over };
  };
  const told = async (field: string, value: object) => {
    const answer = await here.meta.post(here.meta.change(field, value));
    expect([answer.status, await answer.text()]).toEqual([200, 'ok\n']);
  };
  const write = (...messages: unknown[]) => told('messages', { messages });
  const moves = (
    from: { wa_id: string; bsuid?: string },
    to: { wa_id: string; bsuid?: string },
    over = {},
  ) => ({
    ...message(from),
    type: 'system',
    system: { body: 'changed', wa_id: to.wa_id, user_id: to.bsuid, type: 'user_changed_number' },
    ...over,
  });
  const undelivered = (wa_id: string, code: number) => {
    written += 1;
    const status = { id: `wamid.${written}`, status: 'failed', timestamp: ago(5), recipient_id: wa_id };
    return { statuses: [{ ...status, errors: [{ code }] }] };
  };

  return Object.assign(here, {
    someone,
    agrees,
    customer,
    ask,
    says,
    number,
    id,
    historyOf,
    treeSize,
    ago,
    message,
    told,
    write,
    moves,
    undelivered,
  });
}
