// POST /v1/opt-outs: consent ends, at once. As application/json from the business's server, for anybody by any name, or
// from a page with a session token, for the number it names; as application/jose from the very page that made the record (undo).

import type { Context } from 'hono';
import { z } from 'zod';
import { parseJson } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import { serverOptOut, serverOptOutSchema } from '../../channels/server/server.ts';
import { sessionOptOutSchema } from '../../channels/session.ts';
import { verifyOptOut } from '../../channels/web/web.ts';
import { optOutBySession } from '../../operations/consent/customer-consent.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { takeBackOptIn } from '../../operations/page-consent.ts';
import type { Answer } from '../../operations/record/receipt.ts';
import { recordOptOut } from '../../operations/record-consent.ts';
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

const signedOptOutSchema = z.string().meta({
  description: 'A JWS in compact form, `typ` `optout+jws`; its payload is a WidgetOptOutClaims.',
  example: 'eyJhbGciOiJFZDI1NTE5IiwidHlwIjoib3B0b3V0K2p3cyJ9.eyJraW5kIjoib3B0X291dCJ9.c2lnbmF0dXJl',
});

const jsonOptOutSchema = z.union([serverOptOutSchema, sessionOptOutSchema]);

export const optOutEndpoints = (ledger: Ledger, visitorOf: VisitorOf): Endpoint[] => [
  {
    method: 'post',
    path: '/v1/opt-outs',
    readers: 'page',
    description: {
      operationId: 'recordOptOut',
      tags: ['Opt out'],
      summary: 'Record an opt-out',
      description:
        'Effective when the answer is sent: from then on the gate denies. Without `purposes`, for all of them. ' +
        'Nobody has to be known for it: an opt-out of a number that never opted in is kept, and one of a user id applies ' +
        'to the number too once Meta says that they belong together. Servers post JSON with a secret key, naming the ' +
        'person one way; a page posts JSON with a session token in the place of the number, and no key; the page that ' +
        'opted in may take that back with a JWS signed by the same page key. That undoes this one opt-in and leaves ' +
        'whatever else the person agreed to; where a session token had named the number, it withdraws its purposes.',
      security: [...secretKey('opt-out:write'), {}],
      request: {
        headers: idempotencyHeader,
        body: {
          required: true,
          content: { ...jsonContent(jsonOptOutSchema), 'application/jose': { schema: signedOptOutSchema } },
        },
      },
      responses: {
        201: {
          description: 'Recorded, and in force.',
          content: jsonContent(writtenSchema),
          headers: replayedHeader,
        },
        ...problems(
          ...bodyCodes,
          ...keyCodes,
          ...commitCodes,
          'not_found',
          'origin_not_allowed',
          'signature_invalid',
          'session_invalid',
          'rate_limited',
          'idempotency_key_reused',
        ),
      },
    },
    async handle(c) {
      const answer = await byMediaType(c, {
        'application/json': () =>
          hasCredentials(c) ? fromServer(ledger, c) : fromSession(ledger, c, visitorOf),
        'application/jose': () => fromWidget(ledger, c, visitorOf),
      });
      return written(answer);
    },
  },
];

async function fromServer(ledger: Ledger, c: Context): Promise<Answer> {
  const caller = await callerWith(ledger, c, 'opt-out:write');
  const body = await readBody(c, 'application/json', bodyBytesMax);
  const spend = spendOf(ledger, c, body);
  return recordOptOut(ledger, serverOptOut(parseJson(body.toString('utf8')), caller), spend);
}

/** Without a secret key and without a session token nobody can be silenced. */
async function fromSession(ledger: Ledger, c: Context, visitorOf: VisitorOf): Promise<Answer> {
  const body = parseJson((await readBody(c, 'application/json', bodyBytesMax)).toString('utf8'));
  // Whoever sends no token meant to send a key.
  if (!holdsSession(body)) await callerWith(ledger, c, 'opt-out:write');
  return optOutBySession(ledger, parse(sessionOptOutSchema, body), visitorOf(c));
}

const holdsSession = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && Object.hasOwn(body, 'session');

async function fromWidget(ledger: Ledger, c: Context, visitorOf: VisitorOf): Promise<Answer> {
  const body = await readBody(c, 'application/jose', bodyBytesMax);
  await countSignature(ledger, visitorOf(c), { stopping: true });
  const signed = await verifyOptOut(body.toString('utf8').trim());
  return takeBackOptIn(ledger, signed, visitorOf(c));
}
