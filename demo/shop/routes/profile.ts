// /profile: the preferences of the customer whose session this is. The state comes from the gate each time, the stop
// goes to the ledger at once; the shop keeps no list of its own that could be wrong.

import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { parseNoticeId } from '../asked-notices.ts';
import type { Customer } from '../book/customer.ts';
import { type ContactForm, parseContactForm } from '../contact-form.ts';
import { type AskedNotice, consentForPage, noticesForPage } from '../ledger/consent-for-page.ts';
import { isOwed } from '../ledger/deliver-tick.ts';
import { stopFailedPage, strangerPage } from '../pages/plain-pages.ts';
import type { Preference } from '../pages/preference.ts';
import { profilePage } from '../pages/profile.ts';
import { customerOf } from '../session.ts';
import type { Shop } from '../shop.ts';
import { parseTicks } from '../tick-form.ts';

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
      await keepTicks(shop, form, customer.id);
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
  const consent = await consentForPage(shop.ledger, 'en');
  const stops = shop.book.stops().filter((stop) => stop.customer === customer.id);
  return profilePage({
    customer,
    ...form,
    consent,
    preferences: await Promise.all(
      (consent?.notices ?? []).map((notice) => preference(shop, customer, notice)),
    ),
    stopped: stops.find(({ id }) => id === c.req.query('stopped')),
    saved: c.req.query('saved') === '1',
  });
}

async function preference({ ledger }: Shop, customer: Customer, notice: AskedNotice): Promise<Preference> {
  const standings = await Promise.all(
    notice.purposes.map(async (purpose) => {
      const reply = await ledger.mayISend(customer.phone, purpose, false);
      return { purpose, answer: reply.kind === 'answered' ? reply.value : undefined };
    }),
  );
  return { notice, standings, stopId: randomUUID() };
}

async function keepTicks({ book, deliveries }: Shop, form: FormData, customer: string): Promise<void> {
  for (const tick of parseTicks(form, { customer, at: new Date().toISOString() })) {
    // Without a script there is nothing signed, and no order page to ask the question on.
    if (!isOwed(tick)) continue;
    await book.write(tick);
    deliveries.begin(tick);
  }
}

/** Effective when the ledger has answered; until then the page does not claim it. */
async function stop(c: Context, { book, ledger }: Shop, customer: Customer): Promise<Response> {
  const form = await c.req.formData();
  const id = z.uuid().safeParse(form.get('stop')).data ?? randomUUID();
  const asked = parseNoticeId(form.get('notice'));
  const notice = (await noticesForPage(ledger, 'en'))?.find((one) => one.id === asked);
  const reply = notice && (await ledger.stop(customer.phone, notice.purposes, id));
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
