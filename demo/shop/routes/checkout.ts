// /checkout: the form, and the order that it becomes. The shop tells the ledger afterwards and never waits
// for it.

import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { Book } from '../book/book.ts';
import type { Customer } from '../book/customer.ts';
import { type Order, quantityMax } from '../book/order.ts';
import { type ContactForm, parseContactForm, type Typed } from '../contact-form.ts';
import { consentForPage, parseLocale } from '../ledger/consent-for-page.ts';
import { isOwed } from '../ledger/deliver-tick.ts';
import { styleNonce } from '../page-security.ts';
import { checkoutPage } from '../pages/checkout.ts';
import { beginSession, customerOf } from '../session.ts';
import type { Shop } from '../shop.ts';
import { parseTicks } from '../tick-form.ts';

const firstOrder = 1042;

export function addCheckout(app: Hono, shop: Shop): void {
  const { book, ledger, deliveries } = shop;

  const show = async (c: Context, quantity: number, form: Exclude<ContactForm, { kind: 'complete' }>) => {
    const locale = parseLocale(c.req.query('locale'));
    const consent = await consentForPage(ledger, locale);
    return checkoutPage({ quantity, ...form, consent, locale, nonce: styleNonce(c) });
  };

  app.get('/checkout', async (c) => {
    const { name = '', address = '', phone = '' } = customerOf(c, book) ?? {};
    const form = { kind: 'incomplete' as const, typed: { name, address, phone }, mistakes: {} };
    return c.html(await show(c, parseQuantity(c.req.query('boxes')), form));
  });

  app.post('/checkout', async (c) => {
    const form = await c.req.formData();
    const quantity = parseQuantity(form.get('boxes'));
    const contact = parseContactForm(form);
    if (contact.kind === 'incomplete') return c.html(await show(c, quantity, contact), 422);
    const customer = await keepCustomer(c, book, contact.contact);
    const order = placeOrder(book, customer, quantity);
    await book.write(order);
    for (const tick of parseTicks(form, { customer: customer.id, order: order.id, at: order.placed_at })) {
      await book.write(tick);
      if (isOwed(tick)) deliveries.begin(tick);
    }
    return c.redirect(`/orders/${order.id}`, 303);
  });
}

/** One to four; anything else is one. */
function parseQuantity(given: unknown): number {
  const quantity = Number(given);
  return Number.isInteger(quantity) && quantity >= 1 && quantity <= quantityMax ? quantity : 1;
}

async function keepCustomer(c: Context, book: Book, contact: Typed): Promise<Customer> {
  const known = customerOf(c, book);
  const customer: Customer = known
    ? { ...known, ...contact }
    : { kind: 'customer', id: randomUUID(), session: beginSession(c), ...contact };
  await book.write(customer);
  return customer;
}

function placeOrder(book: Book, customer: Customer, quantity: number): Order {
  const { id, name, address, phone } = customer;
  const placed_at = new Date().toISOString();
  return {
    kind: 'order',
    id: `FP-${firstOrder + book.orders().length}`,
    customer: id,
    placed_at,
    quantity,
    name,
    address,
    phone,
  };
}
