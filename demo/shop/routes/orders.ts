// GET /orders/{id}: the order's page for its customer, and the evidence files on it.

import type { Context, Hono } from 'hono';
import { askedNotices, noticeNames } from '../asked-notices.ts';
import type { Order } from '../book/order.ts';
import type { Recorded, Tick } from '../book/tick.ts';
import { noticesForPage } from '../ledger/consent-for-page.ts';
import { evidenceOf } from '../ledger/deliver-tick.ts';
import { consentOutcome } from '../pages/consent-outcome.ts';
import type { Html } from '../pages/layout.ts';
import { orderPage } from '../pages/order.ts';
import { notFoundPage } from '../pages/plain-pages.ts';
import { proof } from '../pages/proof.ts';
import type { Shop } from '../shop.ts';
import { withOwnOrder } from './own-order.ts';

export function addOrders(app: Hono, shop: Shop): void {
  const { book, deliveries } = shop;

  app.get('/orders/:id', (c) =>
    withOwnOrder(c, book, async (order) => {
      await deliveries.firstTries();
      const ticks = ticksOf(shop, order);
      return c.html(
        orderPage({
          order,
          messages: book.messages().filter((message) => message.order === order.id),
          outcomes: await outcomes(shop, order, ticks),
          proofs: await proofs(shop, order, ticks),
          preferences: await preferencesLink(shop, order, ticks),
        }),
      );
    }),
  );

  app.get('/orders/:id/evidence/:record', (c) => withOwnOrder(c, book, (order) => download(c, shop, order)));
}

const ticksOf = ({ book }: Shop, { id }: Order): Tick[] => book.ticks().filter(({ order }) => order === id);

async function outcomes({ ledger }: Shop, order: Order, ticks: Tick[]): Promise<Html[]> {
  // Only the plain box needs the wording, because this page asks its question.
  const asked = ticks.some(({ jws }) => jws === undefined) ? await noticesForPage(ledger, 'en') : undefined;
  return askedNotices.map((id) =>
    consentOutcome({
      order,
      what: noticeNames[id],
      tick: ticks.find(({ notice }) => notice === id),
      notice: asked?.find((notice) => notice.id === id),
    }),
  );
}

const recordedIn = (ticks: Tick[]): (Tick & { outcome: Recorded })[] =>
  ticks.filter((tick): tick is Tick & { outcome: Recorded } => tick.outcome?.kind === 'recorded');

function proofs({ book, ledger }: Shop, order: Order, ticks: Tick[]): Promise<Html[]> {
  return Promise.all(
    recordedIn(ticks).map(async ({ notice, outcome }) =>
      proof({
        what: noticeNames[askedNotices.find((id) => id === notice)!],
        recorded: outcome,
        evidence: await evidenceOf(book, ledger, outcome.record),
        href: `/orders/${order.id}/evidence/${outcome.record}`,
        ledger: ledger.base,
      }),
    ),
  );
}

/** The link for the e-mail. There is one only once the ledger has a record. */
async function preferencesLink({ ledger }: Shop, order: Order, ticks: Tick[]): Promise<string | undefined> {
  if (recordedIn(ticks).length === 0) return undefined;
  const reply = await ledger.link(order.phone);
  return reply.kind === 'answered' ? reply.value.url : undefined;
}

/** The unchanged bytes from the ledger, only for a record of this very order. */
async function download(c: Context, shop: Shop, order: Order): Promise<Response> {
  const own = recordedIn(ticksOf(shop, order)).find(
    ({ outcome }) => outcome.record === c.req.param('record'),
  );
  const evidence = own && (await evidenceOf(shop.book, shop.ledger, own.outcome.record));
  if (evidence === undefined) return c.html(notFoundPage, 404);
  return c.body(evidence.file, 200, {
    'content-type': 'application/json',
    'content-disposition': `attachment; filename="optmark-evidence-${evidence.id}.json"`,
  });
}
