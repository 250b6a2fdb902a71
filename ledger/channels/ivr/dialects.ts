// Every dialect there is, by its name in the URL: /v1/ivr/<dialect>/<business>/<flow>.

import { z } from 'zod';
import { africastalking } from './africastalking.ts';
import { asterisk } from './asterisk.ts';
import type { Dialect } from './dialect.ts';
import { exotel } from './exotel.ts';
import { freeswitch } from './freeswitch.ts';
import { json } from './json.ts';
import { kookoo } from './kookoo.ts';
import { myoperator } from './myoperator.ts';
import { plivo } from './plivo.ts';
import { telnyx } from './telnyx.ts';
import { twilio } from './twilio.ts';
import { vonage } from './vonage.ts';

export const dialects = {
  twilio,
  telnyx,
  plivo,
  vonage,
  exotel,
  kookoo,
  myoperator,
  africastalking,
  asterisk,
  freeswitch,
  json,
} satisfies Record<string, Dialect>;

export type DialectName = keyof typeof dialects;

export const dialectNames = Object.keys(dialects) as [DialectName, ...DialectName[]];
export const dialectNameSchema = z.enum(dialectNames);

/** Those whose platform signs what it sends. */
export const signingDialects = dialectNames.filter((name) => dialects[name].signs);
