// Opt-outs race questions and messages. An allow may only ever be judged on a log that does not hold the
// withdrawal yet, and once the answer to an opt-out is out, whatever is asked from then on is denied.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOfSend } from '../../../ledger/core/gate/sealed-send.ts';
import { GatedSender } from '../../support/gated-sender.ts';
import { type Body, post } from '../requests.ts';

let shop: GatedSender;
beforeAll(async () => {
  shop = await GatedSender.start();
});
afterAll(() => shop.stop());

const rounds = 25;
const numberOf = (round: number) => `+91987654${String(5000 + round)}`;

const check = async (who: { recipient: string } | { bsuid: string }): Promise<Body> => {
  const { url, keys } = shop.ledger;
  return (await post(`${url}/v1/gate/check`, keys.gate, { ...who, purpose: 'shipping_update' })).json();
};
const optOut = async (number: string): Promise<number> => {
  const { url, keys } = shop.ledger;
  const answer = await post(`${url}/v1/opt-outs`, keys.ingest, { number, channel: 'web' });
  return ((await answer.json()) as Body).leaf_index;
};

/** Asks again and again from before the opt-out until after its answer. */
async function racing<T>(
  number: string,
  ask: () => Promise<T>,
): Promise<{ answers: T[]; after: T[]; leaf: number }> {
  const answers: Promise<T>[] = [ask(), ask(), ask()];
  const stopping = optOut(number);
  for (let i = 0; i < 6; i += 1) {
    answers.push(ask());
    await new Promise((resolve) => setTimeout(resolve, i % 3));
  }
  const leaf = await stopping;
  const after = await Promise.all([ask(), ask(), ask()]);
  return { answers: [...(await Promise.all(answers)), ...after], after, leaf };
}

test('a check that allows was judged before the opt-out was in the log; a check after its answer denies', async () => {
  const seen = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    const number = numberOf(round);
    await shop.optIn(number);
    const { answers, after, leaf } = await racing(number, () => check({ recipient: number }));
    for (const { decision, tree_size } of answers) {
      seen.add(decision);
      expect(decision).toBe(tree_size > leaf ? 'deny' : 'allow');
    }
    expect(after.map(({ decision }) => decision)).toEqual(['deny', 'deny', 'deny']);
  }
  expect(seen).toEqual(new Set(['allow', 'deny']));
});

test('a check by another name of the person is judged alike, link and withdrawal in one moment', async () => {
  const seen = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    const [number, bsuid] = [numberOf(200 + round), `IN.${5000 + round}`];
    await shop.optIn(number);
    await shop.wrote({ from: number.slice(1), from_user_id: bsuid });
    const { answers, after, leaf } = await racing(number, () => check({ bsuid }));
    for (const { decision, tree_size } of answers) {
      seen.add(decision);
      expect(decision).toBe(tree_size > leaf ? 'deny' : 'allow');
    }
    expect(after.map(({ decision }) => decision)).toEqual(['deny', 'deny', 'deny']);
  }
  expect(seen).toEqual(new Set(['allow', 'deny']));
});

test('a message that left was judged before the opt-out was in the log; a message asked for after its answer stays', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const number = numberOf(100 + round);
    await shop.optIn(number);
    const first = shop.cloud.sent.length;
    const { after, leaf } = await racing(number, () => shop.send(shop.template(number)));
    expect(after.map(({ status }) => status)).toEqual([403, 403, 403]);
    for (const { label } of shop.cloud.sent.slice(first)) {
      expect((await shop.ledger.ledger.sends.byPermit(label!))!.treeSize).toBeLessThanOrEqual(leaf);
    }
  }
});

test('the permit that is kept with a message says what its row says', async () => {
  const number = numberOf(300);
  await shop.optIn(number);
  const id = (await shop.send(shop.template(number))).headers.get('optmark-permit-id')!;
  const { keys, sends } = shop.ledger.ledger;
  const send = (await sends.byPermit(id))!;
  const jws = openOfSend(keys.master, id, 'permit', send.sealedPermit)!.toString('ascii');
  const claims = JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString());
  expect(claims).toMatchObject({
    jti: id,
    decision: 'allow',
    purpose: 'shipping_update',
    template: { name: 'order_shipped', language: 'en_US' },
    sender: shop.meta.phoneNumberId,
    record: send.record,
    tree_size: send.treeSize,
  });
  expect(claims.exp - claims.iat).toBe(60);
});
