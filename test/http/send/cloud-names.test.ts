// Sending to people whom Meta names in several ways: what one name opened or stopped holds for the others.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { GatedSender } from '../../support/gated-sender.ts';
import type { Body } from '../requests.ts';

let shop: GatedSender;
beforeAll(async () => {
  shop = await GatedSender.start();
});
afterAll(() => shop.stop());

const free = (to: string) => ({ messaging_product: 'whatsapp', to, type: 'text', text: { body: 'Hello' } });

/** `sent`, or why not. */
async function became(answer: Response): Promise<string> {
  const body: Body = await answer.json();
  return answer.ok ? 'sent' : body.error.error_data.reasons[0];
}

test('a window opened by an id alone serves the number that Meta has linked to it', async () => {
  await shop.wrote({ from_user_id: 'IN.2001', secondsAgo: 10 });
  expect(await became(await shop.send(free('+919876543201')))).toBe('no_service_window');
  await shop.wrote({ from: '919876543201', from_user_id: 'IN.2001', body: 'STOP', secondsAgo: 5 });
  // Whole seconds: a message of the second of the stop does not outdo it.
  await shop.wrote({ from_user_id: 'IN.2001', secondsAgo: 5 });
  expect(await became(await shop.send(free('+919876543201')))).toBe('withdrawn');
  const writesAndIsAnswered = async () => {
    await shop.wrote({ from_user_id: 'IN.2001' });
    return became(await shop.send(free('+919876543201')));
  };
  await expect.poll(writesAndIsAnswered).toBe('sent');
});

test('a window that somebody else’s id opened serves nobody', async () => {
  await shop.wrote({ from: '919876543202', from_user_id: 'IN.2002', body: 'STOP' });
  await shop.wrote({ from_user_id: 'IN.2003' });
  expect(await became(await shop.send(free('+919876543202')))).toBe('no_service_window');
});

test('a template to the number is denied once the id has said stop', async () => {
  await shop.optIn('+919876543204');
  await shop.wrote({ from: '919876543204', from_user_id: 'IN.2004' });
  expect(await became(await shop.send(shop.template('+919876543204')))).toBe('sent');
  await shop.wrote({ from_user_id: 'IN.2004', body: 'STOP' });
  expect(await became(await shop.send(shop.template('+919876543204')))).toBe('withdrawn');
});

test('a call opens the window for that person, a message in a group for no one', async () => {
  const [caller, writer] = ['919876543205', '919876543206'];
  const now = String(Math.floor(Date.now() / 1000));
  const told = async (field: string, value: object) =>
    expect((await shop.meta.post(shop.meta.change(field, value))).status).toBe(200);
  const called = {
    id: 'wacid.1',
    from: caller,
    event: 'connect',
    direction: 'USER_INITIATED',
    timestamp: now,
  };
  await told('calls', { calls: [called] });
  const group = { group_id: 'Y2FwaV9ncm91cDo', from: writer, id: 'wamid.g', timestamp: now };
  await told('messages', { messages: [{ ...group, type: 'text', text: { body: 'Hello' } }] });
  expect(await became(await shop.send(free(`+${caller}`)))).toBe('sent');
  expect(await became(await shop.send(free(`+${writer}`)))).not.toBe('sent');
});
