// Another customer's order counts as missing: the same answer for "not there" and "not yours".

import type { Context } from 'hono';
import type { Book } from '../book/book.ts';
import type { Order } from '../book/order.ts';
import { notFoundPage } from '../pages/plain-pages.ts';
import { customerOf } from '../session.ts';

export async function withOwnOrder(
  c: Context,
  book: Book,
  answer: (order: Order) => Response | Promise<Response>,
): Promise<Response> {
  const order = book.order(c.req.param('id') ?? '');
  const customer = customerOf(c, book);
  if (order === undefined || customer === undefined || order.customer !== customer.id) {
    return c.html(notFoundPage, 404);
  }
  return answer(order);
}
