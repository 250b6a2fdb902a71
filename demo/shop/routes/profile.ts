// /profile: the preferences of the session's customer. The shop's server vouches for the number in a customer
// token. With it, the server asks the ledger each time for the consent, and tells it to stop. The shop keeps
// no list of its own that could be wrong.

import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { parseNoticeId } from '../asked-notices.ts';
import type { Customer } from '../book/customer.ts';
import { type ContactForm, parseContactForm } from '../contact-form.ts';
import { type AskedNotice, consentForPage, noticesForPage } from '../ledger/consent-for-page.ts';
import { tokenOf } from '../ledger/customer-token.ts';
import { stopFailedPage, strangerPage } from '../pages/plain-pages.ts';
import type { Preference } from '../pages/preference.ts';
import { profilePage } from '../pages/profile.ts';
import { customerOf } from '../session.ts';
import type { Shop } from '../shop.ts';

export function addProfile(app: Hono, shop: Shop): void {
  const { book } = shop;
  const asCustomer = async (c: Context, answer: (customer: Customer) => Promise<Response>) => {
    const customer = customerOf(c, book);
    return customer === undefined ? c.html(strangerPage) : answer(customer);
  };

  app.get('/profile', (c) =>
    asCustomer(c, async (customer) => {
      const form = { kind: 'incomplete' as const, typed: customer, mistakes: {} };
      return c.html(await show(c, shop, customer, form));
    }),
  );

  app.post('/profile', (c) =>
    asCustomer(c, async (customer) => {
      const form = await c.req.formData();
      const contact = parseContactForm(form);
      if (contact.kind === 'incomplete') return c.html(await show(c, shop, customer, contact), 422);
      await book.write({ ...customer, ...contact.contact });
      return c.redirect('/profile?saved=1', 303);
    }),
  );

  app.post('/profile/stop', (c) => asCustomer(c, async (customer) => stop(c, shop, customer)));
}

async function show(
  c: Context,
  shop: Shop,
  customer: Customer,
  form: Exclude<ContactForm, { kind: 'complete' }>,
) {
  await shop.deliveries.firstTries();
  const customerToken = tokenOf(shop.demo, customer);
  const consent = await consentForPage(shop.ledger, 'en');
  const stops = shop.book.stops().filter((stop) => stop.customer === customer.id);
  return profilePage({
    customer,
    ...form,
    customerToken,
    consent,
    preferences: consent ? await preferences(shop, customerToken, consent.notices) : [],
    stopped: stops.find(({ id }) => id === c.req.query('stopped')),
    saved: c.req.query('saved') === '1',
  });
}

async function preferences(
  { ledger }: Shop,
  customerToken: string,
  notices: readonly AskedNotice[],
): Promise<Preference[]> {
  const reply = await ledger.standing(customerToken);
  const held = reply.kind === 'answered' ? reply.value.notices : [];
  return notices.map((notice) => {
    const found = held.find(({ id }) => id === notice.id)?.purposes;
    const standings = notice.purposes.map((purpose) => {
      return { purpose, standing: found?.find((one) => one.purpose === purpose) };
    });
    return { notice, standings, stopId: randomUUID() };
  });
}

/** The stop takes effect when the ledger answers. Until then, the page does not claim it. */
async function stop(c: Context, { demo, book, ledger }: Shop, customer: Customer): Promise<Response> {
  const form = await c.req.formData();
  const id = z.uuid().safeParse(form.get('stop')).data ?? randomUUID();
  // The customer pressed it twice.
  if (book.stops().some((stop) => stop.id === id && stop.customer === customer.id))
    return c.redirect(`/profile?stopped=${id}`, 303);
  const asked = parseNoticeId(form.get('notice'));
  const notice = (await noticesForPage(ledger, 'en'))?.find((one) => one.id === asked);
  const reply = notice && (await ledger.stop(tokenOf(demo, customer), notice.purposes));
  if (notice === undefined || reply?.kind !== 'answered') return c.html(stopFailedPage, 502);
  const at = reply.value.recorded_at;
  await book.write({
    kind: 'stop',
    id,
    customer: customer.id,
    notice: notice.id,
    at,
    record: reply.value.record,
  });
  return c.redirect(`/profile?stopped=${id}`, 303);
}
