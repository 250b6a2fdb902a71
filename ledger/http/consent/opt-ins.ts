// POST /v1/opt-ins: consent arrives. As application/jose a page has signed it, and the page or the shop's
// server posts it. As application/json the business's server states it.

import { z } from 'zod';
import { parseJsonOnce } from '../../channels/json.ts';
import { serverOptIn, serverOptInSchema } from '../../channels/server/server.ts';
import { verifyOptIn } from '../../channels/web/web.ts';
import { recordForwardedOptIn } from '../../operations/consent/brought-later.ts';
import { recordPageOptIn } from '../../operations/consent/page-consent.ts';
import { type Kept, recordOrKeep } from '../../operations/pending/keep.ts';
import { countSignature } from '../../operations/visitor/admit-visitor.ts';
import { keptSchema } from '../pending/pending.ts';
import {
  type Answered,
  answer,
  type Endpoint,
  endpointByMediaType,
  visitorCodes,
  way,
} from '../server/endpoint.ts';
import { jsonBody, signedBody } from '../server/parsed-body.ts';
import { neverStored } from '../server/reply.ts';
import { replayedHeader, written, writtenSchema } from '../server/written.ts';

const signedOptInSchema = z.string().meta({
  description:
    'A JWS in compact form, `typ` `optin+jws`; its payload is a WidgetOptInClaims, or an app’s AppOptInClaims.',
  example: 'eyJhbGciOiJFZDI1NTE5IiwidHlwIjoib3B0aW4randzIn0.eyJraW5kIjoib3B0X2luIn0.c2lnbmF0dXJl',
});

const kept = ({ pending, expires_at }: Kept): Answered<202, z.input<typeof keptSchema>> => ({
  status: 202,
  value: { pending, state: 'pending', expires_at },
  headers: neverStored,
});

export const optInEndpoints: Endpoint[] = [
  endpointByMediaType({
    method: 'post',
    path: '/v1/opt-ins',
    operationId: 'recordOptIn',
    tag: 'Opt in',
    summary: 'Record an opt-in',
    description:
      'The ledger admits it under the policy of its notice, makes it durable, and answers with a signed receipt and the ' +
      'proof that it is in the log. Servers post JSON with a secret key. The widget posts the JWS that it signed, without a ' +
      'key, and so does a mobile app, which names itself by `app` and sends no `Origin`; what an app signed without a ' +
      'connection it may post for seven days, under the version of the notice that was current at the tick. Such a tick ' +
      'lifts no stop from the day before it, and its customer token counts if it is not over when it arrives. The ' +
      'shop’s server may later post the same JWS with its key, and both are one record. The schema of `evidence` ' +
      'depends on the channel: `Evidence_ivr` for `ivr`, and so on.',
    answers: {
      201: answer('Recorded.', writtenSchema, replayedHeader),
      202: answer(
        'Kept until a second person or key confirms it, where the business asks for four eyes.',
        keptSchema,
      ),
    },
    commits: true,
    errors: [
      ...visitorCodes,
      'clocks_disagree',
      'not_admitted',
      'signature_invalid',
      'customer_token_missing',
      'customer_token_invalid',
      'nonce_missing',
      'nonce_invalid',
      'nonce_expired',
      'nonce_spent',
      'conflict',
      'idempotency_key_reused',
      'erased',
      'notice_unknown',
      'notice_superseded',
    ],
    ways: [
      way({
        who: { scope: 'opt-in:write' },
        body: { ...jsonBody(serverOptInSchema), read: (bytes) => parseJsonOnce(bytes.toString('utf8')) },
        idempotency: 'opt_in',
        async handle({ caller, body, spend }, { ledger }) {
          const out = await recordOrKeep(ledger, serverOptIn(body, caller), spend);
          return out.kind === 'recorded' ? written(out.answer) : kept(out);
        },
      }),
      way({
        who: { scope: 'opt-in:write', orPage: true },
        body: signedBody(signedOptInSchema),
        async limit({ caller, visitor }, { ledger }) {
          if (caller === undefined) await countSignature(ledger, visitor);
        },
        async handle({ caller, body, visitor }, { ledger }) {
          const signed = await verifyOptIn(body);
          return written(
            caller === undefined
              ? await recordPageOptIn(ledger, signed, visitor)
              : await recordForwardedOptIn(ledger, signed, caller),
          );
        },
      }),
    ],
  }),
];
