// Opt-ins and opt-outs posted as JSON by servers: IVR systems, apps, agents, shops. The API key says which business.

import { z } from 'zod';
import type { OptIn, OptOut } from '../../core/consent/command.ts';
import {
  type ChannelEvidence,
  channelSchema,
  collectedViaSchema,
  evidenceSchemas,
} from '../../core/consent/evidence.ts';
import { localeSchema, noticeIdSchema } from '../../core/notice/notice.ts';
import { purposeSchema } from '../../core/notice/purpose.ts';
import { metaNames, namesOnePerson, oneName, personNamed } from '../named-person.ts';
import { parse } from '../parse.ts';
import { canonicalNumber } from './number.ts';

const numberSchema = z.string().min(1).max(64).meta({
  description: 'International form; spaces and hyphens are welcome. Meta’s wa_id is accepted too.',
  example: '+919876543210',
});

const sourceSchema = z.strictObject({
  system: z.string().min(1).max(64).optional(),
  actor: z.string().min(1).max(64).optional(),
  collected_via: collectedViaSchema.optional(),
});

/** A year of five digits or none would be legal ISO 8601 and a record that nobody can read back. */
const isOfOurTime = (moment: string) => !(Date.parse(moment) < Date.UTC(2009, 0));

const common = {
  channel: channelSchema,
  source: sourceSchema.optional(),
  occurred_at: z.iso
    .datetime({ offset: true })
    .refine(isOfOurTime, { error: 'must be after WhatsApp began, in 2009', params: { rule: 'moment' } })
    .optional()
    .meta({
      description: 'When the person acted, if earlier than now.',
    }),
};

export const serverOptInSchema = z
  .strictObject({
    ...common,
    number: numberSchema,
    notice: noticeIdSchema.meta({ description: 'The id of a published notice.', example: 'order-updates' }),
    version: z
      .int()
      .min(1)
      .optional()
      .meta({ description: 'Which version was shown; the current one if absent.' }),
    locale: localeSchema,
    text: z
      .string()
      .max(4000)
      .optional()
      .meta({ description: 'The lines as shown; compared byte for byte if given.' }),
    evidence: z
      .record(z.string(), z.unknown())
      .meta({ description: 'What the channel can show; see each channel.' }),
  })
  .meta({
    id: 'ServerOptIn',
    example: {
      notice: 'order-updates',
      locale: 'en',
      number: '+919876543210',
      channel: 'ivr',
      evidence: { call_id: 'c-1', key: '1', prompt: '1' },
    },
  });

export const serverOptOutSchema = z
  .strictObject({
    ...common,
    number: numberSchema.optional(),
    ...metaNames,
    purposes: z.array(purposeSchema).min(1).max(12).optional(),
  })
  .refine(namesOnePerson, oneName)
  .meta({ id: 'ServerOptOut', example: { number: '+919876543210', channel: 'web' } });

export type Caller = { business: string; key: string };

export function serverOptIn(input: unknown, caller: Caller): OptIn {
  const body = parse(serverOptInSchema, input);
  // Each channel has its own evidence; the pair is sound because the schema was picked by the channel.
  const evidence = parse(evidenceSchemas[body.channel] as z.ZodType, body.evidence, '/evidence');
  return {
    kind: 'opt_in',
    business: caller.business,
    identifiers: [{ kind: 'number', value: body.number }],
    number: canonicalNumber(body.number),
    notice: { id: body.notice, ...(body.version !== undefined && { version: body.version }) },
    locale: body.locale,
    ...(body.text !== undefined && { text: body.text }),
    submission: { by: 'server', key: caller.key },
    source: { system: 'server', ...body.source },
    ...(body.occurred_at !== undefined && { occurredAt: body.occurred_at }),
    ...({ channel: body.channel, evidence } as ChannelEvidence),
  } as OptIn;
}

export function serverOptOut(input: unknown, caller: Caller): OptOut {
  const body = parse(serverOptOutSchema, input);
  const { given, canonical } = personNamed(body);
  return {
    kind: 'opt_out',
    business: caller.business,
    identifiers: [given],
    person: canonical,
    channel: body.channel,
    ...(body.purposes !== undefined && { purposes: body.purposes }),
    submission: { by: 'server', key: caller.key },
    source: { system: 'server', ...body.source },
    ...(body.occurred_at !== undefined && { occurredAt: body.occurred_at }),
  } as OptOut;
}
