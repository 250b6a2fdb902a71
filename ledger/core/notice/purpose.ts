// What messages are for: a closed catalogue. The ten template categories of 2020, authentication and marketing,
// each with the category today's Cloud API would give such a template.
// Source: WhatsApp Business Platform, template categorization; the mapping of "alert_update" holds for essential alerts.

import { z } from 'zod';

export type MetaCategory = 'UTILITY' | 'AUTHENTICATION' | 'MARKETING';

const catalogue = {
  issue_resolution: 'UTILITY',
  appointment_update: 'UTILITY',
  account_update: 'UTILITY',
  reservation_update: 'UTILITY',
  personal_finance_update: 'UTILITY',
  payment_update: 'UTILITY',
  ticket_update: 'UTILITY',
  shipping_update: 'UTILITY',
  transportation_update: 'UTILITY',
  alert_update: 'UTILITY',
  authentication: 'AUTHENTICATION',
  marketing: 'MARKETING',
} as const satisfies Record<string, MetaCategory>;

export type Purpose = keyof typeof catalogue;

export const purposes = Object.keys(catalogue) as [Purpose, ...Purpose[]];

export const purposeSchema = z.enum(purposes).meta({
  id: 'Purpose',
  description: 'What a message is for.',
  example: 'shipping_update',
});

export function metaCategoryOf(purpose: Purpose): MetaCategory {
  return catalogue[purpose];
}
