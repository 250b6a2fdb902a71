// POST /v1/opt-outs: consent ends, at once. As application/json from the business's server, for any person by
// any name, or from a page with a customer token, for the number the token names. As application/jose from
// the very page that made the record (undo).

import { z } from 'zod';
import {
  readCustomerOptOut,
  serverOptOut,
  serverOptOutSchema,
  subjectsIn,
} from '../../channels/server/opt-out.ts';
import { customerOptOutSchema } from '../../channels/web/customer.ts';
import { verifyOptOut } from '../../channels/web/web.ts';
import { optOutByCustomer } from '../../operations/consent/customer-consent.ts';
import { takeBackOptIn } from '../../operations/consent/page-consent.ts';
import { recordOptOut } from '../../operations/consent/record-consent.ts';
import { stopperOf } from '../../operations/consent/stopper.ts';
import { countSignature } from '../../operations/visitor/admit-visitor.ts';
import { callerWith } from '../server/caller.ts';
import { answer, type Endpoint, endpointByMediaType, visitorCodes, way } from '../server/endpoint.ts';
import { lenientBody, signedBody } from '../server/parsed-body.ts';
import { replayedHeader, written, writtenSchema } from '../server/written.ts';

const signedOptOutSchema = z.string().meta({
  description: 'A JWS in compact form, `typ` `optout+jws`; its payload is a WidgetOptOutClaims.',
  example: 'eyJhbGciOiJFZDI1NTE5IiwidHlwIjoib3B0b3V0K2p3cyJ9.eyJraW5kIjoib3B0X291dCJ9.c2lnbmF0dXJl',
});

const jsonOptOutSchema = z.union([serverOptOutSchema, customerOptOutSchema]);

export const optOutEndpoints: Endpoint[] = [
  endpointByMediaType({
    method: 'post',
    path: '/v1/opt-outs',
    operationId: 'recordOptOut',
    tag: 'Opt out',
    summary: 'Record an opt-out',
    description:
      'The opt-out takes effect when the answer is sent: from then on the gate denies. Without `purposes`, it stops all of ' +
      'them. The ledger need not know the person: it keeps an opt-out of a number that never opted in, and one of a user ' +
      'id also applies to the number once Meta says that they belong together. Servers post JSON with a secret key and ' +
      'name the person in one way. A page posts JSON with a customer token in place of the number, without a key. The page ' +
      'that opted in may also take that back with a JWS signed by the same page key. That undoes only this opt-in; where a ' +
      'customer token had named the number, it withdraws the purposes. The name of the person must be readable, or the ' +
      'ledger refuses the opt-out. It drops any other part of a JSON body that it cannot read, and names it in `dropped`. ' +
      'Where it cannot read every purpose, it stops all of them. Two names stop both. A number without its calling code is read as one of the business’s own country, where the ' +
      'business has said which, and `dropped` says so. JSON is heard under any media type, in a ' +
      'list of one, after a byte order mark; the fields of an HTML form are heard as well, in either encoding. A field ' +
      'that stands twice says all that it holds.',
    answers: { 201: answer('Recorded, and in force.', writtenSchema, replayedHeader) },
    commits: true,
    first: true,
    errors: [...visitorCodes, 'signature_invalid', 'customer_token_invalid'],
    ways: [
      way({
        who: { scope: 'opt-out:write', orPage: true },
        body: lenientBody(jsonOptOutSchema),
        idempotency: 'opt_out',
        async handle({ caller, body, spend, visitor, c }, { ledger }) {
          if (caller !== undefined) {
            const stopper = await stopperOf(ledger, caller, subjectsIn(body));
            return written(await recordOptOut(ledger, serverOptOut(body, stopper), spend));
          }
          // A caller without a secret key and without a customer token may stop no person's messages. One
          // that sends neither meant to send a key.
          if (!holdsCustomerToken(body)) await callerWith(ledger, c, { scope: 'opt-out:write' });
          return written(await optOutByCustomer(ledger, readCustomerOptOut(body), visitor));
        },
      }),
      way({
        who: 'page',
        body: signedBody(signedOptOutSchema),
        limit: ({ visitor }, { ledger }) => countSignature(ledger, visitor, { stopping: true }),
        async handle({ body, visitor }, { ledger }) {
          return written(await takeBackOptIn(ledger, await verifyOptOut(body), visitor));
        },
      }),
    ],
  }),
];

const holdsCustomerToken = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && Object.hasOwn(body, 'customer_token');
