// /v1/compat/…: other vendors' consent requests, so that a business migrates by changing a URL. The answer
// for each person has the vendor's own shape; a request that cannot be read at all gets a problem page like
// any other here.

import type { Context } from 'hono';
import { type Principal, requireScope } from '../../auth/scope.ts';
import { namesToTry, type Spend, spend, spendOfStop } from '../../auth/spend.ts';
import { decoded } from '../../channels/any-form.ts';
import {
  netcoreOptIn,
  netcoreOptOut,
  netcoreReply,
  netcoreReplySchema,
  netcoreRequestSchema,
  netcoreTermsSchema,
  parseNetcore,
} from '../../channels/compat/netcore.ts';
import { type Outcome, termsSchema } from '../../channels/compat/terms.ts';
import {
  isStart,
  isStop,
  parseTwilio,
  twilioOptIn,
  twilioOptOut,
  twilioReply,
  twilioReplySchema,
  twilioRequestSchema,
} from '../../channels/compat/twilio.ts';
import { parseJson } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import type { Caller } from '../../channels/server/server.ts';
import type { Command } from '../../core/consent/command.ts';
import { LedgerError } from '../../core/error.ts';
import { recordOptIn, recordOptOut } from '../../operations/consent/record-consent.ts';
import { isRepeatedOptIn } from '../../operations/consent/repeated-opt-in.ts';
import { inOrder } from '../../operations/in-turn.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { requireMediaType, requireUtf8 } from '../server/body.ts';
import { answer, created, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { idempotencyHeader, spendOf } from '../server/idempotency.ts';
import { compatBytesMax, compatWindow } from '../server/limits.ts';
import { lenientBody } from '../server/parsed-body.ts';
import { queryOf } from '../server/query.ts';

type Query = ReturnType<typeof queryOf>;
const who = { scope: ['opt-in:write', 'opt-out:write'], password: true } as const;
const described = (whose: string) =>
  `${whose} Opt-ins rest on the notice that the URL names and are graded E1 where the URL says what box people ticked: on a ` +
  'web page, on a screen of an app, on a page that an e-mail leads to. All others are imports, graded E0. ' +
  'Opt-outs are of every purpose, and need a number that can be read; any other part that cannot be read is `dropped`. ' +
  'The secret key is the bearer token, or the password with any user name.';

export const compatEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/compat/netcore/consent',
    operationId: 'recordNetcoreConsent',
    tag: 'Migrate',
    summary: 'Netcore’s consent request',
    description: described(
      'At most 1,000 recipients who opt in; of opt-outs as many as the body holds. The answer names the place of each recipient that the ledger could not record, and the ' +
        'others are recorded. Ten bare digits are refused unless the URL gives their `calling_code`. Without an ' +
        '`Idempotency-Key`, the ledger does not record an opt-in that repeats the person’s last record within an hour. It ' +
        'always records opt-outs.',
    ),
    who,
    reads: { query: netcoreTermsSchema, headers: idempotencyHeader },
    body: lenientBody(netcoreRequestSchema, compatBytesMax),
    first: true,
    answers: { 200: answer('What became of it.', netcoreReplySchema) },
    commits: true,
    errors: ['clocks_disagree'],
    async handle({ caller, body, bytes, c }, { ledger }) {
      const query = queryOf(c);
      const { type, recipients } = parseNetcore(body);
      requireScope(caller, type === 'optin' ? 'opt-in:write' : 'opt-out:write');
      const optIn = type === 'optin' && netcoreOptIns(c, bytes, query, caller);
      // One key for the request: each recipient's part is spent under its place.
      const whole = spendOf(ledger, c, `netcore_${type}`, bytes, caller);
      const outcomes = await recordAll(ledger, recipients, (item, i) => ({
        command: optIn ? optIn(item) : netcoreOptOut(item, query, caller),
        // Netcore's request has no name of its own: one that is repeated looks like another.
        ...(whole ? { spend: partOf(ledger, whole, i, query, type === 'optout') } : { mayRepeat: true }),
      }));
      return ok(netcoreReply(type, outcomes));
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/compat/twilio/consents',
    operationId: 'recordTwilioConsents',
    tag: 'Migrate',
    summary: 'Twilio’s bulk upsert of consents',
    description: described(
      'Opt-ins must be among the first 25 items; opt-outs are not counted. The ledger records an item repeated under its ' +
        '`correlation_id` once.',
    ),
    who,
    reads: { query: termsSchema },
    body: {
      mediaType: 'application/x-www-form-urlencoded',
      schema: twilioRequestSchema,
      bytesMax: compatBytesMax,
      anyForm: true,
      read: (bytes) => parseTwilio(decoded(bytes)),
    },
    first: true,
    answers: { 201: answer('What became of each item.', twilioReplySchema) },
    commits: true,
    errors: ['clocks_disagree'],
    async handle({ caller, body: items, bytes, c }, { ledger }) {
      const query = queryOf(c);
      requireScopes(caller, items);
      // What the URL says is about opt-ins: where it is wrong, no stop beside them is refused for it.
      if (!items.some(isStop)) parse(termsSchema, query);
      const outcomes = await recordAll(ledger, items, (item, i) => {
        const stops = isStop(item);
        if (!stops) requireForm(c, bytes);
        const { command, correlationId } = stops
          ? twilioOptOut(item, caller)
          : twilioOptIn(item, i, parse(termsSchema, query), caller);
        if (correlationId === null) return { command };
        const request = JSON.stringify([item, query]);
        const spendOne = command.kind === 'opt_out' ? spendOfStop : spend;
        const name = ['twilio', command.kind, correlationId, ...namesToTry(caller)];
        const once = spendOne(ledger.keys.macs, 'compat', name, request);
        return { command, spend: once };
      });
      return created(twilioReply(items, outcomes));
    },
  }),
];

