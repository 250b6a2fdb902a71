// /v1/ownership: the person who agreed shows that the number is theirs. Ask (POST), look how it stands (GET),
// type the code in (POST …/code); a code that comes by WhatsApp arrives at the webhook (whatsapp-webhook.ts).

import { z } from 'zod';
import { ownershipMethodSchema, verifyOwnership } from '../../channels/web/web.ts';
import { askAsPage, askAsServer } from '../../operations/ownership/ask.ts';
import { meetByCode, ownershipState } from '../../operations/ownership/meet.ts';
import type { Asked } from '../../operations/ownership/request.ts';
import { byNetwork, countSignature } from '../../operations/visitor/admit-visitor.ts';
import type { Logger } from '../../telemetry/logger.ts';
import {
  answer,
  created,
  type Endpoint,
  endpoint,
  endpointByMediaType,
  ok,
  visitorCodes,
  way,
} from '../server/endpoint.ts';
import { jsonBody, signedBody } from '../server/parsed-body.ts';

const signedRequestSchema = z.string().meta({
  description: 'A JWS in compact form, `typ` `ownership+jws`; its payload is a WidgetOwnershipClaims.',
  example: 'eyJhbGciOiJFZDI1NTE5IiwidHlwIjoib3duZXJzaGlwK2p3cyJ9.eyJ2IjoxfQ.c2lnbmF0dXJl',
});

const requestSchema = z
  .strictObject({
    record: z.uuid().meta({ description: 'The opt-in.' }),
    method: ownershipMethodSchema,
  })
  .meta({
    id: 'OwnershipRequest',
    example: { record: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10', method: 'whatsapp' },
  });

const exampleText =
  'I consent to receive order updates from Fresh Produce on my WhatsApp number XXXXXX3210\n' +
  'By sending this message I confirm this consent, and that this number is mine.\nOPT-7K4M-92QX';

const askedSchema = z
  .strictObject({
    challenge: z.string().meta({ description: 'Random. A caller that knows it may ask for its status.' }),
    method: ownershipMethodSchema,
    expires_at: z.iso.datetime(),
    link: z.url().optional().meta({ description: '`whatsapp`: opens WhatsApp with the message to send.' }),
    text: z.string().optional().meta({
      description:
        '`whatsapp`: the message, in the language of the consent. It counts only if it is unchanged.',
    }),
    code: z.string().optional().meta({ description: '`whatsapp`: the code in the message.' }),
    digits: z.int().optional().meta({ description: '`code`: how many digits the person types in.' }),
  })
  .meta({
    id: 'OwnershipAsked',
    example: {
      challenge: 'q83vEjRWeJCrze8SNFZ4kA',
      method: 'whatsapp',
      expires_at: '2026-11-22T18:26:46.000Z',
      link: `https://wa.me/14155550199?text=${encodeURIComponent(exampleText)}`,
      text: exampleText,
      code: 'OPT-7K4M-92QX',
    },
  });

const codeSchema = z
  .strictObject({
    code: z
      .string()
      .max(32)
      .regex(/^[\s-]*(?:\d[\s-]*){6}$/, 'six digits')
      .transform((typed) => typed.replaceAll(/[\s-]/g, '')),
  })
  .meta({ id: 'OwnershipCode', example: { code: '482913' } });

const stateSchema = z
  .strictObject({
    state: z.enum(['waiting', 'confirmed', 'expired']).meta({
      description:
        '`expired` also where no try is left, or the opt-in was withdrawn: ask again if it still makes sense.',
    }),
  })
  .meta({ id: 'OwnershipState', example: { state: 'confirmed' } });

const challengeParams = z.object({
  challenge: z.string().meta({ example: 'q83vEjRWeJCrze8SNFZ4kA' }),
});

export const ownershipEndpoints: Endpoint[] = [
  endpointByMediaType({
    method: 'post',
    path: '/v1/ownership',
    operationId: 'proveOwnership',
    tag: 'Opt in',
    summary: 'Ask the person to show that the number is theirs',
    description:
      'Raises an opt-in of grade E2 or E3 to E4. `whatsapp`: the person sends a prepared message to the business. ' +
      'The ledger sends nothing, and the message says what it confirms. `code`: the ledger sends six digits to ' +
      'the number, at most one message a day, and the person types them in. The answer is the same whether or ' +
      'not a message goes out: over a cap, or after a withdrawal, the challenge looks like any other and ' +
      'expires. A second request for the same opt-in gets the same challenge while it is open. Servers post JSON ' +
      'with a secret key; the page that opted in posts a JWS signed by the same page key.',
    answers: { 201: answer('What the person is to do, within 15 minutes.', askedSchema) },
    errors: [...visitorCodes, 'signature_invalid', 'not_admitted', 'not_available'],
    ways: [
      way({
        who: { scope: 'opt-in:write' },
        body: jsonBody(requestSchema),
        async handle({ caller, body }, { ledger, logger }) {
          return asking(await askAsServer(ledger, body, caller), logger);
        },
      }),
      way({
        who: 'page',
        body: signedBody(signedRequestSchema),
        limit: ({ visitor }, { ledger }) => countSignature(ledger, visitor),
        async handle({ body, visitor }, { ledger, logger }) {
          return asking(await askAsPage(ledger, await verifyOwnership(body), visitor), logger);
        },
      }),
    ],
  }),
  endpoint({
    method: 'get',
    path: '/v1/ownership/{challenge}',
    operationId: 'readOwnership',
    tag: 'Opt in',
    summary: 'Has the person shown it?',
    description: 'For pages that wait. Ask about every three seconds.',
    who: 'page',
    params: challengeParams,
    limit: ({ visitor }, { ledger }) => ledger.limits.take(byNetwork(visitor)),
    answers: { 200: answer('How it stands.', stateSchema) },
    errors: ['not_found'],
    async handle({ params: { challenge } }, { ledger }) {
      return ok({ state: await ownershipState(ledger, challenge) });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/ownership/{challenge}/code',
    operationId: 'meetOwnership',
    tag: 'Opt in',
    summary: 'Submit the code that the person typed',
    description:
      'Five tries. The answer to a wrong code says how many are left. Spaces and hyphens do not matter.',
    who: 'page',
    params: challengeParams,
    body: jsonBody(codeSchema),
    limit: ({ visitor }, { ledger }) => ledger.limits.take(byNetwork(visitor)),
    answers: { 200: answer('How it stands now.', stateSchema) },
    commits: true,
    errors: ['clocks_disagree', 'code_wrong'],
    async handle({ params: { challenge }, body: { code } }, { ledger }) {
      return ok({ state: await meetByCode(ledger, challenge, code) });
    },
  }),
];

function asking({ answer: asked, sending }: Asked, logger: Logger) {
  // Not waited for: how long it takes would tell whether anything is sent.
  sending.catch((error: Error) => logger.warn('a code was not sent', { error, detail: error.message }));
  return created(asked);
}
