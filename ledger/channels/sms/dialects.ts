// Every dialect of text messages there is, by its name in the URL: /v1/sms/<dialect>/<business>.

import { z } from 'zod';
import { africastalking } from './africastalking.ts';
import type { SmsDialect } from './dialect.ts';
import { plivo } from './plivo.ts';
import { twilio } from './twilio.ts';
import { vonage } from './vonage.ts';

export const smsDialects = {
  twilio,
  plivo,
  vonage,
  africastalking,
} satisfies Record<string, SmsDialect>;

export type SmsDialectName = keyof typeof smsDialects;

export const smsDialectNames = Object.keys(smsDialects) as [SmsDialectName, ...SmsDialectName[]];
export const smsDialectSchema = z.enum(smsDialectNames);
