// The forms on an order's page. The shop sends a message through the gate. The customer answers the question
// that the checkout could not ask without scripts.

import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { joinLines, renderNotice } from '../../../ledger/core/notice/render.ts';
import { parseNoticeId } from '../asked-notices.ts';
import { type MessagePurpose, purposes } from '../book/message.ts';
import type { Order } from '../book/order.ts';
import { settleTick } from '../ledger/deliver-tick.ts';
import { sendMessage } from '../ledger/send-message.ts';
import type { Shop } from '../shop.ts';
import { withOwnOrder } from './own-order.ts';

export function addOrderActions(app: Hono, shop: Shop): void {
  app.post('/orders/:id/messages', (c) =>
    withOwnOrder(c, shop.book, async (order) => {
      const form = await c.req.formData();
      const purpose = purposes.find((one) => one === form.get('purpose'));
      if (purpose !== undefined) await send(shop, order, purpose);
      return c.redirect(`/orders/${order.id}#desk`, 303);
    }),
  );

  app.post('/orders/:id/consent', (c) =>
    withOwnOrder(c, shop.book, async (order) => {
      const form = await c.req.formData();
      if (form.get('consent') === 'yes') await assertTick(shop, order, form);
      return c.redirect(`/orders/${order.id}`, 303);
    }),
  );
}

/** The gate judges at the moment of sending. The shop notes every outcome. */
async function send({ book, demo, ledger }: Shop, order: Order, purpose: MessagePurpose): Promise<void> {
  const id = randomUUID();
  const sent = await sendMessage(ledger.base, demo.sender, order, purpose, id);
  await book.write({ kind: 'message', id, order: order.id, purpose, at: new Date().toISOString(), ...sent });
}

async function assertTick({ book, ledger }: Shop, order: Order, form: FormData): Promise<void> {
  const id = parseNoticeId(form.get('notice'));
  const tick = book
    .ticks()
    .find((one) => one.order === order.id && one.notice === id && one.jws === undefined);
  const reply = id === undefined ? undefined : await ledger.notice(id, 'en');
  if (tick === undefined || tick.outcome !== undefined || reply?.kind !== 'answered') return;
  const notice = reply.value;
  // The shop has published a new version since it sent the page. The customer ticked another text, so the
  // page asks again.
  if (String(notice.version) !== form.get('version')) return;
  const text = joinLines(renderNotice(notice, notice.wording, order.phone, notice.calling_code ?? ''));
  const written = await ledger.assertOptIn({ notice, number: order.phone, text, path: '/orders' }, tick.id);
  if (written.kind !== 'failed') await settleTick(book, ledger, tick, written);
}
