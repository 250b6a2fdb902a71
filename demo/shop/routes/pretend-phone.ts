// /shop/phone: the customer's phone, pretended, and the address that the ledger hands its one-time codes to. Of one's
// own number alone: whose number that is, the shop's own session says.

import type { Context, Hono } from 'hono';
import { gatewayPath } from '../../pretend-gateway.ts';
import type { Customer } from '../book/customer.ts';
import { noPhonePage } from '../pages/plain-pages.ts';
import { pretendPhonePage } from '../pages/pretend-phone.ts';
import { readCodeMessage } from '../pretend-phone/code-message.ts';
import { textOf, writeMessage } from '../pretend-phone/write-message.ts';
import { customerOf } from '../session.ts';
import type { Shop } from '../shop.ts';

/** As long as WhatsApp's own. */
const textMax = 4_096;

/** Before the security of pages: the ledger is no browser, and its signature says more than an origin. */
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

  app.get('/shop/phone', (c) =>
    asCustomer(c, ({ phone }) =>
      c.html(
        pretendPhonePage({
          phone,
          shopNumber: shop.demo.sender.number,
          messages: shop.phones.on(phone),
          codesArrive: shop.codeSecret !== undefined,
          undelivered: c.req.query('undelivered') === '1',
        }),
      ),
    ),
  );

  app.post('/shop/phone', (c) => asCustomer(c, (customer) => write(c, shop, customer)));
}

async function write(c: Context, { demo, ledger, phones }: Shop, { phone }: Customer): Promise<Response> {
  const pasted = (await c.req.formData()).get('text');
  const text = typeof pasted === 'string' ? textOf(pasted.slice(0, textMax)) : '';
  if (text === '') return c.redirect('/shop/phone', 303);
  if (!(await writeMessage(ledger.base, demo, { from: phone, text })))
    return c.redirect('/shop/phone?undelivered=1', 303);
  phones.note({ number: phone, kind: 'written', text, at: new Date().toISOString() });
  return c.redirect('/shop/phone', 303);
}
