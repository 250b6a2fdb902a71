// Opt-ins posted as JSON by servers: IVR systems, apps, agents, shops. The API key says which business.
// Opt-outs are read in opt-out.ts, and for less.

import { z } from 'zod';
import type { OptIn } from '../../core/consent/command.ts';
import {
  type Channel,
  type ChannelEvidence,
  channelSchema,
  entryPointSchema,
  evidenceSchemas,
  formNamed,
} from '../../core/consent/evidence.ts';
import { namedEntrySchema } from '../../core/entry/named-entry-point.ts';
import { LedgerError } from '../../core/error.ts';
import { momentSchema } from '../../core/moment.ts';
import { localeSchema, noticeIdSchema } from '../../core/notice/notice.ts';
import { keyPressed } from '../../core/policy/rules.ts';
import type { Role } from '../../core/setup/staff.ts';
import { parse } from '../parse.ts';
import { checkAssisted } from './assisted.ts';
import { consentingNumber } from './number.ts';

export const numberSchema = z
  .string()
  .min(1)
  .max(64)
  .meta({
    description:
      'With + or 00 and the country code; spaces and hyphens are welcome. Digits alone are read as Meta’s wa_id, where ' +
      'they are more than ten: fewer may lack the code.',
    example: '+919876543210',
  });

const sourceSchema = z.strictObject({
  system: z.string().min(1).max(64).optional(),
  actor: z.string().min(1).max(64).optional().meta({
    description:
      'Who or what acted for you: no e-mail address or telephone number. On paper and by an agent a reference, as in the evidence.',
  }),
  collected_via: entryPointSchema.optional(),
  entry: namedEntrySchema.optional(),
});

const isOfOurTime = (moment: string) => !(Date.parse(moment) < Date.UTC(2009, 0));

export const common = {
  channel: channelSchema,
  source: sourceSchema.optional(),
  occurred_at: momentSchema
    .refine(isOfOurTime, { error: 'must be after WhatsApp began, in 2009', params: { rule: 'moment' } })
    .optional()
    .meta({
      description:
        'When the person acted, if earlier than now: with a time and a zone. A yes of more than 90 days ago is refused ' +
        '(`too_old`), unless it is an import; a stop is taken however old it is.',
    }),
};

const optInFields = {
  ...common,
  number: numberSchema,
  notice: noticeIdSchema.meta({ description: 'The id of a published notice.', example: 'order-updates' }),
  version: z
    .int()
    .min(1)
    .optional()
    .meta({ description: 'Which version was shown; the current one if absent.' }),
  locale: localeSchema,
  text: z.string().max(4000).optional().meta({
    description:
      'The lines as shown or spoken, which must be those of the notice, byte for byte. Without them the record holds no words.',
  }),
};

/** An opt-in of any channel; faults of its evidence are reported once the channel is known. */
const anyOptInSchema = z.strictObject({ ...optInFields, evidence: z.record(z.string(), z.unknown()) });

const optInVia = <C extends Channel>(channel: C) =>
  z
    .strictObject({ ...optInFields, channel: z.literal(channel), evidence: evidenceSchemas[channel] })
    .meta({ id: `ServerOptIn_${channel}` });

/** The same, one shape for each channel: the evidence follows from it. */
export const serverOptInSchema = z
  .discriminatedUnion('channel', [
    optInVia('web'),
    optInVia('email'),
    optInVia('sms'),
    optInVia('app'),
    optInVia('ivr'),
    optInVia('agent'),
    optInVia('paper'),
    optInVia('whatsapp'),
    optInVia('import'),
  ])
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

/** A server by its key, or a person in the console. */
export type Caller = { business: string; key: string; role?: Role };

export const submitterIn = ({ key, role }: Pick<Caller, 'key' | 'role'>) =>
  ({ by: 'server', key, ...(role !== undefined && { staff: true as const }) }) as const;

function sourceOf({ collected_via: entryPoint, entry: _, ...given }: z.infer<typeof sourceSchema> = {}) {
  return { system: 'server', ...given, ...(entryPoint !== undefined && { entry_point: entryPoint }) };
}

export function serverOptIn(input: unknown, caller: Caller): OptIn {
  const body = parse(anyOptInSchema, input);
  // Each channel has its own evidence; the pair is sound because the schema was picked by the channel.
  const evidence = parse(evidenceSchemas[body.channel] as z.ZodType, body.evidence, '/evidence');
  const shown = { channel: body.channel, evidence } as ChannelEvidence;
  const number = numberIn(body.number, shown);
  checkAssisted({ ...shown, source: body.source, number });
  const version = body.version ?? versionOf(formNamed(shown));
  return {
    kind: 'opt_in',
    business: caller.business,
    identifiers: [{ kind: 'number', value: body.number }],
    number,
    notice: { id: body.notice, ...(version !== undefined && { version }) },
    locale: body.locale,
    ...(body.text !== undefined && { text: body.text }),
    submission: { ...submitterIn(caller), proof: { kind: 'key' } },
    source: sourceOf(body.source),
    ...(body.source?.entry !== undefined && { entry: body.source.entry }),
    ...(body.occurred_at !== undefined && { occurredAt: body.occurred_at }),
    ...shown,
  } as OptIn;
}

/**
 * Whose number cannot be read may have said no: that is told beside the fault of the number. Whoever mends
 * the number alone would post the no as a yes once more.
 */
function numberIn(given: string, shown: ChannelEvidence): string {
  try {
    return consentingNumber(given);
  } catch (failure) {
    if (!(failure instanceof LedgerError) || shown.channel !== 'ivr' || shown.evidence.key === '1')
      throw failure;
    const { criterion, name, pointer, detail } = keyPressed;
    const faults = [...failure.faults, { pointer, rule: `${criterion}/${name}`, detail }];
    throw new LedgerError(failure.code, failure.message, { faults });
  }
}

/** A form is signed, and sent in, long after it was printed: it says of which version it is. */
const versionOf = (form: string | undefined): number | undefined =>
  form === undefined ? undefined : Number(form.slice(form.indexOf('@') + 1, form.indexOf('/')));
