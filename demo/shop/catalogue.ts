// What the shop sells: one box a week. Everything in it is invented.

import type { Produce } from './art/produce.ts';

export const box = {
  name: 'The Sunday box',
  rupees: 640,
  deliveryRupees: 0,
  serves: 'Feeds two to three for a week',
} as const;

export type Item = { produce: Produce; name: string; amount: string; from: string };

export const contents: readonly Item[] = [
  { produce: 'tomato', name: 'Vine tomatoes', amount: '750 g', from: 'Kiran’s polyhouse' },
  { produce: 'carrot', name: 'Red carrots', amount: '500 g', from: 'Hill Row Farm' },
  { produce: 'spinach', name: 'Palak spinach', amount: '2 bunches', from: 'Hill Row Farm' },
  { produce: 'aubergine', name: 'Aubergine', amount: '2 pieces', from: 'Lake Terrace' },
  { produce: 'cauliflower', name: 'Cauliflower', amount: '1 head', from: 'Lake Terrace' },
  { produce: 'peas', name: 'Garden peas', amount: '400 g', from: 'Two Wells Co-op' },
  { produce: 'beetroot', name: 'Beetroot', amount: '1 bunch', from: 'Two Wells Co-op' },
  { produce: 'mango', name: 'Late mangoes', amount: '3 pieces', from: 'Orchard Nine' },
];

export const rupees = (amount: number): string => `₹${amount.toLocaleString('en-IN')}`;