/** Of an opt-in nothing is guessed: it is taken as it should be sent, or not at all. */
function requireForm(c: Context, bytes: Buffer): void {
  requireMediaType(c, 'application/x-www-form-urlencoded');
  requireUtf8(bytes);
}

/** Before anything is recorded: a request beyond the key's scopes is not half done. */
function requireScopes(caller: Principal, items: readonly unknown[]): void {
  for (const item of items) {
    if (isStart(item)) requireScope(caller, 'opt-in:write');
    if (isStop(item)) requireScope(caller, 'opt-out:write');
  }
}

/**
 * Characters that cannot be stored are replaced in a stop alone; an opt-in is taken as sent or not at all.
 */
function netcoreOptIns(c: Context, body: Buffer, query: Query, caller: Caller) {
  requireMediaType(c, 'application/json');
  requireUtf8(body);
  const terms = parse(netcoreTermsSchema, query);
  parseJson(body.toString('utf8'));
  return (item: unknown) => netcoreOptIn(item, terms, caller);
}

function partOf(ledger: Ledger, whole: Spend, index: number, terms: object, stopping: boolean): Spend {
  const spendOne = stopping ? spendOfStop : spend;
  const name = ['netcore', whole.key.toString('hex'), String(index)];
  const request = `${whole.request.toString('hex')}${JSON.stringify(terms)}`;
  return spendOne(ledger.keys.macs, 'compat', name, request);
}

/** `mayRepeat`: nothing else names it, and it may be the one before. */
type Part = { command: Command; spend?: Spend; mayRepeat?: boolean };

/** Each part by itself: one that is refused, or cannot be stored now, holds up no other. */
async function recordAll(
  ledger: Ledger,
  items: readonly unknown[],
  partOfItem: (item: unknown, index: number) => Part,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const record = async ([index, item]: [number, unknown]): Promise<Outcome> => {
    try {
      return await recordOne(ledger, partOfItem(item, index));
    } catch (error) {
      return refusal(error);
    }
  };
  for await (const outcome of inOrder(items.entries(), compatWindow, record)) outcomes.push(outcome);
  return outcomes;
}

async function recordOne(ledger: Ledger, { command, spend: once, mayRepeat }: Part): Promise<Outcome> {
  if (command.kind === 'opt_out') {
    const { dropped } = await recordOptOut(ledger, command, once);
    return { kind: 'recorded', ...(dropped && { dropped }) };
  }
  const isRepeated = mayRepeat && (await isRepeatedOptIn(ledger, command));
  if (!isRepeated) await recordOptIn(ledger, command, once);
  return { kind: 'recorded' };
}

/** Words of ours; they name fields and rules, never the value. */
function refusal(error: unknown): Outcome {
  if (!(error instanceof LedgerError) || error.code === 'internal') throw error;
  const details = error.faults.map(({ detail }) => detail);
  return { kind: 'refused', why: details.length > 0 ? details : [error.message] };
}
