// /shop/texts: the customer writes text messages to the shop's pretended number. A visitor sees only the
// phone of their own number, which the shop's session decides.

import type { Hono } from 'hono';
import { noPhonePage } from '../pages/plain-pages.ts';
import { pretendTextsPage } from '../pages/pretend-texts.ts';
import { PretendPhones } from '../pretend-phone/messages.ts';
import { tellOf } from '../pretend-phone/text-message.ts';
import { customerOf } from '../session.ts';
import type { Shop } from '../shop.ts';

/** Characters: one message. */
const textMax = 160;

export function addPretendTexts(app: Hono, { demo, book, ledger }: Shop): void {
  const texts = new PretendPhones();

  app.get('/shop/texts', async (c) => {
    const customer = customerOf(c, book);
    if (customer === undefined) return c.html(noPhonePage);
    const { phone } = customer;
    const link = await ledger.link(phone);
    const view = {
      ...{ phone, shopNumber: demo.texts.number, messages: texts.on(phone) },
      records: link.kind === 'answered' ? link.value.url : undefined,
      undelivered: c.req.query('undelivered') === '1',
    };
    return c.html(pretendTextsPage(view));
  });

  app.post('/shop/texts', async (c) => {
    const customer = customerOf(c, book);
    if (customer === undefined) return c.html(noPhonePage);
    const { phone: number } = customer;
    const given = (await c.req.formData()).get('text');
    const text = typeof given === 'string' ? given.trim().slice(0, textMax) : '';
    if (text === '') return c.redirect('/shop/texts', 303);
    texts.note({ number, kind: 'written', text, at: new Date().toISOString() });
    const reply = await tellOf(ledger.base, demo.texts, number, text);
    if (reply) texts.note({ number, kind: 'arrived', text: reply, at: new Date().toISOString() });
    return c.redirect(reply === undefined ? '/shop/texts?undelivered=1' : '/shop/texts', 303);
  });
}
