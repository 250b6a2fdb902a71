// The Cloud API with the gate in front: who is let through, what leaves, what is answered. The other side is
// a stand-in over real HTTP. How long it may take, and what is never sent twice, stands in
// cloud-moods.test.ts.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verifyToken } from '../../../ledger/core/jws.ts';
import { registerAccessToken } from '../../../ledger/operations/setup/senders.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { mapTemplate } from '../../../ledger/operations/template/templates.ts';
import { GatedSender } from '../../support/gated-sender.ts';
import { type Body, post } from '../requests.ts';

let shop: GatedSender;
beforeAll(async () => {
  shop = await GatedSender.start();
  await shop.optIn('+919876543220');
});
afterAll(() => shop.stop());
beforeEach(() => shop.cloud.sent.splice(0));

const number = '+919876543220';

describe('a message that was agreed to', () => {
  test('goes out once, and Meta’s answer comes back', async () => {
    const answer = await shop.send(shop.template(number));
    expect(answer.status).toBe(200);
    const { contacts, messages }: Body = await answer.json();
    expect(contacts).toEqual([{ input: number, wa_id: number.slice(1) }]);
    expect(shop.cloud.sent.map(({ id, to }) => [id, to])).toEqual([[messages[0].id, number]]);
  });

  test('carries the permit that let it out, and the answer names it', async () => {
    const answer = await shop.send(shop.template(number));
    const permit = answer.headers.get('optmark-permit-id')!;
    expect(shop.cloud.sent[0]!.label).toBe(permit);
    const send = await shop.ledger.ledger.sends.byPermit(permit);
    expect(send).toMatchObject({
      decision: 'allow',
      state: 'accepted',
      carriesPermit: true,
      reasons: ['granted'],
    });
    expect(send!.record).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('brings its sender the signed permit, whose id travels with it', async () => {
    const { headers } = await shop.send(shop.template(number));
    const { keys } = shop.ledger.ledger;
    const permit = await verifyToken(headers.get('optmark-permit')!, 'optmark-permit+jws', keys.jwks);
    const jti = headers.get('optmark-permit-id');
    expect(permit).toMatchObject({ kind: 'valid', claims: { jti, decision: 'allow' } });
  });

  test('keeps the label its sender gave it', async () => {
    await shop.send({ ...shop.template(number), biz_opaque_callback_data: 'order-1042' });
    expect(shop.cloud.sent[0]!.label).toBe('order-1042');
  });

  test('is otherwise what the sender wrote', async () => {
    const components = [{ type: 'body', parameters: [{ type: 'text', text: '1042 Zoë ☃' }] }];
    const message = shop.template(number, { components });
    await shop.send(message);
    expect(shop.cloud.sent[0]!.body).toMatchObject(message);
  });

  test('goes out with the sender’s own token, and without cookies or where it came from', async () => {
    const headers = {
      cookie: 'a=b',
      'x-forwarded-for': '192.0.2.1',
      origin: 'https://evil.example',
      'x-own': '1',
    };
    await shop.send(shop.template(number), { headers });
    const asked = shop.cloud.asked.at(-1)!;
    expect(asked.headers).toMatchObject({ authorization: `Bearer ${shop.token}`, 'x-own': '1' });
    for (const name of ['cookie', 'x-forwarded-for', 'origin'])
      expect(asked.headers).not.toHaveProperty(name);
    expect(asked.headers.host).toBe(shop.cloud.url.host);
  });

  test('with its number spelled as Meta does reaches the person who was judged', async () => {
    for (const to of ['919876543220', '+91 98765-43220', '+91 (98765) 43220']) {
      expect((await shop.send(shop.template(to))).status).toBe(200);
    }
    expect(new Set(shop.cloud.sent.map(({ to }) => to))).toEqual(new Set([number]));
  });

  test('is Meta’s to refuse: its error comes back as it is', async () => {
    shop.cloud.mood = { refuses: 131_056, status: 400 };
    const answer = await shop.send(shop.template(number));
    shop.cloud.mood = 'well';
    const { error }: Body = await answer.json();
    expect([answer.status, error.code]).toEqual([400, 131_056]);
    const send = await shop.ledger.ledger.sends.byPermit(answer.headers.get('optmark-permit-id')!);
    expect(send!.state).toBe('refused');
  });
});

describe('a message that nobody agreed to', () => {
  test('is not sent; the sender’s SDK finds an error like Meta’s, with every reason', async () => {
    const answer = await shop.send(shop.template('+919876543221'));
    expect(answer.status).toBe(403);
    const { error }: Body = await answer.json();
    expect(error).toMatchObject({
      code: 990001,
      type: 'OptmarkGateException',
      is_transient: false,
      error_data: { messaging_product: 'whatsapp', reasons: ['unknown_recipient'] },
    });
    expect(error.message).toContain('unknown_recipient');
    expect(error.fbtrace_id).toMatch(/^A[\w-]{22}$/);
    expect(shop.cloud.sent).toEqual([]);
  });

  test('is kept as denied, without a number', async () => {
    const { error }: Body = await (await shop.send(shop.template('+919876543222'))).json();
    const send = await shop.ledger.ledger.sends.byPermit(error.error_data.permit_id);
    expect(send).toMatchObject({ decision: 'deny', state: 'denied' });
    expect(send).not.toHaveProperty('subject');
    expect(JSON.stringify(send)).not.toContain('9876543222');
  });

  test('is not sent once the answer to an opt-out is out', async () => {
    const gone = '+919876543223';
    await shop.optIn(gone);
    expect((await shop.send(shop.template(gone))).status).toBe(200);
    const { url, keys } = shop.ledger;
    await post(`${url}/v1/opt-outs`, keys.ingest, { number: gone, channel: 'web' });
    const answer = await shop.send(shop.template(gone));
    expect(((await answer.json()) as Body).error.error_data.reasons).toContain('withdrawn');
    expect(shop.cloud.sent).toHaveLength(1);
  });

  test('is not sent because Meta would read it twice', async () => {
    const body = JSON.stringify(shop.template(number)).replace('"to":', '"to":"+919876543221","to":');
    await shop.send(body);
    expect(shop.cloud.sent.map(({ to }) => to)).toEqual([number]);
    const both = { ...shop.template('+919876543221'), recipient: 'US.1A' };
    expect((await shop.send(both)).status).toBe(403);
    await shop.send({ ...shop.template(number), recipient: 'US.1A' });
    expect(shop.cloud.asked.at(-1)!.body.toString()).not.toContain('US.1A');
  });
});

describe('a message without a template', () => {
  const hello = (to: object) => ({
    messaging_product: 'whatsapp',
    type: 'text',
    text: { body: 'Hello' },
    ...to,
  });
  const reasonsOf = async (pending: Promise<Response>) => {
    const answer = await pending;
    return [answer.status, ((await answer.json()) as Body).error?.error_data.reasons];
  };

  test('goes to whoever wrote to this very number, and to nobody else', async () => {
    const writer = '+919876543224';
    const denied = [403, ['no_service_window']];
    expect(await reasonsOf(shop.send(hello({ to: writer })))).toEqual(denied);
    await shop.wrote({ from: writer.slice(1) });
    expect((await shop.send(hello({ to: writer }))).status).toBe(200);
    expect(await reasonsOf(shop.send(hello({ to: number })))).toEqual(denied);
    const other = await shop.another(shop.ledger.business);
    expect(await reasonsOf(shop.send(hello({ to: writer }), other))).toEqual(denied);
  });

  test('goes to whoever is known by nothing but an id of Meta’s, under that id', async () => {
    const recipient = 'US.13491208655302741918';
    expect((await shop.send(hello({ recipient }))).status).toBe(403);
    await shop.wrote({ from_user_id: recipient });
    expect((await shop.send(hello({ recipient }))).status).toBe(200);
    expect(shop.cloud.sent.map(({ to }) => to)).toEqual([recipient]);
  });

  test('stays here once the person has stopped everything', async () => {
    const writer = '+919876543225';
    await shop.wrote({ from: writer.slice(1) });
    await shop.wrote({ from: writer.slice(1), body: 'STOP' });
    expect(await reasonsOf(shop.send(hello({ to: writer })))).toEqual([403, ['withdrawn']]);
  });
});

describe('a template', () => {
  const reasonsOf = async (message: object) => {
    return ((await (await shop.send(message)).json()) as Body).error?.error_data.reasons;
  };

  test('that nobody has mapped is not sent', async () => {
    expect(await reasonsOf(shop.template(number, { name: 'nobody_mapped' }))).toEqual(['template_unmapped']);
    expect(await reasonsOf(shop.template(number, { language: { code: 'fr' } }))).toEqual([
      'template_unmapped',
    ]);
  });

  test('that nobody has mapped is refused with what to do about it, and not for want of consent', async () => {
    const answer = await shop.send(shop.template(number, { name: 'nobody_mapped' }));
    const { details } = ((await answer.json()) as Body).error.error_data;
    expect(details).toMatch(/^Nothing was sent\..*optmark template add/);
    expect(details).not.toContain('consent');
  });

  test('that is marketing, whatever it is mapped to, needs consent to marketing', async () => {
    const promo = { account: '102290129340398', name: 'spring', language: 'en_US', category: 'MARKETING' };
    await mapTemplate(
      shop.ledger.ledger,
      shop.ledger.business,
      { ...promo, purpose: 'shipping_update' },
      'test',
    );
    const answer = await shop.send(shop.template(number, { name: 'spring' }));
    const { reasons, purpose } = ((await answer.json()) as Body).error.error_data;
    expect([reasons, purpose]).toEqual([['no_consent'], 'marketing']);
    expect(shop.cloud.sent).toEqual([]);
  });
});

describe('nobody without the token of that sender', () => {
  const refusalOf = async (pending: Promise<Response>) => {
    const answer = await pending;
    const { error }: Body = await answer.json();
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      ...error,
      fbtrace_id: '',
      date: '',
    };
  };
  const same = (one: Body) => ({ ...one, headers: { ...one.headers, date: '' } });

  test('learns whether there is such a sender, or who consented', async () => {
    await addBusiness(shop.ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
    const others = await shop.another('other-shop');
    const wrong = 'EAAwrongwrongwrongwrong';
    const first = same(await refusalOf(shop.send(shop.template(number), { token: wrong })));
    expect(first).toMatchObject({ status: 401, code: 190, type: 'OAuthException' });
    for (const [message, over] of [
      [shop.template('+919876543299'), { token: wrong }],
      [shop.template(number), { token: wrong, sender: '999999999999' }],
      [shop.template(number), { token: '' }],
      [shop.template(number), { token: 'short' }],
      [shop.template(number), { token: others.token }],
      [shop.template(number), { sender: others.sender }],
      [shop.template(number), { sender: '999999999999' }],
      ['no json at all', { token: wrong }],
      [shop.template(number), { token: shop.ledger.keys.gate }],
    ] as const) {
      expect(same(await refusalOf(shop.send(message, over)))).toEqual(first);
    }
    expect(shop.cloud.sent).toEqual([]);
  });

  test('reaches Meta through here', async () => {
    const before = shop.cloud.asked.length;
    const answer = await fetch(`${shop.base}/v23.0/me`, {
      headers: { authorization: 'Bearer EAAsomebodyelsestoken' },
    });
    expect(answer.status).toBe(401);
    expect(shop.cloud.asked).toHaveLength(before);
  });

  test('goes on with a token that was ended, or replaced twice', async () => {
    const { ledger, business } = shop.ledger;
    const { sender, token } = await shop.another(business);
    const status = async () => (await shop.send(shop.template(number), { sender, token })).status;
    expect(await status()).not.toBe(401);
    // The one before the current one is good for a day.
    await registerAccessToken(ledger, business, sender, `${token}2`);
    expect(await status()).not.toBe(401);
    await registerAccessToken(ledger, business, sender, `${token}3`);
    expect(await status()).toBe(401);
    await registerAccessToken(ledger, business, sender, token);
    await registerAccessToken(ledger, business, sender, `${token}4`, { endsPrevious: true });
    expect(await status()).toBe(401);
  });
});
