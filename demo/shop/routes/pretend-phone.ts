// /shop/phone: the customer's pretend phone, and the address to which the ledger sends its one-time codes. A
// visitor sees only the phone of their own number, which the shop's session decides.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, Hono } from 'hono';
import { switchOffers, tap, write } from '../../cloud-api/phone.ts';
import { gatewayPath } from '../../pretend-gateway.ts';
import type { Customer } from '../book/customer.ts';
import { noPhonePage } from '../pages/plain-pages.ts';
import { pretendPhonePage } from '../pages/pretend-phone.ts';
import { readCodeMessage } from '../pretend-phone/code-message.ts';
import { textOf } from '../pretend-phone/written-text.ts';
import { customerOf } from '../session.ts';
import type { Shop } from '../shop.ts';

/** The same limit as WhatsApp's own. */
const textMax = 4_096;
/**
 * Milliseconds that a page waits for the ledger to take a webhook. The stand-in goes on trying after that.
 */
const patienceMs = 2_000;

/**
 * Before the security of pages: the ledger is not a browser, and its signature proves more than an origin.
 */
export function addCodeGateway(app: Hono, { demo, phones, codeSecret }: Shop): void {
  if (codeSecret === undefined) return;
  app.post(gatewayPath, async (c) => {
    const signature = c.req.header('x-optmark-signature-256') ?? '';
    const trust = { secret: codeSecret, business: demo.business };
    const read = readCodeMessage(await c.req.text(), signature, trust);
    if (read.kind === 'refused') return c.body(null, read.reason === 'signature' ? 401 : 422);
    const { number, text } = read.message;
    phones.note({ number, kind: 'arrived', text, at: new Date().toISOString() });
    return c.body(null, 202);
  });
}

export function addPretendPhone(app: Hono, shop: Shop): void {
  const asCustomer = async (c: Context, answer: (customer: Customer) => Response | Promise<Response>) => {
    const customer = customerOf(c, shop.book);
    return customer === undefined ? c.html(noPhonePage) : answer(customer);
  };

  app.get('/shop/phone', (c) => asCustomer(c, ({ phone }) => show(c, shop, phone)));

  app.post('/shop/phone', (c) =>
    asCustomer(c, async ({ phone }) => {
      const done = act(shop, phone, await c.req.formData());
      const isTaken = await Promise.race([done, sleep(patienceMs, false, { ref: false })]);
      return c.redirect(isTaken ? '/shop/phone' : '/shop/phone?undelivered=1', 303);
    }),
  );
}

function show(
  c: Context,
  { demo, meta, phones, codeSecret }: Shop,
  phone: string,
): Response | Promise<Response> {
  for (const message of phones.look(phone)) meta.read(message);
  return c.html(
    pretendPhonePage({
      phone,
      shopNumber: demo.sender.number,
      messages: phones.on(phone),
      offersStopped: meta.people.of(phone).stoppedOffers.has(demo.sender.waba_id),
      codesArrive: codeSecret !== undefined,
      undelivered: c.req.query('undelivered') === '1',
    }),
  );
}

/**
 * Writes, taps a button, or switches offers. @returns whether the ledger has taken it. True where there was
 * nothing to do
 */
async function act({ demo, meta, phones }: Shop, phone: string, form: FormData): Promise<boolean> {
  const field = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const sender = meta.sender(demo.sender.phone_number_id)!;
  const person = meta.people.of(phone);
  const wrote = (text: string) =>
    phones.note({ number: phone, kind: 'written', text, at: new Date().toISOString() });

  const offers = field('offers');
  if (offers === 'stop' || offers === 'resume') return switchOffers(meta, sender, person, offers);
  const message = phones.delivered(phone, field('message'));
  const button = message?.buttons[Number(field('button'))];
  if (message !== undefined && button !== undefined) {
    wrote(button.label);
    return tap(meta, sender, message, button);
  }
  const text = textOf(field('text').slice(0, textMax));
  if (text === '') return true;
  wrote(text);
  return write(meta, sender, person, text);
}
