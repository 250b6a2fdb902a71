// POST /v1/opt-ins: consent arrives. As application/jose it is what a page signed, posted by the page itself or
// forwarded by the shop's server; as application/json it is what a server says.

import type { Context } from 'hono';
import { z } from 'zod';
import { parseJson } from '../../channels/json.ts';
import { serverOptIn, serverOptInSchema } from '../../channels/server/server.ts';
import { verifyOptIn } from '../../channels/web/web.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { recordForwardedOptIn, recordPageOptIn } from '../../operations/page-consent.ts';
import type { Answer } from '../../operations/record/receipt.ts';
import { recordOptIn } from '../../operations/record-consent.ts';
import { countSignature } from '../../operations/visitor/admit-visitor.ts';
import { callerWith, hasCredentials } from '../caller.ts';
import {
  bodyCodes,
  commitCodes,
  jsonContent,
  keyCodes,
  problems,
  replayedHeader,
  secretKey,
} from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { idempotencyHeader, spendOf } from '../idempotency.ts';
import { byMediaType, readBody } from '../server/body.ts';
import { bodyBytesMax } from '../server/limits.ts';
import type { VisitorOf } from '../server/visitor.ts';
import { written, writtenSchema } from '../server/written.ts';

const signedOptInSchema = z.string().meta({
  description: 'A JWS in compact form, `typ` `optin+jws`; its payload is a WidgetOptInClaims.',
  example: 'eyJhbGciOiJFZDI1NTE5IiwidHlwIjoib3B0aW4randzIn0.eyJraW5kIjoib3B0X2luIn0.c2lnbmF0dXJl',
});

export const optInEndpoints = (ledger: Ledger, visitorOf: VisitorOf): Endpoint[] => [
  {
    method: 'post',
    path: '/v1/opt-ins',
    readers: 'page',
    description: {
      operationId: 'recordOptIn',
      tags: ['Opt in'],
      summary: 'Record an opt-in',
      description:
        'Admitted under the policy of its notice, made durable, and answered with a signed receipt and the proof that ' +
        'it is in the log. Servers post JSON with a secret key. The widget posts the JWS it signed, without a key; ' +
        'the shop’s server may post the same JWS with its key, later, and both are one record. The shape of `evidence` ' +
        'follows the channel: `Evidence_ivr` for `ivr`, and so on.',
      security: [...secretKey('opt-in:write'), {}],
      request: {
        headers: idempotencyHeader,
        body: {
          required: true,
          content: { ...jsonContent(serverOptInSchema), 'application/jose': { schema: signedOptInSchema } },
        },
      },
      responses: {
        201: { description: 'Recorded.', content: jsonContent(writtenSchema), headers: replayedHeader },
        ...problems(
          ...bodyCodes,
          ...keyCodes,
          ...commitCodes,
          'not_found',
          'origin_not_allowed',
          'not_admitted',
          'signature_invalid',
          'session_missing',
          'session_invalid',
          'rate_limited',
          'nonce_missing',
          'nonce_invalid',
          'nonce_expired',
          'nonce_spent',
          'idempotency_key_reused',
          'notice_unknown',
          'notice_superseded',
        ),
      },
    },
    async handle(c) {
      const answer = await byMediaType(c, {
        'application/json': () => fromServer(ledger, c),
        'application/jose': () => fromWidget(ledger, c, visitorOf),
      });
      return written(answer);
    },
  },
];

async function fromServer(ledger: Ledger, c: Context): Promise<Answer> {
  const caller = await callerWith(ledger, c, 'opt-in:write');
  const body = await readBody(c, 'application/json', bodyBytesMax);
  const spend = spendOf(ledger, c, body);
  const command = serverOptIn(parseJson(body.toString('utf8')), caller);
  return recordOptIn(ledger, command, { nonceAccepted: false, ...(spend && { spend }) });
}

async function fromWidget(ledger: Ledger, c: Context, visitorOf: VisitorOf): Promise<Answer> {
  // A wrong key is refused, not ignored: a shop that thinks it forwards must not be taken for a page.
  const caller = hasCredentials(c) ? await callerWith(ledger, c, 'opt-in:write') : undefined;
  const body = await readBody(c, 'application/jose', bodyBytesMax);
  if (caller === undefined) await countSignature(ledger, visitorOf(c));
  const signed = await verifyOptIn(body.toString('utf8').trim());
  return caller === undefined
    ? recordPageOptIn(ledger, signed, visitorOf(c))
    : recordForwardedOptIn(ledger, signed, caller);
}
