// The shop's message templates, as in WhatsApp Manager: words, Meta's category, the shop's purpose, and the
// button with which the customer stops them.

import type { MessagePurpose } from './book/message.ts';
import type { Order } from './book/order.ts';

export type ShopTemplate = {
  name: string;
  language: string;
  /** Meta's category. */
  category: 'UTILITY' | 'MARKETING';
  /** {{1}}, {{2}}: the parameters. */
  body: string;
  /** At most 25 characters. */
  button: string;
  /** The text of a tap on it, which the ledger reads (ledger/channels/whatsapp/signal.ts). */
  payload: string;
  parameters: (order: Order) => string[];
};

const firstName = ({ name }: Order): string => name.split(' ')[0] ?? name;

export const templates: Readonly<Record<MessagePurpose, ShopTemplate>> = {
  shipping_update: {
    name: 'order_shipped',
    language: 'en_US',
    category: 'UTILITY',
    body: 'Good morning {{1}}, your order {{2}} is packed and on its way. Our bicycle is at your door between 8 and 10.',
    button: 'Stop delivery updates',
    payload: 'OPT_OUT:shipping_update',
    parameters: (order) => [firstName(order), order.id],
  },
  marketing: {
    name: 'first_strawberries',
    language: 'en_US',
    category: 'MARKETING',
    body: 'Hello {{1}}, the first strawberries are in. Add a punnet to your next box for half the price.',
    button: 'Stop promotions',
    payload: 'OPT_OUT:marketing',
    parameters: (order) => [firstName(order)],
  },
};
