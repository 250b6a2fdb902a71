// /v1/compat/…: other vendors' consent requests, so that a sender migrates by changing a URL. What they answer for each
// person is in the vendor's own shape; a request that cannot be read at all is a problem like any other here.

import { type Principal, requireScope } from '../../auth/scope.ts';
import { type Spend, spend } from '../../auth/spend.ts';
import {
  netcoreCommand,
  netcoreReply,
  netcoreReplySchema,
  netcoreRequestSchema,
  netcoreTermsSchema,
  parseNetcore,
} from '../../channels/compat/netcore.ts';
import { type Outcome, type Terms, termsSchema } from '../../channels/compat/terms.ts';
import {
  parseTwilio,
  refuseNamedTwice,
  statusOf,
  twilioItem,
  twilioReply,
  twilioReplySchema,
  twilioRequestSchema,
} from '../../channels/compat/twilio.ts';
import { parseJson } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import type { Command } from '../../core/consent/command.ts';
import { LedgerError } from '../../core/error.ts';
import { isRepeatedOptIn } from '../../operations/consent/repeated-opt-in.ts';
import { inOrder } from '../../operations/in-order.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { recordOptIn, recordOptOut } from '../../operations/record-consent.ts';
import { callerWithPassword } from '../caller.ts';
import { bodyCodes, commitCodes, jsonBody, jsonContent, keyCodes, problems } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { idempotencyHeader, spendOf } from '../idempotency.ts';
import { readBody } from '../server/body.ts';
import { compatBytesMax, compatWindow } from '../server/limits.ts';
import { json } from '../server/reply.ts';

const security = ['opt-in:write', 'opt-out:write'].flatMap((scope) => [
  { secretKey: [scope] },
  { secretKeyAsPassword: [scope] },
]);
const described = (whose: string) =>
  `${whose} Opt-ins rest on the notice that the URL names and are graded E1 where the URL says what box people ticked: on a ` +
  'web page, on a screen of an app, on a page that an e-mail leads to. All others are imports, graded E0. ' +
  'Opt-outs are of every purpose. The secret key is the bearer token, or the password with any user name.';
const form = 'application/x-www-form-urlencoded';

export const compatEndpoints = (ledger: Ledger): Endpoint[] => [
  {
    method: 'post',
    path: '/v1/compat/netcore/consent',
    readers: 'server',
    description: {
      operationId: 'recordNetcoreConsent',
      tags: ['Migrate'],
      summary: 'Netcore’s consent request',
      description: described(
        'At most 1,000 recipients; who cannot be recorded is named by their place, the others are. Ten bare digits are ' +
          'refused unless the URL says their `calling_code`. Without an ' +
          '`Idempotency-Key`, an opt-in that says within an hour what was last recorded of that person is not recorded again; ' +
          'opt-outs always are.',
      ),
      security,
      request: {
        query: netcoreTermsSchema,
        headers: idempotencyHeader,
        body: jsonBody(netcoreRequestSchema),
      },
      responses: {
        200: { description: 'What became of it.', content: jsonContent(netcoreReplySchema) },
        ...problems(...bodyCodes, ...keyCodes, ...commitCodes),
      },
    },
    async handle(c) {
      const caller = await callerWithPassword(ledger, c, 'opt-in:write', 'opt-out:write');
      const terms = parse(netcoreTermsSchema, c.req.query());
      const body = await readBody(c, 'application/json', compatBytesMax);
      const { type, recipients } = parseNetcore(parseJson(body.toString('utf8')));
      requireScope(caller, type === 'optin' ? 'opt-in:write' : 'opt-out:write');
      // One key for the request: each recipient's part is spent under its place.
      const whole = spendOf(ledger, c, body);
      const outcomes = await recordAll(ledger, recipients, (item, i) => ({
        command: netcoreCommand(type, item, terms, caller),
        // Netcore's request has no name of its own: one that is repeated looks like another.
        ...(whole ? { spend: partOf(ledger, whole, i, terms) } : { mayRepeat: true }),
      }));
      return json(200, netcoreReply(type, outcomes));
    },
  },
  {
    method: 'post',
    path: '/v1/compat/twilio/consents',
    readers: 'server',
    description: {
      operationId: 'recordTwilioConsents',
      tags: ['Migrate'],
      summary: 'Twilio’s bulk upsert of consents',
      description: described(
        'At most 25 items. An item repeated under its `correlation_id` is recorded once.',
      ),
      security,
      request: {
        query: termsSchema,
        body: { required: true, content: { [form]: { schema: twilioRequestSchema } } },
      },
      responses: {
        201: { description: 'What became of each item.', content: jsonContent(twilioReplySchema) },
        ...problems(...bodyCodes, ...keyCodes, ...commitCodes),
      },
    },
    async handle(c) {
      const caller = await callerWithPassword(ledger, c, 'opt-in:write', 'opt-out:write');
      const terms = parse(termsSchema, c.req.query());
      const items = parseTwilio((await readBody(c, form, compatBytesMax)).toString('utf8'));
      refuseNamedTwice(items);
      requireScopes(caller, items);
      const outcomes = await recordAll(ledger, items, (item) => {
        const { command, correlationId } = twilioItem(item, terms, caller);
        const request = JSON.stringify([item, terms]);
        const once = spend(ledger.keys.nonces, 'compat', `twilio\0${correlationId}`, request);
        return { command, spend: once };
      });
      return json(201, twilioReply(items, outcomes));
    },
  },
];

/** Before anything is recorded: what the key may not do is not done by half. */
function requireScopes(caller: Principal, items: readonly unknown[]): void {
  for (const item of items) {
    if (statusOf(item) === 'opt-in') requireScope(caller, 'opt-in:write');
    if (statusOf(item) === 'opt-out') requireScope(caller, 'opt-out:write');
  }
}

function partOf(ledger: Ledger, whole: Spend, index: number, terms: Terms): Spend {
  const name = `netcore\0${whole.key.toString('hex')}\0${index}`;
  return spend(
    ledger.keys.nonces,
    'compat',
    name,
    `${whole.request.toString('hex')}${JSON.stringify(terms)}`,
  );
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
      await recordOne(ledger, partOfItem(item, index));
      return { kind: 'recorded' };
    } catch (error) {
      return refusal(error);
    }
  };
  for await (const outcome of inOrder(items.entries(), compatWindow, record)) outcomes.push(outcome);
  return outcomes;
}

async function recordOne(ledger: Ledger, { command, spend: once, mayRepeat }: Part): Promise<void> {
  if (command.kind === 'opt_out') {
    await recordOptOut(ledger, command, once);
    return;
  }
  if (mayRepeat && (await isRepeatedOptIn(ledger, command))) return;
  await recordOptIn(ledger, command, { nonceAccepted: false, ...(once && { spend: once }) });
}

/** Words of ours; they name fields and rules, never the value. */
function refusal(error: unknown): Outcome {
  if (!(error instanceof LedgerError) || error.code === 'internal') throw error;
  const details = error.faults.map(({ detail }) => detail);
  return { kind: 'refused', why: details.length > 0 ? details : [error.message] };
}
