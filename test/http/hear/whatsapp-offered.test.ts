// An ordinary word stops whoever was offered it, in answer to the very message that offered it.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GatedSender } from '../../support/gated-sender.ts';
import { type Body, post } from '../requests.ts';

let shop: GatedSender;
beforeAll(async () => {
  shop = await GatedSender.start();
});
afterAll(() => shop.stop());

const says = async (recipient: string) => {
  const question = { recipient, purpose: 'shipping_update', permit: false };
  const { ledger } = shop;
  const answer: Body = await (await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, question)).json();
  return answer.decision === 'allow' ? 'allow' : answer.reasons[0];
};

/** Somebody who agreed in English and wrote is answered; resolves to Meta's id of the answer. */
async function answered(number: string, text: string): Promise<string> {
  await shop.optIn(number);
  await shop.wrote({ from: number.slice(1) });
  const message = { messaging_product: 'whatsapp', to: number, type: 'text', text: { body: text } };
  const { messages }: Body = await (await shop.send(message)).json();
  return messages[0].id;
}

async function replies(number: string, body: string, to: string | undefined): Promise<void> {
  const context = to === undefined ? {} : { context: { from: '14155550199', id: to } };
  const timestamp = String(Math.floor(Date.now() / 1000));
  const message = {
    from: number.slice(1),
    id: `wamid.${randomUUID()}`,
    timestamp,
    type: 'text',
    text: { body },
  };
  const change = shop.meta.change('messages', { messages: [{ ...message, ...context }] });
  expect((await shop.meta.post(change)).status).toBe(200);
}

test('and in answer to no other', async () => {
  const [number, other] = ['+919876543241', '+919876543242'];
  const offer = await answered(number, 'Responda SAIR para parar de receber mensagens.');
  const menu = await answered(other, 'Choose: SAIR or FICAR');
  await replies(number, 'sair', undefined);
  await replies(number, 'Alto', offer);
  await replies(other, 'sair', menu);
  expect([await says(number), await says(other)]).toEqual(['allow', 'allow']);
  await replies(number, 'Sair!', offer);
  expect([await says(number), await says(other)]).toEqual(['withdrawn', 'allow']);
});
