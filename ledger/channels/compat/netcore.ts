// The consent request of Netcore (Pepipost) for WhatsApp, as its documentation has it:
//
//   POST /api/v2/consent/manage/      {"type": "optin" | "optout",
//     "recipients": [{"recipient": "919876543210", "source": "WEB", "user_agent": "…", "ip": "192.0.2.7"}]}
//   -> {"status": "success", "message": "…"}  or  {"status": "failure", "error": {"code": "8006", "message":
//                                                 "…"}}
//
// Address and browser are checked and not kept: the ledger has no use for them. Ten bare digits may be a
// national number or, with its calling code, one abroad (8123456789: India's, or +81 of Japan), so the URL
// must name the country's calling code. Source:
// wadocs.pepipost.com/sending-message/consent-api/manage-opt-in-opt-out

import { z } from 'zod';
import type { Command } from '../../core/consent/command.ts';
import type { Channel } from '../../core/consent/evidence.ts';
import { invalid } from '../../core/error.ts';
import { parse } from '../parse.ts';
import { callingCodeSchema, canonicalNumber, consentingNumber } from '../server/number.ts';
import { droppedOf } from '../server/opt-out.ts';
import type { Caller } from '../server/server.ts';
import {
  assertedOptIn,
  assertedOptOut,
  droppedAt,
  droppedSchema,
  isOptOut,
  type Origin,
  type Outcome,
  readingOfItem,
  termsSchema,
  writtenNumber,
} from './terms.ts';

/** Recipients of opt-ins in one request. Of stops there may be as many as its body holds. */
const recipientsMax = 1000;

export const netcoreRequestSchema = z
  .object({
    type: z.enum(['optin', 'optout']),
    recipients: z.array(z.unknown()).min(1).max(recipientsMax),
  })
  .meta({
    id: 'NetcoreConsent',
    example: { type: 'optin', recipients: [{ recipient: '919876543210', source: 'WEB' }] },
  });

export const netcoreTermsSchema = termsSchema.extend({
  calling_code: callingCodeSchema.optional().meta({
    description:
      'The calling code of recipients of ten bare digits. Without it they are refused; a number behind a + is not.',
    example: '91',
  }),
});

export type NetcoreTerms = z.infer<typeof netcoreTermsSchema>;

// Their parameter is a long, their example a string.
const recipientSchema = z.object({
  recipient: z
    .union([z.string(), z.int().transform(String)])
    .pipe(z.string().regex(/^\+?\d{10,15}$/, 'Invalid recipient. Only 10 to 15 digits are allowed.')),
  source: z.string().trim().min(1, 'source cannot be empty.').max(25),
  user_agent: z.string().max(500).nullish(),
  ip: z.union([z.ipv4(), z.ipv6(), z.literal('')]).nullish(),
});

export type NetcoreRequest = { type: 'optin' | 'optout'; recipients: unknown[] };

export function parseNetcore(input: unknown): NetcoreRequest {
  const { type, recipients } = (input ?? {}) as { type?: unknown; recipients?: unknown };
  if (![type].flat().some(isOptOut)) return parse(netcoreRequestSchema, input);
  const given = recipients === undefined || Array.isArray(recipients) ? recipients : [recipients];
  return parse(stopsSchema, { type: 'optout', recipients: given });
}

const stopsSchema = z.object({ type: z.literal('optout'), recipients: z.array(z.unknown()).min(1) });

/** In any case of letters; their `source` is free text. Any other word means an import. */
const channelWords: Record<string, Channel> = {
  ...{ web: 'web', website: 'web', 'web site': 'web', site: 'web', www: 'web' },
  ...{ app: 'app', 'mobile app': 'app', android: 'app', ios: 'app' },
  ...{ email: 'email', 'e-mail': 'email', mail: 'email' },
};

/** One recipient's opt-in. Throws LedgerError invalid, without the number. */
export function netcoreOptIn(
  item: unknown,
  { calling_code, ...terms }: NetcoreTerms,
  caller: Caller,
): Command {
  const { recipient, source } = parse(recipientSchema, item);
  const given = international(recipient, calling_code);
  const number = consentingNumber(given, '/recipient');
  return assertedOptIn({ system: 'netcore', given, number, origin: originOf(source) }, terms, caller);
}

function originOf(source: string): Origin {
  const word = source.toLowerCase();
  return { channel: Object.hasOwn(channelWords, word) ? channelWords[word]! : 'import', source };
}

/**
 * One recipient's opt-out, for which only the number must be readable.
 * @param query of the URL: a stop needs only the calling code from it
 * @throws LedgerError invalid, without the number
 */
export function netcoreOptOut(item: unknown, query: Record<string, unknown>, caller: Caller): Command {
  const reading = readingOfItem(item, 'recipient');
  const recipient = writtenNumber(reading.of('recipient'));
  const callingCode = netcoreTermsSchema.shape.calling_code.safeParse(query['calling_code']).data;
  const given = international(recipient, callingCode);
  const number = canonicalNumber(given, '/recipient');
  const source = reading.take('source', z.string().trim().max(25)) ?? '';
  // Neither is kept, so neither can be wrong.
  for (const field of ['user_agent', 'ip']) reading.of(field);
  const acted = { system: 'netcore' as const, given, number, origin: originOf(source) };
  return { ...assertedOptOut(acted, caller), ...droppedOf(reading) };
}

// Ten digits, or those behind the zero that is dialled at home: the country's plan says whether it stays.
const atHome = /^(?:0(?=[1-9]))?\d{10}$/;

function international(recipient: string, callingCode: string | undefined): string {
  if (!atHome.test(recipient)) return recipient;
  if (callingCode !== undefined) return `+${callingCode}${recipient}`;
  const detail =
    'Ten digits may lack their calling code: write it with a + before it, or say in the URL &calling_code=…';
  throw invalid('/recipient', 'calling_code', detail);
}

export const netcoreReplySchema = z
  .strictObject({
    status: z.enum(['success', 'failure']),
    message: z.string().optional(),
    error: z.strictObject({ code: z.literal('8006'), message: z.string() }).optional(),
    recipients: z
      .array(z.strictObject({ index: z.int(), status: z.enum(['success', 'failure']), message: z.string() }))
      .optional()
      .meta({
        description:
          'Present if any recipient failed: each failed one, by its position. The others are recorded.',
      }),
    dropped: droppedSchema,
  })
  .meta({ id: 'NetcoreReply', example: { status: 'success', message: 'Optin successfully added.' } });

export function netcoreReply(
  type: NetcoreRequest['type'],
  outcomes: readonly Outcome[],
): z.infer<typeof netcoreReplySchema> {
  const failed = outcomes.flatMap((outcome, index) =>
    outcome.kind === 'refused' ? [{ index, status: 'failure' as const, message: outcome.why.join(' ') }] : [],
  );
  const dropped = outcomes.flatMap((outcome, i) => droppedAt(outcome, `/recipients/${i}`));
  const unread = dropped.length > 0 && { dropped };
  const [first] = failed;
  if (first === undefined) {
    const word = type === 'optin' ? 'Optin' : 'Optout';
    return { status: 'success', message: `${word} successfully added.`, ...unread };
  }
  return {
    status: 'failure',
    error: { code: '8006', message: first.message },
    recipients: failed,
    ...unread,
  };
}
