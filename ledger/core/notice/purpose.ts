// What messages are for: a closed catalogue. The ten template categories of 2020, which today's Cloud API
// would call UTILITY, then authentication and marketing, which are categories of their own. Source: WhatsApp
// Business Platform, template categorization; "alert_update" is UTILITY for essential alerts.

import { z } from 'zod';

export const purposes = [
  'issue_resolution',
  'appointment_update',
  'account_update',
  'reservation_update',
  'personal_finance_update',
  'payment_update',
  'ticket_update',
  'shipping_update',
  'transportation_update',
  'alert_update',
  'authentication',
  'marketing',
] as const;

export const purposeSchema = z.enum(purposes).meta({
  id: 'Purpose',
  description: 'What a message is for.',
  example: 'shipping_update',
});

export type Purpose = z.infer<typeof purposeSchema>;
