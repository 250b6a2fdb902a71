// The floor of objections: whether a verified customer lifts what the holder of a number objected to, over
// HTTP, and how every decision that rests on it says so.

import { decodeJwt } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { addBusiness, changeBusiness } from '../../../ledger/operations/setup/setup.ts';
import { newCustomerSecret } from '../../../ledger/operations/visitor/customer.ts';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { customerToken } from '../../support/customer-token.ts';
import { findingsIn } from '../../support/verifier.ts';
import { ownershipCalls, standing } from '../ownership/ownership-calls.ts';
import { Page } from '../page.ts';
import { type Body, get, post } from '../requests.ts';

const here = standing();
const { gateSays } = ownershipCalls(() => here);
const purpose = 'shipping_update';

let secret: string;
beforeAll(async () => {
  secret = await newCustomerSecret(here.ledger.ledger, here.ledger.business, here.ledger.site);
});

const business = async (change?: object): Promise<Body> => {
  const authorization = `Bearer ${here.ledger.keys.admin}`;
  const asked = change && { method: 'PATCH', body: JSON.stringify(change) };
  const headers = { authorization, ...(change && { 'content-type': 'application/json' }) };
  const answer = await fetch(`${here.ledger.url}/v1/business`, { ...asked, headers });
  expect(answer.status).toBe(200);
  return answer.json() as Promise<Body>;
};
const lower = async (): Promise<string> => (await business({ objection_floor: 'customer' })).floor;
const raise = () => business({ objection_floor: 'holder' });

/** The holder wants no messages, and says so in WhatsApp. */
let seconds = 1_763_846_400;
async function object(): Promise<string> {
  seconds += 1;
  const body = 'I object to all messages';
  const delivery = here.whatsApp.delivery({ from: here.number.slice(1), body, at: seconds });
  expect((await here.whatsApp.post(delivery)).status).toBe(200);
  const said = await gateSays();
  expect(said).toMatchObject({ reasons: ['objected'] });
  return said.record;
}
const tickAs = async (claims: object | undefined): Promise<Body> => {
  const named = { site: here.ledger.site, number: here.number };
  const token = claims && { customer_token: customerToken(secret, named, claims) };
  return (await new Page(here.ledger).optIn(here.number, token)).json() as Promise<Body>;
};
const customer = () => tickAs({ number_verified: true });
const recordOf = async (id: string): Promise<Body> => {
  const found: Body = await (await get(`${here.ledger.url}/v1/records/${id}`, here.ledger.keys.audit)).json();
  return found.records[0].record;
};
const asOf = async (tree_size: number): Promise<Body> => {
  const asked = { recipient: here.number, purpose, tree_size };
  return (await post(`${here.ledger.url}/v1/gate/as-of`, here.ledger.keys.audit, asked)).json();
};
const findings = async (): Promise<string[]> =>
  (await findingsIn(here.ledger)).map(({ what, rule }) => `${what}/${rule}`);

describe('what the holder of a number objected to', () => {
  test('no verified customer lifts, as a business begins', async () => {
    const objected = await object();
    const { record, effective } = await customer();
    expect(effective).toBe(false);
    expect(await recordOf(record)).not.toHaveProperty('floor');
    expect(await gateSays()).toMatchObject({ reasons: ['objected'], record: objected });
    expect(await business()).toMatchObject({ objection_floor: 'holder' });
  });

  test('a verified customer lifts once the business says so, and every decision names that record', async () => {
    await object();
    const setup = await lower();
    expect(await recordOf(setup)).toMatchObject({
      ...{ kind: 'setup_changed', thing: 'business', name: here.ledger.business },
      is: { objection_floor: setup },
    });
    // Said again it stays the same, and with another change.
    expect(await lower()).toBe(setup);
    expect(await business({ name: 'Fresh Produce & Co' })).toMatchObject({ floor: setup });

    const { record, effective } = await customer();
    expect(effective).toBe(true);
    expect(await recordOf(record)).toMatchObject({ authority: 'customer', floor: { setup } });
    const allowed = { decision: 'allow', record, floor: setup };
    const said = await gateSays();
    expect(said).toMatchObject(allowed);
    expect(decodeJwt(said.permit)).toMatchObject(allowed);
    const inBulk = [{ recipient: here.number, purpose, permit: true }];
    const { answers }: Body = await (
      await post(`${here.ledger.url}/v1/gate/check-bulk`, here.ledger.keys.gate, inBulk)
    ).json();
    expect(answers).toMatchObject([allowed]);
    expect(decodeJwt(answers[0].permit)).toMatchObject(allowed);
    expect(await asOf(said.tree_size)).toMatchObject(allowed);

    // It is lifted for good, by what was recorded then.
    await raise();
    expect(await gateSays()).toMatchObject(allowed);
  });

  test('a plain tick never lifts, nor a token that only names the number', async () => {
    await object();
    await lower();
    for (const claims of [undefined, {}, { number_verified: false }]) {
      const { record } = await tickAs(claims);
      expect(await recordOf(record)).not.toHaveProperty('floor');
    }
    expect(await gateSays()).toMatchObject({ reasons: ['objected'] });
    await raise();
  });

  test('no customer’s tick from before or after lifts, and a look back judges as it was', async () => {
    await object();
    await customer();
    await lower();
    expect(await gateSays()).toMatchObject({ reasons: ['objected'] });
    await raise();
    await customer();
    const before = await gateSays();
    expect(before).toMatchObject({ reasons: ['objected'] });
    const setup = await lower();
    await customer();
    expect(await gateSays()).toMatchObject({ decision: 'allow', floor: setup });
    expect(await asOf(before.tree_size)).toMatchObject({ reasons: ['objected'] });
    await raise();
  });

  test('another business’s floor does not lower', async () => {
    await object();
    const { ledger } = here.ledger;
    await addBusiness(ledger, { id: 'other', name: 'Other' });
    await changeBusiness(ledger, 'other', { objectionFloor: 'customer' });
    await customer();
    expect(await gateSays()).toMatchObject({ reasons: ['objected'] });
  });
});

test('each of these records is as it should be, and a floor that was lowered by hand is found', async () => {
  expect(await findings()).toEqual([]);
  const superuser = openDatabase({ url: here.ledger.config.databaseUrl!, clients: 1 });
  const id = here.ledger.business;
  const floor = await lower();
  await raise();
  await superuser.sql`update businesses set objection_floor = ${floor} where id = ${id}`;
  expect(await findings()).toEqual(['setup/differs']);
  await customer();
  expect(await findings()).toEqual(['sealed_record/floor_differs', 'setup/differs']);
  await superuser.end();
});
