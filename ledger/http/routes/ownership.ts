// /v1/ownership: whoever agreed shows that the number is theirs. Ask (POST), look how it stands (GET), type the code in
// (POST …/code); a code that comes by WhatsApp arrives at the webhook (whatsapp-webhook.ts).

import type { Context } from 'hono';
import { z } from 'zod';
import { parseJson } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import { ownershipMethodSchema, verifyOwnership } from '../../channels/web/web.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { askAsPage, askAsServer } from '../../operations/ownership/ask.ts';
import { meetByCode, ownershipState } from '../../operations/ownership/meet.ts';
import type { Asked } from '../../operations/ownership/request.ts';
import { byNetwork, countSignature } from '../../operations/visitor/admit-visitor.ts';
import type { Logger } from '../../telemetry/logger.ts';
import { callerWith } from '../caller.ts';
import { bodyCodes, commitCodes, jsonBody, jsonContent, keyCodes, problems, secretKey } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { byMediaType, readBody } from '../server/body.ts';
import { bodyBytesMax } from '../server/limits.ts';
import { json } from '../server/reply.ts';
import type { VisitorOf } from '../server/visitor.ts';

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

const askedSchema = z
  .strictObject({
    challenge: z.string().meta({ description: 'Random; whoever knows it may ask how it stands.' }),
    method: ownershipMethodSchema,
    expires_at: z.iso.datetime(),
    link: z
      .url()
      .optional()
      .meta({ description: '`whatsapp`: opens WhatsApp with the message that is to be sent.' }),
    code: z.string().optional().meta({ description: '`whatsapp`: what the message must hold.' }),
    digits: z.int().optional().meta({ description: '`code`: how many are to be typed in.' }),
  })
  .meta({
    id: 'OwnershipAsked',
    example: {
      challenge: 'q83vEjRWeJCrze8SNFZ4kA',
      method: 'whatsapp',
      expires_at: '2026-11-22T18:26:46.000Z',
      link: 'https://wa.me/14155550199?text=OPT-7K4M-92QX%20(Fresh%20Produce)',
      code: 'OPT-7K4M-92QX',
    },
  });

const codeSchema = z
  .strictObject({
    code: z
      .string()
      .max(32)
      .transform((typed) => typed.replaceAll(/[\s-]/g, ''))
      .pipe(z.string().regex(/^\d{6}$/, 'six digits')),
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

export const ownershipEndpoints = (ledger: Ledger, visitorOf: VisitorOf, logger: Logger): Endpoint[] => [
  {
    method: 'post',
    path: '/v1/ownership',
    readers: 'page',
    description: {
      operationId: 'proveOwnership',
      tags: ['Opt in'],
      summary: 'Ask the person to show that the number is theirs',
      description:
        'Lifts an opt-in of grade E2 or E3 to E4. `whatsapp`: the person sends a prepared message to the business; ' +
        'nothing is sent by us. `code`: six digits are sent to the number, at most one message a day, and typed in. ' +
        'The answer is the same whether or not something is sent: over a cap, after a withdrawal, it looks like any ' +
        'other and expires. Asked again for the same opt-in while it is open, it is the same challenge. Servers post ' +
        'JSON with a secret key; the page that opted in posts a JWS signed by the same page key.',
      security: [...secretKey('opt-in:write'), {}],
      request: {
        body: {
          required: true,
          content: { ...jsonContent(requestSchema), 'application/jose': { schema: signedRequestSchema } },
        },
      },
      responses: {
        201: {
          description: 'What the person is to do, within 15 minutes.',
          content: jsonContent(askedSchema),
        },
        ...problems(
          ...bodyCodes,
          ...keyCodes,
          'not_found',
          'origin_not_allowed',
          'signature_invalid',
          'not_admitted',
          'not_available',
          'rate_limited',
        ),
      },
    },
    async handle(c) {
      const { answer, sending } = await byMediaType(c, {
        'application/json': () => fromServer(ledger, c),
        'application/jose': () => fromWidget(ledger, c, visitorOf),
      });
      // Not waited for: how long it takes would tell whether anything is sent.
      sending.catch((error: Error) => logger.warn('a code was not sent', { error, detail: error.message }));
      return json(201, answer);
    },
  },
  {
    method: 'get',
    path: '/v1/ownership/{challenge}',
    readers: 'page',
    description: {
      operationId: 'readOwnership',
      tags: ['Opt in'],
      summary: 'Has the person shown it?',
      description: 'For pages that wait; ask every three seconds or so.',
      request: { params: challengeParams },
      responses: {
        200: { description: 'How it stands.', content: jsonContent(stateSchema) },
        ...problems('not_found', 'rate_limited', 'unavailable'),
      },
    },
    async handle(c) {
      await ledger.limits.take(byNetwork(visitorOf(c)));
      return json(200, { state: await ownershipState(ledger, c.req.param('challenge') ?? '') });
    },
  },
  {
    method: 'post',
    path: '/v1/ownership/{challenge}/code',
    readers: 'page',
    description: {
      operationId: 'meetOwnership',
      tags: ['Opt in'],
      summary: 'Type in the code that was sent',
      description: 'Five tries; a wrong one says how many are left. Spaces and hyphens do not matter.',
      request: { params: challengeParams, body: jsonBody(codeSchema) },
      responses: {
        200: { description: 'How it stands now.', content: jsonContent(stateSchema) },
        ...problems(...bodyCodes, ...commitCodes, 'not_found', 'code_wrong', 'rate_limited'),
      },
    },
    async handle(c) {
      await ledger.limits.take(byNetwork(visitorOf(c)));
      const body = await readBody(c, 'application/json', bodyBytesMax);
      const { code } = parse(codeSchema, parseJson(body.toString('utf8')));
      return json(200, { state: await meetByCode(ledger, c.req.param('challenge') ?? '', code) });
    },
  },
];

async function fromServer(ledger: Ledger, c: Context): Promise<Asked> {
  const caller = await callerWith(ledger, c, 'opt-in:write');
  const body = await readBody(c, 'application/json', bodyBytesMax);
  return askAsServer(ledger, parse(requestSchema, parseJson(body.toString('utf8'))), caller);
}

async function fromWidget(ledger: Ledger, c: Context, visitorOf: VisitorOf): Promise<Asked> {
  const body = await readBody(c, 'application/jose', bodyBytesMax);
  await countSignature(ledger, visitorOf(c));
  return askAsPage(ledger, await verifyOwnership(body.toString('utf8').trim()), visitorOf(c));
}
